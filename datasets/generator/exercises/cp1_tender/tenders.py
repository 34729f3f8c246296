"""The 22 calls for tenders in view on the day of the story: facts, and the score and verdict of rule R25.

Two carry T15: a compulsory visit that is already past, under the best of scores; and a fight on price alone,
at a negative margin. One closes in nine days and can still be answered.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.core import workdays
from generator.core.codes import coded
from generator.core.dates import STORY_DATE
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.wording import capital
from generator.core.world import World
from generator.exercises.cp1_tender.buyers import Buyers, Objects
from generator.words import read

# Thresholds of public buying on the day of the story, € HT (L16, L17).
_FREE, _OPEN, _FORMAL, _FORMAL_STATE = 40_000, 90_000, 216_000, 140_000
# Buyers, and the band of the amount in thousands of euros.
_PUBLIC = (
    *(("collectivité", band) for band in ((19, 38), (24, 37), (43, 57), (63, 88), (68, 87), (93, 135))),
    *(("collectivité", band) for band in ((145, 208), (222, 300), (228, 380))),
    *(("hôpital public", band) for band in ((28, 38), (76, 88), (150, 209))),
    *(("État", band) for band in ((95, 136), (152, 206))),
)
_PRIVATE = tuple(
    ("entreprise privée", band)
    for band in ((22, 38), (26, 48), (31, 57), (64, 92), (71, 118), (96, 138), (145, 190), (160, 260))
)


@dataclass(frozen=True)
class _Role:
    """What a tender is there for: its fault, the range of its score, and what is set beforehand."""

    public: bool
    low: int = 0
    high: int = 100
    fault: str | None = None
    trap: str | None = None
    days: tuple[int, int] = (11, 48)
    fight: bool = False


_ROLES = (
    _Role(True, 72, fault="visite manquée", trap="T15"),
    _Role(True, high=50, trap="T15", fight=True),
    _Role(False, 63, fault="visite manquée"),
    _Role(True, 63, fault="certificat manquant"),
    _Role(True, 63, fault="certificat manquant"),
    _Role(False, high=55, fault="certificat manquant"),
    _Role(True, fault="délai trop court", days=(4, 9)),
    _Role(False, 55, fault="délai trop court", days=(4, 9)),
    _Role(True, 63, 78, days=(9, 9)),
    *(_Role(public, 66, 96) for public in (True, True, True, True, False, False, False)),
    *(_Role(public, 22, 54) for public in (True, True, True, True, False, False)),
)


def build(world: World) -> None:
    """Add the table tenders."""
    stream = world.stream("tenders")
    public, private = iter(stream.shuffled(_PUBLIC)), iter(stream.shuffled(_PRIVATE))
    buyers, objects = Buyers(world, stream), Objects(stream)
    rows = []
    for role in _ROLES:
        kind, band = next(public if role.public else private)
        amount = 500 * stream.between(2 * band[0], 2 * band[1])
        rows.append(_tender(role, kind, amount, stream))
        rows[-1] |= {"buyer": buyers.draw(kind), "object": objects.draw(role.public, amount)}
    world.add("tenders", ({"tender_id": code, **row} for code, row in coded("AO", rows, stream)))


def score(fit: int, days: int, references: int, margin: int, rivals: int) -> int:
    """Score a tender out of 100 by rule R25; the margin is in hundredths of a point."""
    rule = policy()["tender"]
    reached = (
        (days, rule["deadline"]),
        (references, rule["references"]),
        (Decimal(margin).scaleb(-4), rule["margin"]),
        (rivals, rule["rivals"]),
    )
    return rule["fit_points"] * fit + sum(_points(value, scale) for value, scale in reached)


def _points(value: Decimal | int, scale: list[dict]) -> int:
    """Return the points of the first bound reached."""
    return next(step["points"] for step in scale if value >= Decimal(str(step["from"])))


def procedure(kind: str, amount: int) -> str:
    """Name what the law asks of the buyer for this amount of supplies or services."""
    if kind == "entreprise privée":
        return "libre"
    if amount < _FREE:
        return "sans publicité obligatoire"
    if amount < _OPEN:
        return "publicité adaptée"
    formal = _FORMAL_STATE if kind == "État" else _FORMAL
    return "procédure formalisée" if amount >= formal else "BOAMP ou journal d’annonces légales"


def _tender(role: _Role, kind: str, amount: int, stream: Stream) -> dict:
    days, deadline = _deadline(role, stream)
    while True:
        facts = {
            "fit": stream.weighted(((5, 24), (4, 26), (3, 22), (2, 16), (1, 12))),
            "references": stream.between(0, 5),
            "rivals": stream.between(5, 8) if role.fight else stream.between(1, 7),
        }
        margin = -stream.between(110, 640) if role.fight else stream.between(1_450, 3_890)
        found = score(days=days, margin=margin, **facts)
        if role.low <= found <= role.high:
            break
    visit, done = _visit(role, deadline, stream)
    price = 60 if role.fight else 5 * stream.between(6, 10)
    return {
        "public": role.public,
        "buyer_kind": kind,
        "est_amount": Decimal(amount),
        "published": _published(deadline, visit, stream),
        "deadline": deadline,
        "visit_date": visit,
        "visit_done": bool(done),
        "price_weight_pct": Decimal(price),
        "criteria": _criteria(price, stream),
        "certificates": _certificates(role, stream),
        "platform": _platform(kind, amount, stream),
        "study": _study(role, days, stream),
        "margin_rate": Decimal(margin).scaleb(-4),
        **facts,
        "eliminatory": role.fault,
        "procedure": procedure(kind, amount),
        "score": found,
        "verdict": "go" if found >= policy()["tender"]["go"] and not role.fault else "no-go",
        "trap": role.trap,
    }


def _deadline(role: _Role, stream: Stream) -> tuple[int, date]:
    """Draw the days left and the last day of the answers, a working day."""
    while True:
        days = stream.between(*role.days)
        day = STORY_DATE + timedelta(days)
        if workdays.next_working(day) == day:
            return days, day


def _published(deadline: date, visit: date | None, stream: Stream) -> date:
    """Draw the day of the notice: three weeks or more before the answers, and well before a visit."""
    day = min(
        deadline - timedelta(stream.between(21, 52)), date(2026, 1, 9) - timedelta(stream.between(0, 4))
    )
    return workdays.next_working(min(day, visit - timedelta(stream.between(8, 12))) if visit else day)


def _visit(role: _Role, deadline: date, stream: Stream) -> tuple[date | None, bool | None]:
    """Return the day of the compulsory visit, and whether it was made; None when it is still to come."""
    if role.fault == "visite manquée":
        return date(2026, 1, 5) + timedelta(stream.between(0, 4)), False
    days = (deadline - STORY_DATE).days
    if stream.chance(25):
        return workdays.next_working(date(2025, 12, 15) + timedelta(stream.between(0, 3))), True
    if days >= 16 and stream.chance(40):
        return workdays.next_working(STORY_DATE + timedelta(stream.between(4, days - 9))), None
    return None, None


def _study(role: _Role, days: int, stream: Stream) -> str:
    """Tell whether the design office is at work; without it, a short deadline eliminates."""
    if role.fault == "délai trop court":
        return "à engager"
    return "engagée" if days < policy()["tender"]["eliminatory_days"] or stream.chance(35) else "à engager"


def _criteria(price: int, stream: Stream) -> str:
    """Share the weights: price, technical value, and one or two criteria more."""
    extra = stream.sample(read("tenders")["criteria"], stream.between(1, 2))
    parts = [(f"prix {price} %", price)] + [(name, 5 * stream.between(1, 2)) for name in extra]
    left = 100 - sum(weight for _, weight in parts)
    texts = [parts[0][0], f"valeur technique {left} %", *(f"{name} {weight} %" for name, weight in parts[1:])]
    text = ", ".join(texts if stream.chance(60) else [texts[1], texts[0], *texts[2:]])
    return capital(text)


def _certificates(role: _Role, stream: Stream) -> str | None:
    words = read("tenders")
    asked = stream.sample(words["held"], stream.between(0, 2))
    if role.fault == "certificat manquant":
        asked.append(stream.pick(words["lacking"]))
    return ", ".join(asked) or None


def _platform(kind: str, amount: int, stream: Stream) -> str:
    words = read("tenders")
    if kind == "entreprise privée":
        return stream.pick(words["private_platforms"])
    if amount < _FREE:
        return "Demande de devis par courriel"
    name = stream.pick(words["platforms"])
    return f"BOAMP et profil d'acheteur {name}" if amount >= _OPEN else f"Profil d'acheteur {name}"
