"""Six callbacks to qualify: what each tells of date, budget and decider makes it hot, warm or cold.

A date within three months counts two, a budget told one, a decider one: hot from three, warm from one, as for
the requests received. What is not said stays unknown, though figures that are no answer may be heard. Both
that are warm name a day, and one that is hot; all take leave alike.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from generator.accounts import first_contact, rights
from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.cents import money
from generator.core.stream import Stream
from generator.core.wording import clock, day_of_month, euros
from generator.core.world import Row, World
from generator.house import people
from generator.talks.transcripts import Cue, Talk, Voice
from generator.words import read
from ntc.french import NBSP

# Nobody thinks of replacing or overhauling a machine before so many years.
_WORN = 5
_DAYS = workdays.working_days(date(2026, 1, 5), date(2026, 1, 9))
# Nobody is called at lunch (R19).
_MINUTES = (*range(8 * 60 + 45, 11 * 60 + 45, 5), *range(14 * 60, 17 * 60, 5))
_MONTHS = {
    "soon": {"février": 2, "mars": 3},
    "later": {"septembre": 9, "octobre": 10, "novembre": 11},
}
_VERDICTS = ("chaud", "chaud", "tiède", "tiède", "froid")
_PATTERNS = {
    "chaud": (("soon", True, "self"), ("soon", False, "self"), ("soon", True, "other")),
    "tiède": (("soon", False, "other"), ("later", True, "self"), ("later", True, "other")),
    "froid": (("later", False, "other"), (None, False, "unknown"), ("later", False, "unknown")),
}
_DECIDERS = {"self": "interlocuteur", "other": "autre personne", "unknown": None}
# Those who name a day, of the verdicts in their order; a hot one names it within the days that R13 leaves.
_DATED = (True, False, True, True, False)
_NEXT = {"chaud": "visite", "tiède": "rappel", "froid": "documentation", "hors cible": "aucune"}
# Working days within which a hot prospect is visited (R13).
_VISIT = 10
# To whom a need comes naturally, what such a project is given (halves of a thousand euros), who sells it.
_NEEDS = {
    "compresseur": (
        ("SEG01", "SEG03", "SEG05", "SEG07", "SEG08", "SEG09"),
        (18, 72),
        ("Compressane", "Vizair Ouest", "AirPromo-Pro"),
    ),
    "traitement": (
        ("SEG01", "SEG04", "SEG09", "SEG10"),
        (7, 24),
        ("Compressane", "Vizair Ouest", "AirPromo-Pro"),
    ),
    "ventilation": (("SEG02", "SEG03", "SEG06", "SEG11"), (16, 64), ("Ventarmor", "Vizair Ouest")),
    "entretien": (
        ("SEG01", "SEG02", "SEG03", "SEG05", "SEG07", "SEG08", "SEG09"),
        (3, 12),
        ("Pneumaloire Services", "Compressane", "Vizair Ouest"),
    ),
    "audit": (
        ("SEG01", "SEG05", "SEG09", "SEG11"),
        (4, 9),
        ("Kilowair Conseil", "Compressane", "Vizair Ouest"),
    ),
}
# Whole numbers: the lesson offers every power that is heard.
_KW = ((15, ("11", "15")), (35, ("15", "22")), (70, ("30", "37")), (100_000, ("55", "75")))
_JOBS = {
    ("M.", True): ("gérant", "directeur de site", "président"),
    ("Mme", True): ("gérante", "directrice de site", "présidente"),
    ("M.", False): ("responsable maintenance", "chef d'atelier", "responsable des achats"),
    ("Mme", False): ("responsable maintenance", "responsable qualité", "responsable des achats"),
}


class _Brief(NamedTuple):
    """What a talk is to tell."""

    need: str
    verdict: str
    when: str | None
    priced: bool
    decider: str
    rival: bool
    park: bool
    dated: bool


def callbacks(world: World, stream: Stream, names: Iterator[str]) -> list[Talk]:
    """Return five talks of prospects one may call and one of a stranger, in the order of their days."""
    voice = Voice(stream)
    # Whoever is called in a dialogue, or may be written to at the end of the lesson, is left to that.
    kept = {row["account_id"] for row in first_contact.told(world, world["contacts"]) if row["comment"]}
    kept |= {row["account_id"] for row in world["dialogues"]}
    talks, taken, known = [], set(), set(genuine(world)) - rights.barred(world) - kept
    for brief in _briefs(stream):
        account = stream.pick([row for row in _accounts(world, brief) if row["prospect_id"] in known - taken])
        taken.add(account["prospect_id"])
        talks.append(_callback(world, brief, account, voice, stream, names))
    talks = stream.shuffled([*talks, _stranger(world, voice, stream, names)])
    times = sorted((stream.pick(_DAYS), stream.pick(_MINUTES)) for _ in talks)
    for talk, (day, minutes) in zip(talks, times, strict=True):
        talk.columns.update(held_on=day, start=clock(minutes))
        if talk.columns["verdict"] == "chaud":
            later = workdays.working_days(day + timedelta(1), day + timedelta(30))
            talk.columns["next_by"] = later[_VISIT - 1]
    return talks


def _briefs(stream: Stream) -> Iterator[_Brief]:
    """Yield what five talks tell: each need once; a rival is named in three, the machine told in three."""
    rivals, parks = (stream.shuffled([True, True, True, False, False]) for _ in range(2))
    patterns = {verdict: stream.shuffled(options) for verdict, options in _PATTERNS.items()}
    for need, verdict, rival, park, dated in zip(
        stream.shuffled(list(_NEEDS)), _VERDICTS, rivals, parks, _DATED, strict=True
    ):
        yield _Brief(need, verdict, *patterns[verdict].pop(), rival, park, dated)


def _accounts(world: World, brief: _Brief) -> list[Row]:
    """Return the prospects whom the talk does not contradict."""
    return [
        row
        for row in world["prospects"]
        if row["seg_id"] in _NEEDS[brief.need][0]
        and row["employees"] >= 8
        and row["competitor"] in (_NEEDS[brief.need][2] if brief.rival else (None,))
        and (not brief.park or (row["equipment_age"] or 0) >= _WORN)
    ]


def _callback(
    world: World, brief: _Brief, account: Row, voice: Voice, stream: Stream, names: Iterator[str]
) -> Talk:
    title = stream.pick(("M.", "Mme"))
    who = f"{title}{NBSP}{next(names)}"
    low, high = _NEEDS[brief.need][1]
    month = stream.pick(list(_MONTHS[brief.when])) if brief.when else None
    amount = 50_000 * stream.between(low, high)
    kw = stream.pick(next(sizes for most, sizes in _KW if account["employees"] < most))
    days = stream.below(24) if brief.verdict == "tiède" else -stream.between(3, 5)
    back = workdays.next_working(date(2026, 1, 19) + timedelta(days))
    facts = {
        "who": who,
        "seller": people.telesales(world),
        "kw": kw,
        "year": 2026 - (account["equipment_age"] or 0),
        "month": month,
        "of_month": f"d'{month}" if month == "octobre" else f"de {month}",
        "amount": euros(amount),
        "old": euros(50_000 * stream.between(low, high)),
        "repair": euros(5_000 * stream.between(18, 56)),
        "boss": f"{stream.pick(('M.', 'Mme'))}{NBSP}{next(names)}",
        "rival": account["competitor"],
        "call_back": day_of_month(back),
    }
    columns = {
        "kind": "qualification",
        "channel": "téléphone",
        "account_id": account["prospect_id"],
        "company": account["name"],
        "contact": f"{who}, {stream.pick(_JOBS[title, brief.decider == 'self'])}",
        "setting": None,
        "need": brief.need,
        "budget": money(amount) if brief.priced else None,
        "decider": _DECIDERS[brief.decider],
        "deadline": workdays.month_end(date(2026, _MONTHS[brief.when][month], 1)) if brief.when else None,
        "competitor": account["competitor"],
        "machine_kw": kw if brief.park else None,
        "verdict": brief.verdict,
        "next_step": _NEXT[brief.verdict],
        "next_by": back if brief.verdict == "tiède" else None,
    }
    lines = [voice.say(cue, facts) for cue in _cues(brief, stream)]
    return Talk(columns, {"seller": facts["seller"], "client": who}, lines)


def _cues(brief: _Brief, stream: Stream) -> Iterator[Cue]:
    """Yield the replies to come: the need first, then the five other facts and the day in any order."""
    words = read("talks")
    yield Cue("seller", words["open"]["seller"])
    yield Cue("client", words["need"][brief.need]["told"], {"fact": "besoin"})
    asked = (
        ("parc", words["park"], brief.park),
        ("échéance", words["deadline"], brief.when is not None),
        ("budget", words["budget"], brief.priced),
        ("décideur", words["decider"][brief.decider], brief.decider != "unknown"),
        ("concurrent", words["competitor"], brief.rival),
        (None, words["day"], brief.dated),
    )
    for fact, talk, told in stream.shuffled(asked):
        yield Cue("seller", talk["ask"])
        yield Cue("client", talk["told" if told else "untold"], {"fact": fact} if told and fact else {})
    for who in ("seller", "client"):
        yield Cue(who, words["close"][who])


def _stranger(world: World, voice: Voice, stream: Stream, names: Iterator[str]) -> Talk:
    """Tell the talk of somebody who is no customer of ours, whatever is offered."""
    words, person, seller = read("talks"), f"M.{NBSP}{next(names)}", people.telesales(world)
    story, facts = stream.pick(words["stranger"]), {"who": person, "seller": seller}
    cues = [Cue("seller", words["open"]["seller"]), *(Cue(who, [text]) for who, text in story["lines"])]
    columns: dict[str, Any] = {
        "kind": "qualification",
        "channel": "téléphone",
        "contact": f"{person}, {stream.pick(story['jobs'])}",
        "need": "aucun",
        "verdict": "hors cible",
        "next_step": _NEXT["hors cible"],
    }
    return Talk(columns, {"seller": seller, "client": person}, [voice.say(cue, facts) for cue in cues])
