"""The builder of cp6-quote: ten needs of the joinery, each met or not by a quote that was drawn up.

A machine, a dryer and a vessel are judged by the right need and by what the learner found at page 5: that
was marked there.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from autograder.keys.answers import Answers
from autograder.keys.cp6.measured import OF_PAIR, PAIR, factors, flows, right_machine, september
from ntc.calc import air
from ntc.case import Case
from ntc.french import count, typeset
from ntc.instruments.quote_desk import Desk
from ntc.lessons.cp6 import quoted, survey
from ntc.plans.quoting import CGV, NET, NO_TIER, STAGES, VISA, Draft, Entered

SIZING = "cp6-sizing"
CELLS, ROW, COLUMN = f"{SIZING}-cells", "later-repaired", "need"
MACHINE, DRYER, VESSEL = (f"{SIZING}-{part}" for part in ("machine", "dryer-model", "vessel-model"))
# How far from the right need a need of one’s own still makes sense: a workshop that leaks, or peaks.
PLAUSIBLE = Fraction(3, 5), Fraction(3)
HALF = Fraction(1, 2)
LIMIT = 10_000
"""bar·litres above which a vessel is declared and checked (arrêté du 20 novembre 2017)."""
NEUTRAL = ("TEL-1", "FOR-1", "AUD-F", "CTR-")
"""What is offered apart, or ordered already: no need, and outside the envelope."""
FORBIDDEN = {"R02", "R03"}
START, AIRING = ("MES-1", "MES-2"), ("TOU-40", "CV-60")
SMALL_KW = 30
LEAKS = {"RES-40": "tube", "PIQ": "piquages", "MO-H": "heures-de-reparation", "DPL-1": "deplacements"}

NO_MACHINE = (
    "Aucune machine de ce devis ne couvre le besoin : sans elle, le reste ne sert à rien. Aucun point."
)
BEYOND = (
    "Un devis sous le plancher, ou remisé au-delà de ce que vous pouvez accorder, ne part pas. Aucun point."
)
BEYOND_NOTED = "Un devis sous le plancher de la maison, ou remisé au-delà de l’autorité du négociateur."
WHY = {
    "machine": "La machine : reprenez votre quatrième besoin, et la plus petite qui le couvre, seule.",
    "dryer": "Le sécheur : il reçoit tout le débit de la machine, dans ce local, l’été.",
    "vessel": "La cuve : le volume calculé, sans changer de régime.",
    "general": "Le filtre général : un seul, au débit de la machine.",
    "booth": "La cabine de vernis : un air plus pur qu’ailleurs, à elle seule.",
    "separator": "Les condensats : rien ne les sépare ici avant l’égout, ou pas à ce débit.",
    "start": "La mise en route et l’air du local : l’une sans l’autre, ou comptée deux fois.",
    "leaks": "La réparation : les quantités sont dans le rapport de fuites.",
    "envelope": "L’enveloppe dite le 15 janvier, pour un devis complet : relisez le total.",
    "conditions": "Les conditions : palier, contrepartie, échéancier, délai, validité, pièces et signatures.",
}
TIER = "Une première commande n’a pas de palier : le sien naîtra de ses achats, pas de ce devis."
WHOLE = "Les dix besoins sont servis."
OWN = "Le matériel est jugé sur vos propres réponses de la page 5 : l’erreur n’est comptée qu’une fois."


class Own(NamedTuple):
    """What the learner found at page 5: need in m³/min, models; None where nothing was said."""

    need: Decimal | None = None
    machine: str | None = None
    dryer: str | None = None
    vessel: str | None = None


NOTHING_FOUND = Own()


class Judged(NamedTuple):
    """By need, the part of it that is met; whether one’s own sizing had to be followed; if nothing counts."""

    needs: Mapping[str, Fraction]
    carried: bool = False
    none: str = ""
    forbidden: bool = False

    @property
    def fraction(self) -> float:
        """The part of the ten needs that is met."""
        if self.none:
            return 0.0
        return float(sum(self.needs.values(), Fraction(0)) / len(WHY))


def own(answers: Answers) -> Own:
    """What the learner answered to the sizing, where the lesson was read whole."""
    other = (answers.lesson or {}).get(SIZING)
    if other is None:
        return Own()
    need = other.cell(CELLS, ROW, COLUMN).value if CELLS in other else None
    chosen = (other.entry(field).value if field in other else None for field in (MACHINE, DRYER, VESSEL))
    return Own(None if need is None else need / 1000, *chosen)


def judge(case: Case, draft: Draft, found: Own = NOTHING_FOUND) -> Judged:
    """Judge a quote need by need."""
    desk = quoted.desk(case)
    refused = {one.rule for one in desk.tariff.refusals(draft)}
    if refused & FORBIDDEN:
        return Judged({}, none=BEYOND, forbidden=True)
    flow, kw = _machines(case, draft)
    right = september(case)
    least = min([right, *_plausible(found, right), *_of_machine(case, found, right)])
    if flow < least:
        return Judged({}, none=NO_MACHINE)
    machine, carried = _machine(case, draft, found, right)
    dryer, own_dryer = _one(draft, "SF-", dryers(case, flow), found.dryer)
    vessel, own_vessel = _one(draft, "CU-", vessels(case, flow), found.vessel)
    if any(sku.startswith("SA-") for sku in draft.lines):
        dryer = Fraction(0)
    needs = {
        "machine": machine,
        "dryer": dryer,
        "vessel": vessel,
        "general": _one(draft, "FP-", _covering(case, "FP-", flow))[0],
        "booth": _one(draft, "FH-", ({sku for sku in _sizes(case, "FH-")}, set()))[0],
        "separator": _one(draft, "SEP-", _covering(case, "SEP-", flow))[0],
        "start": (_start(draft, kw) + _airing(draft)) / 2,
        "leaks": _leaks(case, draft),
    }
    served = sum(needs.values(), Fraction(0)) / len(needs)
    larger = carried and flow > right
    needs["envelope"] = served if larger or within(case, desk, draft) else Fraction(0)
    needs["conditions"] = _conditions(desk, draft)
    return Judged(needs, carried or own_dryer or own_vessel)


def dryers(case: Case, flow: Decimal) -> tuple[set[str], set[str]]:
    """The dryers that suit a machine, in the closet as it is; those a step above."""
    return _fitting(_sizes(case, "SF-"), air.dryer(flow, factors(case)))


def vessels(case: Case, flow: Decimal) -> tuple[set[str], set[str]]:
    """The vessels that suit a machine and stay under the limit, if any does."""
    volume = air.receiver(air.convert_flow(flow, "m³/min", "L/s"), survey.fact(case, "ecart-cuve"))
    sizes = {sku: Decimal(quoted.litres(sku)) for sku in quoted.products(case) if sku.startswith("CU-")}
    enough = {sku for sku, size in sizes.items() if size >= volume}
    simple = {sku for sku in enough if quoted.DRAFT_PS * sizes[sku] <= LIMIT}
    return simple or {min(enough or sizes, key=lambda sku: abs(sizes[sku] - volume))}, set()


def within(case: Case, desk: Desk, draft: Draft) -> bool:
    """Whether the quote, without what is offered apart, stays in the envelope."""
    kept = {sku: line for sku, line in draft.lines.items() if not sku.startswith(NEUTRAL)}
    totals = desk.tariff.totals(Draft(kept, tier=draft.tier))
    return totals is not None and totals.ht <= survey.fact(case, "enveloppe-haute")


def right_lines(case: Case) -> dict[str, Decimal]:
    """The lines of a quote that serves the ten needs, with their quantities."""
    flow = _sizes(case, "GVV-")[right_machine(case)]
    chosen = [
        right_machine(case),
        *dryers(case, flow)[0],
        *vessels(case, flow)[0],
        max(_covering(case, "FP-", flow)[0], key=lambda sku: _sizes(case, "FP-")[sku]),
        "FH-40",
        min(_covering(case, "SEP-", flow)[0], key=lambda sku: _sizes(case, "SEP-")[sku]),
        AIRING[0],
        START[0],
    ]
    repaired = {sku: survey.fact(case, fact) for sku, fact in LEAKS.items()}
    return {**dict.fromkeys(chosen, Decimal(1)), **repaired}


def right_draft(case: Case) -> Draft:
    """A whole quote at list price, with the conditions of the house for a first order."""
    lines = {sku: Entered(qty) for sku, qty in right_lines(case).items()}
    return Draft(lines, NO_TIER, STAGES, NET, 30, boxes=frozenset({CGV, VISA}))


def told(judged: Judged, draft: Draft) -> str:
    """Say what is not served, never by what."""
    if judged.none:
        return typeset(judged.none)
    missed = [WHY[name] for name, met in judged.needs.items() if met < 1]
    if draft.tier not in (None, NO_TIER):
        missed.append(TIER)
    said = [OWN] if judged.carried else []
    if missed:
        served = sum(met == 1 for met in judged.needs.values())
        said = [f"{count(served, 'besoin servi', 'besoins servis')} sur {len(WHY)}.", *missed, *said]
    return typeset(" ".join(said or [WHOLE]))


def _sizes(case: Case, prefix: str) -> dict[str, Decimal]:
    return {sku: row.flow_m3min for sku, row in quoted.products(case).items() if sku.startswith(prefix)}


def _machines(case: Case, draft: Draft) -> tuple[Decimal, Decimal]:
    """The flow of all the machines of a quote, and the power of the most powerful."""
    rows = [
        (quoted.products(case)[sku], line.qty or Decimal(0))
        for sku, line in draft.lines.items()
        if sku.startswith(("GV-", "GVV-"))
    ]
    flow = sum((row.flow_m3min * qty for row, qty in rows), Decimal(0))
    return flow, max((row.kw for row, _ in rows), default=Decimal(0))


def _plausible(found: Own, right: Decimal) -> list[Decimal]:
    low, high = (right * Decimal(part.numerator) / part.denominator for part in PLAUSIBLE)
    return [found.need] if found.need is not None and low <= found.need <= high else []


def _of_machine(case: Case, found: Own, right: Decimal) -> list[Decimal]:
    """The flow of the machine that was chosen at page 5, where that makes sense."""
    flow = flows(case).get(found.machine or "")
    return [] if flow is None else _plausible(Own(flow), right)


def _machine(case: Case, draft: Draft, found: Own, right: Decimal) -> tuple[Fraction, bool]:
    """What the machine is worth: the right need’s first, then one’s own."""
    lines = {sku: line.qty for sku, line in draft.lines.items() if sku.startswith(("GV-", "GVV-"))}
    if len(lines) != 1:
        return Fraction(0), False
    ((sku, qty),) = lines.items()
    chosen = PAIR if (sku, qty) == (OF_PAIR, 2) else sku if qty == 1 else ""
    worth = _worth(case, chosen, right)
    if worth == 1 or not chosen:
        return worth, False
    others = [_worth(case, chosen, need) for need in _plausible(found, right)]
    if chosen == found.machine and _of_machine(case, found, right):
        others.append(Fraction(1))
    best = max(others, default=worth)
    return (best, True) if best > worth else (worth, False)


def _worth(case: Case, chosen: str, need: Decimal) -> Fraction:
    if chosen == PAIR:
        return HALF if flows(case)[PAIR] >= need else Fraction(0)
    best = [_fitting(_sizes(case, kind), need) for kind in ("GV-", "GVV-")]
    if any(chosen in right for right, _ in best):
        return Fraction(1)
    return HALF if any(chosen in above for _, above in best) else Fraction(0)


def _fitting(sizes: Mapping[str, Decimal], need: Decimal) -> tuple[set[str], set[str]]:
    """The smallest model that covers a need, the next above; the largest where none does."""
    enough = sorted((sku for sku in sizes if sizes[sku] >= need), key=lambda sku: sizes[sku])
    return set(enough[:1]) or {max(sizes, key=lambda sku: sizes[sku])}, set(enough[1:2])


def _covering(case: Case, prefix: str, flow: Decimal) -> tuple[set[str], set[str]]:
    """Every model that covers a flow: none is a mistake; the largest where none does."""
    sizes = _sizes(case, prefix)
    enough = {sku for sku in sizes if sizes[sku] >= flow}
    return enough or {max(sizes, key=lambda sku: sizes[sku])}, set()


def _one(
    draft: Draft, prefix: str, fitting: tuple[set[str], set[str]], chosen: str | None = None
) -> tuple[Fraction, bool]:
    """What one article of a kind is worth, and if one’s own choice had to be followed; doubles: nothing."""
    lines = {sku: line.qty for sku, line in draft.lines.items() if sku.startswith(prefix)}
    if len(lines) != 1 or set(lines.values()) != {Decimal(1)}:
        return Fraction(0), False
    (sku,) = lines
    right, above = fitting
    if sku in right:
        return Fraction(1), False
    if sku == chosen:
        return Fraction(1), True
    return (HALF if sku in above else Fraction(0)), False


def _single(draft: Draft, among: Iterable[str]) -> str:
    """The one article of these that a quote holds once; empty when there is none, or several."""
    lines = [sku for sku in among if sku in draft.lines]
    return lines[0] if len(lines) == 1 and draft.lines[lines[0]].qty == 1 else ""


def _start(draft: Draft, kw: Decimal) -> Fraction:
    return Fraction(_single(draft, START) == (START[0] if kw <= SMALL_KW else START[1]))


def _airing(draft: Draft) -> Fraction:
    return Fraction(bool(_single(draft, AIRING)))


def _leaks(case: Case, draft: Draft) -> Fraction:
    """The four lines of the leak report, a quarter each."""
    told_right = [
        sku in draft.lines and draft.lines[sku].qty == survey.fact(case, fact) for sku, fact in LEAKS.items()
    ]
    return Fraction(sum(told_right), len(LEAKS))


def _conditions(desk: Desk, draft: Draft) -> Fraction:
    """The conditions: each one that is wrong, or is not said, takes off a third."""
    wrong = [one for one in desk.tariff.refusals(draft) if one.rule not in FORBIDDEN]
    unsaid = [one for one in (draft.tier, draft.schedule, draft.due, draft.validity) if one is None]
    told_wrong = len(wrong) + len(unsaid) + (draft.tier not in (None, NO_TIER))
    return max(Fraction(0), 1 - Fraction(told_wrong, 3))
