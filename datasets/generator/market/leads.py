"""The requests received in 2025: what each one says of date, budget and decider makes it hot, warm or cold.

A date within three months counts two, a budget told one, a decider one: hot from three, warm from one. What
is none of our business is out of target. Fast answers win more (R21).
"""

from collections import Counter
from datetime import date

from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.cents import apportion
from generator.core.names import surnames
from generator.core.stream import Stream
from generator.core.variation import vary
from generator.core.wording import clock
from generator.core.world import World
from generator.house import calendar
from generator.words import read

COUNT, _KNOWN, _STRANGE = 90, 22, 9
_TEAM = 24
_VOICES = {
    "formulaire": "own",
    "courriel": "own",
    "réseau social": "own",
    "téléphone": "note",
    "salon": "note",
    "recommandation": "note",
}
_CHANNELS = (
    ("formulaire", 30),
    ("courriel", 18),
    ("réseau social", 7),
    ("téléphone", 25),
    ("salon", 12),
    ("recommandation", 8),
)
_NEEDS = (("compresseur", 34), ("traitement", 17), ("ventilation", 18), ("entretien", 17), ("audit", 14))
_DEADLINES = (("immédiate", 20), ("trois mois", 28), ("plus tard", 22), ("inconnue", 30))
_DECIDERS = (("oui", 34), ("non", 33), ("inconnu", 33))
_BUDGETS = ((True, 38), (False, 62))
_PROMPT = 56
# Of the unknown companies, how many leave their name out; of the strangers, how many are answered, and how
# many are firms.
_NAMELESS, _CIVIL, _FIRMS = 44, 72, 56
_STRANGER = {
    "need": "autre",
    "deadline": "inconnue",
    "budget_known": False,
    "decider": "inconnu",
    "verdict": "hors cible",
}
# What chance would make of the shares above.
_VERDICTS = {"chaud": 23, "tiède": 41, "froid": 17}
_SOON = ("immédiate", "trois mois")
_HOT = 3
# Out of a hundred requests: those that say something besides, those that begin with the need.
_BESIDES, _NEED_FIRST = 40, 65
_FAIRS = [day for day in workdays.every_day(date(2025, 1, 1), date(2025, 12, 31)) if calendar.fair(day)]
# Chances of each outcome, by verdict, in per cent: meeting, quote, order; the rest comes to nothing.
_CHANCES = {
    "chaud": {"rdv": 22, "devis": 28, "commande": 26},
    "tiède": {"rdv": 28, "devis": 20, "commande": 9},
    "froid": {"rdv": 16, "devis": 6, "commande": 2},
}
# Working hours before the first call (R21): at a fair or not, in time or not.
_HOURS = {(True, True): (6, 38), (True, False): (52, 110), (False, True): (1, 4), (False, False): (6, 40)}


def build(world: World) -> None:
    """Add the table leads."""
    stream, rows = world.stream("leads"), []
    prospects = {row["prospect_id"]: row for row in world["prospects"]}
    firms = [row for code in genuine(world) if (row := prospects[code])["seg_id"] != "SEG12"]
    known = stream.sample(firms, _KNOWN)
    dealt = _dealt(stream)
    families = stream.shuffled(surnames(world.variant)[_TEAM:])
    said: set[str] = set()
    for number in range(COUNT):
        account = known[number - _STRANGE] if 0 <= number - _STRANGE < _KNOWN else None
        # Nobody of the base is a contact of a fair: most are known since.
        channel = stream.weighted([item for item in _CHANNELS if not account or item[0] != "salon"])
        facts = dealt.pop() if number >= _STRANGE else dict(_STRANGER)
        stranger = _stranger(stream) if facts["need"] == "autre" else None
        text = ""
        while not text or text in said:
            text = _text(channel, facts, stranger, stream)
        said.add(text)
        day = _received(channel, account["created"] if account else date(2025, 1, 6), stream)
        rows.append(
            {
                "received_on": day,
                "received_at": clock(8 * 60 + 5 * stream.below(108)),
                "channel": channel,
                "company": account["name"] if account else _company(stranger, families[number], stream),
                "account_id": account["prospect_id"] if account else None,
                "text": text,
                **_answer(facts, channel, stream),
                **facts,
            }
        )
    rows.sort(key=lambda row: (row["received_on"], row["received_at"], row["text"]))
    for number, row in enumerate(rows, start=1):
        row["lead_id"] = f"L{number:03d}"
    world.add("leads", rows)


def _dealt(stream: Stream) -> list[dict]:
    """Deal the facts of the requests of customers until the verdicts are as many as in every variant."""
    while True:
        dealt = [_facts(*facts) for facts in zip(*_decks(stream), strict=True)]
        if Counter(facts["verdict"] for facts in dealt) == _VERDICTS:
            return dealt


def _decks(stream: Stream) -> list[list]:
    """Deal what the requests of customers say: as often each in every variant, in any combination."""
    many = COUNT - _STRANGE
    decks = []
    for weights in (_NEEDS, _DEADLINES, _DECIDERS, _BUDGETS):
        parts = apportion([weight for _, weight in weights], many)
        dealt = [value for (value, _), part in zip(weights, parts, strict=True) for _ in range(part)]
        decks.append(stream.shuffled(dealt))
    return decks


def _facts(need: str, deadline: str, decider: str, budget: bool) -> dict:
    """Return what the request says, and the verdict that follows."""
    points = 2 * (deadline in _SOON) + budget + (decider == "oui")
    verdict = "chaud" if points >= _HOT else "tiède" if points else "froid"
    return {
        "need": need,
        "deadline": deadline,
        "budget_known": budget,
        "decider": decider,
        "verdict": verdict,
    }


def _stranger(stream: Stream) -> str:
    """Draw who asks what is none of our business: somebody for himself, or a firm that canvasses."""
    return "trade" if stream.chance(_FIRMS) else "private"


def _text(channel: str, facts: dict, stranger: str | None, stream: Stream) -> str:
    """Write the request: each fact in one sentence, in a free order, and sometimes a word besides."""
    words, voice = read("leads"), _VOICES[channel]
    if stranger:
        besides = words["strangers"][f"{stranger}_besides"][voice]
        more = stream.sample(besides, stream.between(2, 3))
        middle = [words["strangers"][stranger][voice], *([text] for text in more)]
    else:
        need = words["needs"][facts["need"]][voice]
        others = [
            # Some needs have wordings of their own: nobody stands still for want of an audit.
            part.get(facts["need"], part)[voice]
            for part in (
                words["deadline"][facts["deadline"]],
                words["budget"]["oui" if facts["budget_known"] else "non"],
                words["decider"][facts["decider"]],
            )
        ]
        if stream.chance(_BESIDES):
            others.append(words["besides"][voice])
        middle = stream.shuffled(others)
        middle.insert(0 if stream.chance(_NEED_FIRST) else stream.between(1, len(middle)), need)
    hello = vary(stream.pick(words["hello"][channel]), stream)
    bye = words["bye"].get(channel, words["bye"][voice])
    said = [text for part in (*middle, bye) if (text := vary(stream.pick(part), stream))]
    if hello.endswith(","):
        said[0] = said[0][0].lower() + said[0][1:]
    return " ".join(filter(None, (hello, *said)))


def _received(channel: str, known: date, stream: Stream) -> date:
    """Draw the day: a fair's for a contact of a fair, else any working day, once the account is known."""
    days = _FAIRS if channel == "salon" else workdays.working_days(date(2025, 1, 6), date(2025, 12, 18))
    return stream.pick([day for day in days if day >= known])


def _company(stranger: str | None, family: str, stream: Stream) -> str | None:
    """Name the company; nobody asks for himself under one, and canvassers always give theirs."""
    if stranger == "private" or (not stranger and stream.chance(_NAMELESS)):
        return None
    trades = read("names")["trades"]
    trade = stream.pick(trades[stream.pick(sorted(set(trades) - {"SEG12"}))])
    return vary(
        f"[{trade} {family}|{trade} {family} et fils|{family} {trade}|Établissements {family}]", stream
    )


def _answer(facts: dict, channel: str, stream: Stream) -> dict:
    """Say after how many working hours the request was answered, and what came of it: promptness helps."""
    prompt = stream.chance(_PROMPT)
    hours = stream.between(*_HOURS[channel == "salon", prompt])
    if facts["verdict"] == "hors cible":
        return {"response_hours": hours if stream.chance(_CIVIL) else None, "outcome": "sans suite"}
    bonus = 130 if prompt else 60
    odds = [(name, chance * bonus // 100) for name, chance in _CHANCES[facts["verdict"]].items()]
    outcome = stream.weighted([*odds, ("sans suite", 100 - sum(chance for _, chance in odds))])
    return {"response_hours": hours, "outcome": outcome}
