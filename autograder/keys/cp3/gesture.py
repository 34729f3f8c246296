"""cp3-gesture: what may be engaged, the gestures that repair at the least cost, what must be sold again."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from itertools import combinations
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.asked.nature import AMOUNT
from autograder.keys.primitives import combine, mark_number
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.primitives.kept import again, elsewhere
from autograder.keys.registry import Specimen, charged, key, specimens
from autograder.keys.samples import Raw, blank, garbled, table
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import slips
from ntc.calc.margins import sales_to_recover
from ntc.calc.slips import Slip
from ntc.case import Case, measures
from ntc.exercises import Part
from ntc.french import euros, half_up, listing
from ntc.lessons.cp3 import plans
from ntc.lessons.cp3.worked import YEAR

ID, COMPLAINT = "cp3-gesture", "cp3-complaint"
CHOICE = f"{ID}-choice"
WEIGHTS = {"cap": 1.0, "warranty-value": 1.0, "warranty-cost": 1.0, "choice": 4.0, "sales-needed": 2.0}
# To the cent or to the euro; what is sold again comes of rounded costs and of a rate to one decimal.
EURO, SALES = Decimal("0.5"), Decimal(1)
# Gestures that cost so much more than the cheapest that repair are worth nothing.
DEAR = Decimal("1.6")
WARRANTY, AUDIT = "warranty", "leak_audit"
CREDIT = frozenset({"credit_note", "large_credit", "next_order"})

SMALLER = "{} font moins que {} : de deux plafonds, le plus petit l’emporte."
AMOUNT_FIRST = "{} l’emporte sur {} de la commande : de deux plafonds, le plus petit."
MANAGER = "C’est ce que le chef ou la cheffe des ventes peut accorder : ce n’est pas vous."
CAP_METHOD = "R17 : une part de la commande, et une somme ; la plus petite des deux."
TURNED = "2,5 % est sa valeur, 0,9 % notre coût."
AGAIN = "La même confusion que pour la valeur : elle n’est comptée qu’une fois."
WARRANTY_METHOD = "R18 : un pourcentage du prix de la machine ; l’un pour la valeur, l’autre pour le coût."
SHORT = "Ensemble, vos gestes valent {} pour le client : son préjudice, {}, n’est pas couvert."
BEYOND = "Ensemble, vos gestes nous coûtent {} : c’est plus que ce que vous pouvez engager."
AUDITED = "La recherche de fuites coûte {} : au chef ou à la cheffe des ventes d’en décider."
DEARER = "Le client est réparé, pour {} de coût ; un autre ensemble répare pour moins."
ON_COST = "Le plafond porte sur notre coût, non sur ce que le client reçoit."
WORTH = "Un avoir coûte ce qu’il vaut."
BEST = "Réparé au moindre coût."
CHOSEN_WELL = "Exact, avec vos propres montants."
OWN_COST = "Juste, pour les gestes que vous avez choisis."
ONE_FOR_ONE = "Un euro de geste demande plus d’un euro de CA."
AT_VALUE = (
    "C’est ce que vos gestes valent pour le client : ce qu’il faut rattraper est ce qu’ils nous coûtent."
)
SALES_METHOD = "Coût de vos gestes ÷ taux de marge sur coût variable de 2024."
ROUNDED_COST = "Exact, avec un coût arrondi à l’euro."
ROUNDED = "Exact, au taux arrondi qu’affiche la leçon."


@dataclass(frozen=True)
class Menu:
    """What each gesture is worth and costs, in euros, what may be engaged, and the harm to make up for."""

    value: Mapping[str, Decimal]
    cost: Mapping[str, Decimal]
    cap: Decimal
    harm: Decimal

    def worth(self, chosen: Collection[str]) -> Decimal:
        """What gestures are worth to the client."""
        return sum((self.value[each] for each in chosen), Decimal(0))

    def paid(self, chosen: Collection[str]) -> Decimal:
        """What gestures cost us."""
        return sum((self.cost[each] for each in chosen), Decimal(0))

    def holds(self, chosen: Collection[str]) -> bool:
        """Whether gestures make up for the harm within what may be engaged."""
        return self.worth(chosen) >= self.harm and self.paid(chosen) <= self.cap

    def sets(self) -> Iterator[frozenset[str]]:
        """Every choice there is."""
        for size in range(1, len(self.value) + 1):
            yield from map(frozenset, combinations(self.value, size))

    def cheapest(self) -> list[frozenset[str]]:
        """The choices that hold at the least cost; none where no choice holds."""
        return self._cheapest

    @cached_property
    def _cheapest(self) -> list[frozenset[str]]:
        holding = [each for each in self.sets() if self.holds(each)]
        least = min(map(self.paid, holding), default=Decimal(0))
        return [each for each in holding if self.paid(each) == least]

    def quality(self, chosen: Collection[str]) -> float:
        """All for the cheapest choice that holds, down to nothing at ``DEAR`` times its cost."""
        if not self.holds(chosen):
            return 0.0
        least = self.paid(self.cheapest()[0])
        return float(max(Decimal(0), (DEAR - self.paid(chosen) / least) / (DEAR - 1)))


@key(ID)
def gesture(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Three figures, the choice on one's own where these make sense, the sales of one's own choice."""
    parts, right = exercises.load()[ID].parts, menu(case, truth)
    cap = _cap(parts["cap"], answers, right.cap, case, truth)
    value, cost = _warranty(parts, answers, right, case, truth)
    own = _own(answers, right, {"cap": cap, "warranty-value": value, "warranty-cost": cost}, case, truth)
    entry = answers.entry(CHOICE)
    choice = _choice(parts["choice"], entry, right, own, case, truth)
    # A cost that is right to the euro is gone on with as it was typed.
    typed = {**own.cost, warranty(truth): answers.cell(ID, "warranty-cost").value}
    rounded = replace(own, cost=typed) if cost.fraction == 1 and not cost.carried else own
    needed = _sales(parts["sales-needed"], answers, entry.value, (right, own, rounded), case)
    return combine([cap, value, cost, choice, needed], WEIGHTS)


@cache
def menu(case: Case, truth: Truth) -> Menu:
    """The menu of the case, and what holds."""
    (asked,) = case.gesture_cases
    labels = truth.gestures
    return Menu(
        {row.gesture_id: row.value for row in labels},
        {row.gesture_id: row.cost for row in labels},
        truth.of("gesture_cases")[asked.cmp_id].cap,
        asked.harm,
    )


@cache
def kinds(truth: Truth) -> dict[str, str]:
    """The kind of each gesture."""
    return {row.gesture_id: row.kind for row in truth.gestures}


def warranty(truth: Truth) -> str:
    """The gesture that makes the warranty longer."""
    return next(code for code, kind in kinds(truth).items() if kind == WARRANTY)


def rate(case: Case) -> Decimal:
    """The rate of contribution of the year before, a ratio."""
    return measures.contribution_rate(case, YEAR)


def _cap(part: Part, answers: Answers, right: Decimal, case: Case, truth: Truth) -> PartMark:
    """What may be engaged; a cap taken for another in the files of the complaints is charged there."""
    wrong, before = cap_slips(case), charged(COMPLAINT, case, truth, answers)
    return mark_number(
        part,
        answers.cell(ID, part.id),
        right,
        EURO,
        carried=again(wrong, before, elsewhere(COMPLAINT)),
        slips=wrong,
        method=CAP_METHOD,
    )


def _figure(part: Part, answers: Answers, right: Decimal, wrong: Collection[Slip], method: str) -> PartMark:
    return mark_number(part, answers.cell(ID, part.id), right, EURO, slips=tuple(wrong), method=method)


def cap_slips(case: Case) -> list[Slip]:
    """The mistakes on what may be engaged."""
    (asked,), rule = case.gesture_cases, case.policy["gesture"]
    share = half_up(Decimal(str(rule["seller"]["rate"])) * asked.order_ht, 2)
    amount = Decimal(rule["seller"]["amount"])
    manager = rule["sales_manager"]
    words = ("3 %", euros(amount, 0))
    larger = SMALLER.format(*words) if share < amount else AMOUNT_FIRST.format(*reversed(words))
    most = min(half_up(Decimal(str(manager["rate"])) * asked.order_ht, 2), Decimal(manager["amount"]))
    return [trap("cap-larger", max(share, amount), larger), trap("cap-manager", most, MANAGER)]


def _warranty(
    parts: Mapping[str, Part], answers: Answers, right: Menu, case: Case, truth: Truth
) -> tuple[PartMark, PartMark]:
    """The two figures of the warranty; one for the other, twice, is one mistake."""
    code = warranty(truth)
    value, cost = right.value[code], right.cost[code]
    marks = [
        _figure(parts[name], answers, own, [trap("warranty-turned", other, TURNED)], WARRANTY_METHOD)
        for name, own, other in (("warranty-value", value, cost), ("warranty-cost", cost, value))
    ]
    if all(mark.slip for mark in marks):
        marks[1] = question_mark(
            parts["warranty-cost"], 1.0, AGAIN, given=marks[1].given, expected=marks[1].expected, carried=True
        )
    return marks[0], marks[1]


def _own(answers: Answers, right: Menu, marks: Mapping[str, PartMark], case: Case, truth: Truth) -> Menu:
    """The menu with the learner's own figures, where these are mistakes that have a name, or near enough."""
    code, given = warranty(truth), {name: answers.cell(ID, name).value for name in marks}
    sound = {"cap": right.cap, "warranty-value": right.value[code], "warranty-cost": right.cost[code]}
    named = {
        name
        for name, mark in marks.items()
        if mark.slip
        or mark.carried
        or (mark.verdict == "wrong" and AMOUNT.plausible(given[name], sound[name]))
    }
    own = replace(right, cap=given["cap"]) if "cap" in named else right
    if "warranty-value" in named:
        own = replace(own, value={**own.value, code: given["warranty-value"]})
    if "warranty-cost" in named:
        own = replace(own, cost={**own.cost, code: given["warranty-cost"]})
    return own


def _choice(part: Part, entry: Entry, right: Menu, own: Menu, case: Case, truth: Truth) -> PartMark:
    labels = dict(plans.gestures(case))
    expected = " ou ".join(_named(labels, each) for each in right.cheapest())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    chosen = frozenset(entry.value)
    alone, carried = right.quality(chosen), own.quality(chosen)
    judged = own if carried > alone else right
    slip, message = _said(judged, chosen, truth)
    if judged is own and carried == 1:
        message = CHOSEN_WELL
    return question_mark(
        part,
        max(alone, carried),
        message,
        given=_named(labels, chosen),
        expected=expected,
        slip=slip,
        carried=carried > alone,
    )


def _said(menu: Menu, chosen: frozenset[str], truth: Truth) -> tuple[str | None, str]:
    """The mistake that a choice betrays, and what to say of it."""
    worth, paid = menu.worth(chosen), menu.paid(chosen)
    best, found = menu.cheapest(), {kinds(truth)[code] for code in chosen}
    if chosen in best:
        return None, BEST
    if AUDIT in found and paid > menu.cap:
        audit = next(code for code, kind in kinds(truth).items() if kind == AUDIT)
        return "trap.audit-beyond", AUDITED.format(euros(menu.cost[audit], 0))
    credit = CREDIT & found and not any(CREDIT & {kinds(truth)[code] for code in each} for each in best)
    slip, more = ("trap.credit-worth", WORTH) if credit else (None, "")
    if paid > menu.cap:
        return slip, f"{BEYOND.format(euros(paid))} {more}".strip()
    if worth < menu.harm:
        return None, SHORT.format(euros(worth), euros(menu.harm))
    if _capped_on_value(menu, chosen):
        return "trap.cap-on-value", f"{DEARER.format(euros(paid))} {ON_COST}"
    return slip, f"{DEARER.format(euros(paid))} {more}".strip()


def _capped_on_value(menu: Menu, chosen: frozenset[str]) -> bool:
    """Whether it is the cheapest choice of whoever holds its value under what may be engaged."""
    under = [each for each in menu.sets() if menu.holds(each) and menu.worth(each) <= menu.cap]
    least = min(map(menu.paid, under), default=None)
    return chosen in under and menu.paid(chosen) == least


def _sales(part: Part, answers: Answers, chosen: Any, menus: tuple[Menu, Menu, Menu], case: Case) -> PartMark:
    """The sales that make up for one's own gestures, at the rate of the tables or as it is printed.

    ``menus``: the right one, one's own, one's own with what was rounded.
    """
    right, own, rounded = menus
    exact, best = rate(case), right.paid(right.cheapest()[0])
    printed, as_typed = half_up(exact, 3), rounded.paid(right.cheapest()[0])
    paid = [menu.paid(chosen) for menu in (own, right, rounded)] if chosen else []
    others = [(cost / each, OWN_COST) for cost in paid if cost != best for each in (exact, printed)]
    mistaken = [best, *paid]
    values = [own.worth(chosen), right.worth(chosen)] if chosen else []
    wrong = [
        *(slip for cost in mistaken for slip in slips.sales_to_recover(cost, exact)),
        *(trap("value-for-cost", value / each, AT_VALUE) for value in values for each in (exact, printed)),
    ]
    return mark_number(
        part,
        answers.cell(ID, part.id),
        sales_to_recover(best, exact),
        SALES,
        also=(
            (best / printed, ROUNDED),
            *((as_typed / each, ROUNDED_COST) for each in (exact, printed) if rounded != own),
        ),
        carried=others,
        slips=wrong,
        method=SALES_METHOD,
    )


def _named(labels: Mapping[str, str], chosen: Collection[str]) -> str:
    return listing([label for code, label in labels.items() if code in chosen])


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    found, code, each = menu(case, truth), warranty(truth), rate(case)
    total = sum(WEIGHTS.values())
    weight = {part: one / total for part, one in WEIGHTS.items()}
    best = found.cheapest()[0]
    figures = {
        "cap": found.cap,
        "warranty-value": found.value[code],
        "warranty-cost": found.cost[code],
        "sales-needed": found.paid(best) / each,
    }
    right: Raw = {**table(ID, figures), CHOICE: sorted(best)}

    def changed(
        label: str,
        lost: float,
        slip: str | None = None,
        chosen: Collection[str] | None = None,
        **values: Decimal,
    ) -> Specimen:
        raw = {**table(ID, {**figures, **{name.replace("_", "-"): one for name, one in values.items()}})}
        return Specimen(label, {**raw, CHOICE: sorted(best if chosen is None else chosen)}, 1 - lost, slip)

    def whole(label: str, chosen: frozenset[str], lost: float, slip: str | None = None) -> Specimen:
        """A choice with the sales that make up for it."""
        return changed(label, lost, slip, chosen, sales_needed=found.paid(chosen) / each)

    dearer = [one for one in found.sets() if found.holds(one) and one not in found.cheapest()]
    lost = {one: weight["choice"] * (1 - found.quality(one)) for one in dearer}
    audit = next(name for name, kind in kinds(truth).items() if kind == AUDIT)
    turned = replace(
        found,
        value={**found.value, code: found.cost[code]},
        cost={**found.cost, code: found.value[code]},
    )
    own = next(iter(turned.cheapest()), best)
    poor = frozenset([min(found.value, key=lambda one: found.value[one])])
    return [
        Specimen("right", right, 1.0),
        changed("rounded to the euro", 0, **{n.replace("-", "_"): half_up(v, 0) for n, v in figures.items()}),
        changed("at the printed rate", 0, sales_needed=found.paid(best) / half_up(each, 3)),
        *(
            changed(f"{slip.id} at the cap", weight["cap"], slip.id, cap=slip.value)
            for slip in cap_slips(case)
            if abs(slip.value - found.cap) > EURO
        ),
        changed(
            "the cost of the warranty for its value",
            weight["warranty-value"],
            "trap.warranty-turned",
            warranty_value=found.cost[code],
        ),
        changed(
            "the warranty turned round, and what comes of it",
            weight["warranty-value"],
            "trap.warranty-turned",
            chosen=own,
            warranty_value=found.cost[code],
            warranty_cost=found.value[code],
            sales_needed=turned.paid(own) / each,
        ),
        *(whole(f"{' '.join(sorted(one))}, dearer", one, lost[one]) for one in dearer),
        whole("the audit", frozenset([audit]), weight["choice"], "trap.audit-beyond"),
        whole("everything", frozenset(found.value), weight["choice"], "trap.audit-beyond"),
        whole("too little", poor, weight["choice"]),
        *(
            changed(f"{slip.id} no. {rank}", weight["sales-needed"], slip.id, sales_needed=slip.value)
            for rank, slip in enumerate(slips.sales_to_recover(found.paid(best), each))
        ),
        changed(
            "what it is worth made again",
            weight["sales-needed"],
            "trap.value-for-cost",
            sales_needed=found.worth(best) / each,
        ),
        Specimen("figures only", table(ID, {**figures}), 1 - weight["choice"]),
        Specimen("choice only", {CHOICE: sorted(best)}, weight["choice"]),
        *(Specimen(f"{one} alone", {CHOICE: [one]}, 0.0) for one in found.value),
        *blank({ID: {}, CHOICE: []}, table(ID, {}) | {ID: {"cap": {"value": " "}}}),
        *garbled({ID: {"cap": {"value": "beaucoup"}}}, {CHOICE: ["?"]}),
    ]
