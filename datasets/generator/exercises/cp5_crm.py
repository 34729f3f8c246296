"""Exercise cp5-crm: fifteen records of people at prospects, the message that came, the act that it calls for.

Who, how the name was come by and since when are the base's own; comment, next step and message are written
for the case. Channels and days are drawn alike for every act.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.accounts import first_contact, rights
from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.codes import coded
from generator.core.stream import Stream
from generator.core.variation import vary
from generator.core.wording import capital
from generator.core.world import Row, World
from generator.words import read

_DAYS = workdays.working_days(date(2026, 1, 5), date(2026, 1, 9))
# Nobody's firm is liquidated or bought there.
_PUBLIC = "SEG12"
_HEALTH = "health"
Case = Mapping[str, Any]


def build(world: World) -> None:
    """Add the table crm_cases."""
    stream, words = world.stream("crm_cases"), read("crm_cases")
    drawn = [case for act, count in words["draw"].items() for case in _of(act, count, words["cases"], stream)]
    people = stream.sample(_people(world), len(drawn))
    comments, steps = (_dealt(words[kind], len(drawn), stream) for kind in ("comments", "next"))
    companies = {row["prospect_id"]: row["name"] for row in world["prospects"]}
    abroad = stream.pick([row["name"] for row in world["towns"] if row["sector"] != "S2"])
    rows = [
        {
            "title": f"{companies[person['account_id']]}, {person['first']} {person['last']}",
            "channel": stream.pick(words["channels"]),
            "received_on": stream.pick(_DAYS),
            "record": _record(case, person, next(comments), next(steps), words, stream),
            "message": vary(case["message"], stream).format(abroad=abroad),
            "act": case["act"],
            "near": case["near"],
            "health": case.get("group") == _HEALTH,
            "reason": case["reason"],
        }
        for case, person in zip(drawn, people, strict=True)
    ]
    world.add("crm_cases", ({"case_id": code, **row} for code, row in coded("CR", rows, stream)))


def _of(act: str, count: int, cases: Sequence[Case], stream: Stream) -> list[Case]:
    """Draw so many cases of an act, one of each group first."""
    able = stream.shuffled([case for case in cases if case["act"] == act])
    first: dict[str | None, Case] = {}
    for case in able:
        first.setdefault(case.get("group"), case)
    return [*first.values(), *(case for case in able if case not in first.values())][:count]


def _people(world: World) -> list[Row]:
    """Return those of whom the base says nothing that a message would contradict, met nowhere else."""
    met = {row["prospect_id"] for row in world["call_candidates"]}
    met |= {row["account_id"] for row in (*world["talks"], *world["dialogues"], *world["tour_stops"])}
    met |= {row["account_id"] for row in first_contact.told(world, world["contacts"])}
    public = {row["prospect_id"] for row in world["prospects"] if row["seg_id"] == _PUBLIC}
    known = set(genuine(world)) - met - public
    return [row for row in world["contacts"] if row["account_id"] in known and rights.lawful(row)]


def _dealt(texts: Sequence[str], count: int, stream: Stream) -> Iterator[str]:
    """Yield as many texts, each formulation as often as the others, or one more."""
    piles = [text for _ in range(-(-count // len(texts))) for text in stream.shuffled(texts)]
    return (vary(text, stream) for text in piles[:count])


def _record(case: Case, person: Row, comment: str, step: str, words: Case, stream: Stream) -> str:
    head = stream.pick(case.get("recorded", words["recorded"])).format(
        job=person["job"],
        source=vary(words["sources"][person["source"]], stream),
        year=person["collected_on"].year,
    )
    said = vary(case.get("comment", comment), stream)
    return f"{capital(head)} Commentaire : {said}. Prochaine action : {case.get('next', step)}."
