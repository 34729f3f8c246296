"""cp6-sizing: four needs and their powers, the machine, what follows it, and what the closet wants."""

from decimal import Decimal
from functools import partial
from typing import Any

from autograder.keys.asked import CHOICE, Asked, Choices, Nature, Place, Way, asked, questions
from autograder.keys.asked.declared import graph_of
from autograder.keys.asked.exercise import right_answers, right_values
from autograder.keys.cp6.measured import PAIR, apart, flows, september, sizes
from autograder.keys.cp6.sizing_beside import beside, right_power
from autograder.keys.cp6.sizing_samples import (
    MODELS,
    after,
    by_need,
    far_above,
    models_of,
    next_below,
    order_room,
    placed_as,
    right_beside,
)
from autograder.keys.registry import Specimen, specimens
from autograder.keys.samples import Raw, blank, garbled, typed
from autograder.keys.traps import trap
from autograder.truth import Truth
from ntc.calc import air, slips
from ntc.calc.air import Tool
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.french import typeset
from ntc.lessons.cp6 import plans, survey

ID = "cp6-sizing"
CELLS, FIGURES = f"{ID}-cells", f"{ID}-figures"
NOW_LEAKING, NOW_REPAIRED, LATER_LEAKING, LATER_REPAIRED = (f"{ID}.{name}" for name in plans.CELLS)
MACHINE = f"{ID}.machine"
# Of eighteen points.
WEIGHTS = {
    "powers": 2.0,
    "vessel-model": 0.75,
    "dryer-model": 1.0,
    "uses": 1.5,
    "order": 1.5,
    "closet": 1.0,
    "reasons": 1.5,
}
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
HALF_A_LITRE, PART = Decimal("0.5"), Decimal("0.005")


class Litres(Nature):
    """A need in L/min: to five litres, so that a hundredth of a cubic metre will do.

    What a mistake of unit gives is a thousand times smaller, and so is what passes for it: 0 is not 3,28.
    """

    def between(self, given: Any, low: Any, high: Any) -> bool:
        """Whether an answer lies between two values, or so near that its last digit may be rounded."""
        near = min(self.tolerance, max(HALF_A_LITRE, abs(low) * PART))
        return low - near <= given <= high + near


NEED = Litres(Decimal(5), (Decimal(1),))
BAR = Nature(Decimal("0.04"), (TENTH,))
VOLUME = Nature(Decimal(4), (Decimal(1),), answered=(Decimal(10),))
DRYER = Nature(Decimal("0.02"), (HUNDREDTH, TENTH), answered=(TENTH,))

BY_NEED = "Débit utile × (1 + fuites) × (1 + réserve), avec les fuites de la ligne du tableau."
DIVIDED = "Les fuites sont données sur le débit utile : on multiplie par 1 + taux, on ne divise pas."
DROPPED = "La réserve est restée sur le papier : elle s’ajoute aussi en septembre, la ligne une fois comptée."
LOST = "Il manque une perte : le filtre général, le sécheur et le réseau prennent chacun la leur."
SET = "C’est la pression réglée aujourd’hui : partez de celle que les outils demandent."
BY_LOSSES = "Pression des outils + pertes du filtre général, du sécheur et du réseau."
ONE_BAR = "L’écart admis à la cuve est dans le relevé : ce n’est pas un bar."
FOR_MACHINE = "C’est le besoin de l’atelier : cuve et sécheur reçoivent tout ce que la machine envoie."
BY_CUBE = "0,25 × débit de votre machine en L/s × 30 s ÷ écart de pression admis."
NOMINAL = "C’est le débit de la machine : l’été du local n’y est pas. Divisez par les deux facteurs."
TIMES = "Vous avez multiplié par les facteurs : un sécheur qui a chaud doit être plus gros, on divise."
ONE_FACTOR = "Un seul facteur : l’air à l’entrée a le sien, l’air du local aussi."
BY_FACTORS = "Débit de votre machine ÷ facteur de l’entrée ÷ facteur du local."

COVERS = "Son débit couvre le besoin de septembre, fuites réparées."
COVERS_TOO = "Son débit suffit aussi : l’énergie dira laquelle des deux vitesses choisir."
A_STEP = (
    "Un cran au-dessus du besoin, et un sécheur plus gros avec elle : regardez ce que l’enveloppe en dit."
)
TWO = "Deux machines couvrent le besoin ; elles demandent aussi deux places, deux entretiens, et l’enveloppe."
TOO_SMALL = "Son débit ne couvre pas votre quatrième besoin."
TOO_LARGE = "Bien au-dessus du besoin : elle tournerait à vide, et c’est lui qui paierait."


@questions(ID, beside=beside, weights=WEIGHTS)
def sizing(case: Case, truth: Truth) -> dict[str, Asked]:
    """The four needs, the machine that the fourth calls for, and three figures that rest on it."""
    return {**_needs(case), "machine": _machine(case), **_after(case)}


def _needs(case: Case) -> dict[str, Asked]:
    def need(used: Decimal, leaks: Decimal, reserve: Decimal) -> Decimal:
        return used * (1 + leaks) * (1 + reserve)

    def other_leaks(known: Decimal, before: Decimal, after: Decimal) -> Decimal:
        return known / (1 + before) * (1 + after)

    def with_line(known: Decimal, line: Decimal, leaks: Decimal, reserve: Decimal) -> Decimal:
        return known + need(line, leaks, reserve)

    repaired = Way(other_leaks, (NOW_LEAKING, "leaks-before", "leaks-after"))
    found = {
        NOW_LEAKING: _need(case, need, ("useful-today", "leaks-before", "reserve")),
        NOW_REPAIRED: _need(case, need, ("useful-today", "leaks-after", "reserve"), repaired),
        LATER_LEAKING: _need(
            case,
            lambda now, line, leaks, reserve: need(now + line, leaks, reserve),
            ("useful-today", "useful-line", "leaks-before", "reserve"),
            Way(with_line, (NOW_LEAKING, "useful-line", "leaks-before", "reserve")),
        ),
        LATER_REPAIRED: _need(
            case,
            lambda now, line, leaks, reserve: need(now + line, leaks, reserve),
            ("useful-today", "useful-line", "leaks-after", "reserve"),
            Way(with_line, (NOW_REPAIRED, "useful-line", "leaks-after", "reserve")),
            Way(other_leaks, (LATER_LEAKING, "leaks-before", "leaks-after")),
        ),
    }
    return {name.partition(".")[2]: question for name, question in found.items()}


def _need(case: Case, formula: Any, sources: tuple[str, ...], *also: Way) -> Asked:
    line, repaired = "useful-line" in sources, "leaks-after" in sources

    def mistakes(*values: Decimal) -> list[Slip]:
        *flow, leaks, reserve = values
        now = sum(flow, Decimal(0))
        right = now * (1 + leaks) * (1 + reserve)
        (added, *_) = slips.air_demand([Tool(1, now, 1)], leaks, reserve)
        peaks = slips.air_demand(survey.tools(case, line=line), leaks, reserve)[1:]
        found = [
            added,
            *peaks,
            trap("leaks-divided", now / (1 - leaks) * (1 + reserve), DIVIDED),
            *([trap("reserve-dropped", now * (1 + leaks), DROPPED)] if line else []),
            *slips.flow(right, "L/min"),
        ]
        return apart(right, found, NEED.tolerance)

    return asked(
        NEED,
        formula,
        *sources,
        also=also,
        slips=mistakes,
        method=BY_NEED,
        weight=1.25,
        place=Place(CELLS, plans.CELLS[2 * line + repaired], "need"),
    )


def _machine(case: Case) -> Asked:
    def smallest(kind: str, need: Decimal) -> str:
        return air.smallest_model(sizes(case, kind), need / 1000)

    return asked(
        CHOICE,
        partial(smallest, "GVV-"),
        LATER_REPAIRED,
        also=(Way(partial(smallest, "GV-"), (LATER_REPAIRED,)),),
        choices=Choices(dict(plans.machines(case)), partial(_worth, case), partial(_said, case)),
        place=Place(f"{ID}-machine"),
    )


def _step_above(case: Case, right: str) -> str | None:
    """The next fixed-speed machine above one."""
    flow = flows(case)[survey.twin(right, survey.FIXED)]
    larger = {sku: each for sku, each in sizes(case, "GV-").items() if each > flow}
    return min(larger, key=lambda sku: larger[sku], default=None)


def _worth(case: Case, right: str) -> dict[str, float]:
    alike = dict.fromkeys((right, survey.twin(right, survey.FIXED)), 1.0)
    more = filter(None, (_step_above(case, right), PAIR))
    return {**dict.fromkeys(more, 0.5), **alike}


def _said(case: Case, right: str) -> dict[str, str]:
    least = flows(case)[survey.twin(right, survey.FIXED)]
    found = {sku: TOO_SMALL if flow < least else TOO_LARGE for sku, flow in flows(case).items()}
    found[PAIR] = TWO
    if above := _step_above(case, right):
        found[above] = A_STEP
    found[survey.twin(right, survey.FIXED)] = COVERS_TOO
    return {sku: typeset(said) for sku, said in (found | {right: COVERS}).items()}


def _after(case: Case) -> dict[str, Asked]:
    """The pressure to set, and the two figures that follow the machine."""
    seconds = 60 // case.policy["air"]["cycles_a_minute"]

    def volume(flow: Decimal, swing: Decimal) -> Decimal:
        return air.receiver(air.convert_flow(flow, "m³/min", "L/s"), swing, 1, seconds)

    def other(sku: str) -> Decimal:
        """The flow of the same power at the other speed; ValueError where there is none."""
        kind = survey.FIXED if sku.startswith("GVV") else survey.VARIABLE
        found = flows(case).get(survey.twin(sku, kind))
        if found is None:
            raise ValueError(f"{sku} has no machine of its power at the other speed")
        return found

    return {
        "pressure": asked(
            BAR,
            lambda tool, general, dry, network: tool + general + dry + network,
            "tool-bar",
            "filter-bar",
            "dryer-bar",
            "network-bar",
            slips=lambda tool, general, dry, network: apart(
                tool + general + dry + network,
                [
                    trap("pressure-set", survey.fact(case, "pression-reglee"), SET),
                    *(
                        trap("pressure-lost", tool + lost, LOST)
                        for lost in (Decimal(0), network, general + dry, general + network)
                    ),
                ],
                BAR.tolerance,
            ),
            method=BY_LOSSES,
            place=Place(FIGURES, "pressure"),
        ),
        "vessel": asked(
            VOLUME,
            lambda sku, swing: volume(flows(case)[sku], swing),
            MACHINE,
            "swing",
            also=(Way(lambda sku, swing: volume(other(sku), swing), (MACHINE, "swing")),),
            slips=lambda sku, swing: _vessel_slips(case, flows(case)[sku], swing, volume),
            method=BY_CUBE,
            weight=0.75,
            place=Place(FIGURES, "vessel"),
        ),
        "dryer": asked(
            DRYER,
            lambda sku, inlet, room: flows(case)[sku] / inlet / room,
            MACHINE,
            "inlet",
            "room",
            also=(Way(lambda sku, inlet, room: other(sku) / inlet / room, (MACHINE, "inlet", "room")),),
            slips=lambda sku, inlet, room: _dryer_slips(case, flows(case)[sku], inlet, room),
            method=BY_FACTORS,
            place=Place(FIGURES, "dryer"),
        ),
    }


def _vessel_slips(case: Case, flow: Decimal, swing: Decimal, volume: Any) -> list[Slip]:
    right = volume(flow, swing)
    unit = typeset("Le débit se compte ici en litres par seconde.")
    found = [
        Slip("mc.unit-flow", right * 60, unit),
        Slip("mc.unit-flow", right * 60 / 1000, unit),
        trap("one-bar", volume(flow, Decimal(1)), ONE_BAR),
        trap("need-for-machine", volume(september(case), swing), FOR_MACHINE),
    ]
    return apart(right, found, VOLUME.tolerance)


def _dryer_slips(case: Case, flow: Decimal, inlet: Decimal, room: Decimal) -> list[Slip]:
    right = flow / inlet / room
    found = [
        Slip("mc.dryer-nominal", flow, typeset(NOMINAL)),
        trap("factors-multiplied", flow * inlet * room, TIMES),
        trap("one-factor", flow / inlet, ONE_FACTOR),
        trap("one-factor", flow / room, ONE_FACTOR),
        trap("need-for-machine", september(case) / inlet / room, FOR_MACHINE),
    ]
    return apart(right, found, DRYER.tolerance)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    right, total = {**right_answers(ID, case, truth), **right_beside(case, truth)}, 18.0
    figures = 8.75 / total
    values = right_values(ID, case, truth)

    def cell(row: str, **cells: str) -> Raw:
        return {CELLS: {**right[CELLS], row: {**right[CELLS][row], **cells}}}

    def changed(label: str, lost: float, *raws: Raw) -> Specimen:
        raw = dict(right)
        for each in raws:
            raw |= each
        return Specimen(label, raw, 1 - lost / total)

    def figure(row: str, value: Decimal) -> Raw:
        return {FIGURES: {**right[FIGURES], row: {"value": typed(value)}}}

    only = {row: {"power": right[CELLS][row]["power"]} for row in plans.CELLS}
    same = {row: {"power": right[CELLS][plans.CELLS[1]]["power"]} for row in plans.CELLS}
    turned = {
        row: {**right[CELLS][row], "power": right[CELLS][other]["power"]}
        for row, other in zip(plans.CELLS, (*plans.CELLS[1:], plans.CELLS[0]), strict=True)
    }
    peak = next(
        slip.value for slip in graph_of(ID, case, truth).slips(LATER_REPAIRED) if slip.id == "mc.air-peak"
    )
    step = _step_above(case, values["machine"])
    order, set_of = list(right[f"{ID}-order"]), plans.reasons(case)
    first, last = order[0], order[-1]
    swapped = [*order[:-2], last, order[-2]]
    listed = [one.id for one in plans.chain(case)]
    wrong_reason = next(code for code, _ in set_of if code not in right[f"{ID}-reasons"])
    uses = right[f"{ID}-uses"]
    one, other = list(uses)[:2]
    exchanged = {**uses, one: uses[other], other: uses[one]}
    smaller = {row: next_below(case, row, right[f"{ID}-{row}"]) for row in MODELS}
    machine = f"{ID}-machine"
    fixed = survey.twin(values["machine"], survey.FIXED)
    on_step = after(case, step)
    return [
        Specimen("all of it right", right, 1.0),
        changed("the same power at fixed speed", 0.0, {machine: fixed}),
        changed(
            "at fixed speed, its own vessel and dryer",
            0.0,
            {machine: fixed},
            {FIGURES: {**right[FIGURES], **after(case, fixed)}},
        ),
        changed(
            "one step above, vessel and dryer by it",
            0.5,
            {machine: step},
            {FIGURES: {**right[FIGURES], **on_step}},
            models_of(case, on_step),
        ),
        changed("two of fifteen", 0.5, {machine: PAIR}),
        changed("far too large", 1.0, {machine: far_above(case)}),
        changed("too small", 1.0, {machine: "GV-15"}),
        changed("a power too low", 1.0, cell(plans.CELLS[2], power=right[CELLS][plans.CELLS[1]]["power"])),
        changed("powers turned round", 2.0, {CELLS: turned}),
        changed(
            "a need at the peak, its power and its machine",
            1.25,
            cell(plans.CELLS[3], need=typed(peak), power=right_power(case, peak)),
            {machine: by_need(case, peak)},
            {FIGURES: {**right[FIGURES], **(on_peak := after(case, by_need(case, peak)))}},
            models_of(case, on_peak),
        ),
        changed(
            "the dryer of its plate, and the model that goes with it",
            1.0,
            figure("dryer", flows(case)[values["machine"]]),
            {f"{ID}-dryer-model": air.smallest_model(sizes(case, "SF-"), flows(case)[values["machine"]])},
        ),
        changed(
            "the dryer of the plate, by the right figure", 1.0, {f"{ID}-dryer-model": smaller["dryer-model"]}
        ),
        changed("a vessel too small", 0.75, {f"{ID}-vessel-model": smaller["vessel-model"]}),
        changed("models without their figures", 0.75 + 0.75 + 1 + 1 + 1, {FIGURES: {}}),
        changed("two treatments exchanged", 1.5 * 4 / 5, {f"{ID}-uses": exchanged}),
        changed("two elements exchanged", 1.5 / order_room(case, truth), {f"{ID}-order": placed_as(swapped)}),
        changed("elements as they are listed", 1.5, {f"{ID}-order": placed_as(listed)}),
        changed("elements from the end", 1.5, {f"{ID}-order": placed_as(order[::-1])}),
        changed("the first element alone", 1.5, {f"{ID}-order": placed_as([first])}),
        changed(
            "a reason that is none",
            1.5 * (1 - 4 / 15),
            {f"{ID}-reasons": [*right[f"{ID}-reasons"][1:], wrong_reason]},
        ),
        changed("two things in the closet", 1 * (1 - 1 / 2), {f"{ID}-closet": right[f"{ID}-closet"][1:]}),
        Specimen("powers alone", {CELLS: only}, 2.0 / total),
        Specimen("one power everywhere", {CELLS: same}, 0.0),
        Specimen("figures only", right_answers(ID, case, truth), figures),
        *blank({CELLS: {}, f"{ID}-order": {}, f"{ID}-closet": []}),
        *garbled({CELLS: {plans.CELLS[0]: {"power": "?"}}}, {f"{ID}-order": {"ghost": {"place": "1"}}}),
    ]
