"""cp7-concessions: the limits set before one enters, then a plan that closes the gap at the least cost."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.asked import AMOUNT, LEAST, RATE, Asked, Place, asked, questions
from autograder.keys.asked.declared import graph_of
from autograder.keys.asked.exercise import judged_in, right_answers
from autograder.keys.primitives import eliminated
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, specimens
from autograder.keys.samples import Raw, blank, garbled
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import margins, negotiation, slips
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import euros, listing, quoted
from ntc.instruments.planner import planned
from ntc.lessons.cp7 import priced_plans as plans
from ntc.plans import Plan

ID = "cp7-concessions"
FLOOR, CEILING = f"{ID}.floor", f"{ID}.ceiling"
PLAN = f"{ID}-plan"
WEIGHTS = {"plan": 5.0, "pairs": 4.0}
FIGURE = 0.8
"""Five figures for four points."""
SELLER = "négociateur"

QUOTE = "C’est le plancher d’un devis entier ; la machine, seule, a le sien."
MANAGER = "C’est ce qu’un autre peut accorder : ce n’est pas vous."
REDUCED = "C’est le prix remisé : on demande la remise."
LEFT = "Son autre offre ne comprend pas tout : ce qui manque, elle le paiera en plus."
OFF = "Ce qui manque à son autre offre s’ajoute à ce qu’elle lui coûte."
AS_GAP = "C’est l’écart entre notre prix et son plafond ; la zone d’accord va de notre plancher à ce plafond."
FROM_PRICE = "C’est de notre prix à notre plancher : au-dessus de son plafond, elle achète ailleurs."
BY_FLOOR = "Coût variable ÷ (1 − taux de marque plancher)."
BY_DISCOUNT = "1 − prix plancher ÷ notre prix."
BY_AUTHORITY = "Le taux de R02 pour un matériel, au négociateur, × notre prix."
BY_CEILING = "Ce que lui coûterait l’autre offre, complétée."
BY_ZOPA = "Son plafond − notre plancher."

BEYOND = "Ce n’est pas à vous d’en décider : {}. Un plan ne promet que ce que l’on peut tenir."
BEYOND_NOTED = "Une concession hors de ses pouvoirs est promise."
UNDER = "Avec toutes ces concessions, il reste moins que le prix plancher : on n’entre pas avec ce plan."
UNDER_NOTED = "Le plan descend sous le prix plancher."
ZERO = "Comme annoncé, le plan et ses contreparties sont ramenés à zéro."
TWO = "Deux remises s’additionnent contre vous : une au plus."
OPEN = "L’écart n’est pas comblé : vos concessions valent {} pour ce client."
BEST = "L’écart est comblé, au moindre coût."
DEARER = "L’écart est comblé, pour {} ; un autre choix le comble pour moins."
FIRST = "Une remise coûte tout ce qu’elle vaut : y a-t-il de quoi combler l’écart par ce qui vaut plus ?"
OWN_GAP = "Juste, avec votre propre plafond."
GIFT = "Un cadeau : rien n’est demandé contre {}."
VAGUE = "Une contrepartie en l’air : {}. « J’y penserai » n’engage personne."
TWICE = "Une contrepartie ne paie qu’une fois : {}."
STILL_OPEN = "Tant que l’écart reste ouvert, il n’y a rien à échanger."
FIRM = "Chaque concession a sa contrepartie, et chacune engage."
GIFT_NOTED = "Une concession est faite sans contrepartie."
VAGUE_NOTED = "Une contrepartie n’engage personne."


@dataclass(frozen=True)
class Menu:
    """What may be granted alone: cost and value in euros, discounts; what there is to close, what is left."""

    cost: Mapping[str, Decimal]
    value: Mapping[str, Decimal]
    discounts: frozenset[str]
    gap: Decimal
    room: Decimal

    def paid(self, chosen: Collection[str]) -> Decimal:
        """What concessions cost us."""
        return sum((self.cost[each] for each in chosen), Decimal(0))

    def worth(self, chosen: Collection[str]) -> Decimal:
        """What concessions are worth to the client."""
        return sum((self.value[each] for each in chosen), Decimal(0))

    def closes(self, chosen: Collection[str]) -> bool:
        """Whether concessions close the gap, with one discount at most, above the floor."""
        return (
            self.worth(chosen) >= self.gap > 0
            and len(self.discounts & set(chosen)) <= 1
            and self.paid(chosen) <= self.room
        )

    def closing(self) -> list[frozenset[str]]:
        """Every plan that closes the gap, the cheapest first."""
        found = (
            frozenset(each)
            for size in range(1, len(self.cost) + 1)
            for each in combinations(self.cost, size)
            if self.closes(each)
        )
        return sorted(found, key=lambda one: (self.paid(one), sorted(one)))

    def hasty(self) -> Iterator[frozenset[str]]:
        """Plans made in haste: one discount alone, what is worth most first, what costs least first."""
        yield from (frozenset({each}) for each in self.discounts)
        ways: tuple[Callable[[str], Decimal], ...] = (
            lambda each: -self.value[each],
            lambda each: self.cost[each],
        )
        for way in ways:
            chosen: set[str] = set()
            for each in sorted(self.cost, key=way):
                second = each in self.discounts and self.discounts & chosen
                if self.worth(chosen) < self.gap and not second:
                    chosen.add(each)
            yield frozenset(chosen)

    def quality(self, chosen: Collection[str]) -> Decimal:
        """All at the least cost, nothing from the cheapest hasty plan on, nor while the gap is open."""
        if not self.closes(chosen):
            return Decimal(0)
        hasty = [self.paid(one) for one in self.hasty() if self.closes(one)]
        best = self.paid(self.closing()[0])
        if not hasty or min(hasty) <= best:
            return Decimal(0)
        zero = min(hasty)
        return max(Decimal(0), (zero - self.paid(chosen)) / (zero - best))


@cache
def menu(case: Case, gap: Decimal | None = None) -> Menu:
    """What the seller may grant alone, and the gap to close: the right one, or one's own."""
    (deal,) = case.deals
    mine = [row for row in case.concessions if row.authority == SELLER]
    floor = margins.floor_price(deal.unit_cost, case.policy["margin_floor"]["compresseurs"])
    ceiling = negotiation.buyer_ceiling(deal.rival_price, deal.missing_cost)
    return Menu(
        {row.concession_id: row.cost for row in mine},
        {row.concession_id: row.value for row in mine},
        frozenset(row.concession_id for row in mine if row.cost == row.value),
        deal.price - ceiling if gap is None else gap,
        deal.price - floor,
    )


# --- the limits ----------------------------------------------------------------------------------------


def beside(case: Case, truth: Truth, answers: Answers) -> Sequence[PartMark]:
    """The plan by its cost, then its pairs; nothing for what is not the seller's, or under the floor."""
    parts, entry = exercises.load()[ID].parts, answers.entry(PLAN)
    plan, own = planned(entry.value or {}), _own(case, truth, answers)
    marks = [
        _cost(parts["plan"], entry, plan, case, own),
        _pairs(parts["pairs"], entry, plan, case, truth, own),
    ]
    for why, noted in _forbidden(case, plan):
        marks = [eliminated(mark, f"{why} {ZERO}", noted) for mark in marks]
        break
    return marks


@questions(ID, beside=beside, weights=WEIGHTS)
def limits(case: Case, truth: Truth) -> dict[str, Asked]:
    """Floor, what it allows, what one may grant alone, ceiling, and the room between."""
    (deal,), rules = case.deals, case.policy
    quote_rate = rules["margin_floor"]["quote"]
    manager = Decimal(str(rules["discount_authority"]["equipment"]["sales_manager"]))
    found = {
        "floor": asked(
            LEAST,
            margins.floor_price,
            "unit-cost",
            "floor-rate",
            slips=lambda cost, rate: [
                *slips.price_from_margin_rate(cost, rate),
                trap("quote-floor", margins.floor_price(cost, quote_rate), QUOTE),
            ],
            method=BY_FLOOR,
        ),
        "discount": asked(
            RATE,
            lambda floor, price: 1 - floor / price,
            FLOOR,
            "price",
            slips=lambda floor, price: slips.highest_discount(
                price, deal.unit_cost, rules["margin_floor"]["compresseurs"]
            ),
            method=BY_DISCOUNT,
        ),
        "authority": asked(
            AMOUNT,
            lambda price, rate: price * rate,
            "price",
            "own-discount",
            slips=lambda price, rate: [
                trap("manager-discount", price * manager, MANAGER),
                trap("price-for-discount", price * (1 - rate), REDUCED),
            ],
            method=BY_AUTHORITY,
        ),
        "ceiling": asked(
            AMOUNT,
            lambda complete: complete,
            "cp7-price.rival",
            slips=lambda complete: [
                trap("missing-left", deal.rival_price, LEFT),
                trap("missing-off", deal.rival_price - deal.missing_cost, OFF),
            ],
            method=BY_CEILING,
        ),
        "zopa": asked(
            AMOUNT,
            lambda floor, ceiling: ceiling - floor,
            FLOOR,
            CEILING,
            slips=lambda floor, ceiling: [
                trap("zopa-gap", deal.price - ceiling, AS_GAP),
                trap("zopa-price", deal.price - floor, FROM_PRICE),
            ],
            method=BY_ZOPA,
        ),
    }
    return {part: _single(part, question) for part, question in found.items()}


def _single(part: str, question: Asked) -> Asked:
    """A figure in a field of its own, all alike in weight."""
    return replace(question, weight=FIGURE, place=Place(f"{ID}-{part}"))


# --- the plan ------------------------------------------------------------------------------------------


def _own(case: Case, truth: Truth, answers: Answers) -> Decimal | None:
    """The gap to one's own ceiling, where that is a mistake that has a name; None where it is not."""
    if answers.lesson is None:
        return None
    mark = judged_in(graph_of(ID, case, truth), answers.lesson)[CEILING]
    given = answers.entry(f"{ID}-ceiling").value
    return case.deals[0].price - given if given is not None and (mark.slip or mark.carried) else None


def _forbidden(case: Case, plan: Plan) -> Iterator[tuple[str, str]]:
    """Why a plan is worth nothing, whatever it closes."""
    problem = plans.concession_plan(case)
    names = {item.id: item.name for item in problem.items}
    others = [row.concession_id for row in case.concessions if row.authority != SELLER]
    if beyond := [code for code in others if code in plan]:
        yield BEYOND.format(listing([names[code] for code in beyond])), BEYOND_NOTED
    if sum((row.cost for row in case.concessions if row.concession_id in plan), Decimal(0)) > menu(case).room:
        yield UNDER, UNDER_NOTED


def _judging(case: Case, plan: Plan, own: Decimal | None) -> Menu:
    """The menu by which a plan is better judged: the right gap, or one's own."""
    right = menu(case)
    if own is None or not plan.keys() <= right.cost.keys():
        return right
    other = menu(case, own)
    better = (other.quality(plan), other.closes(plan)) > (right.quality(plan), right.closes(plan))
    return other if better else right


def _cost(part: Part, entry: Entry, plan: Plan, case: Case, own: Decimal | None) -> PartMark:
    right = menu(case)
    best = right.closing()[0]
    if (nothing := unanswered(part, entry, _named(case, best))) is not None:
        return nothing
    granted = [code for code in plan if code in right.cost]
    judged = _judging(case, plan, own)
    slip = None
    if len(judged.discounts & plan.keys()) > 1:
        message = TWO
    elif not judged.closes(granted):
        message = OPEN.format(euros(judged.worth(granted)))
    elif judged.paid(granted) == judged.paid(judged.closing()[0]):
        message = BEST if judged is right else OWN_GAP
    else:
        message = DEARER.format(euros(judged.paid(granted)))
        if judged.discounts & plan.keys() and not judged.discounts & judged.closing()[0]:
            slip, message = "trap.discount-first", f"{message} {FIRST}"
    return question_mark(
        part,
        float(judged.quality(granted)),
        message,
        given=_named(case, plan),
        expected=_named(case, best),
        slip=slip,
        carried=judged is not right,
    )


def _pairs(part: Part, entry: Entry, plan: Plan, case: Case, truth: Truth, own: Decimal | None) -> PartMark:
    labels, names = truth.of("counterparts"), dict(plans.concession_counterparts(case))
    expected = listing([quoted(text) for code, text in names.items() if labels[code].firm])
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    items = {item.id: item.name for item in plans.concession_plan(case).items}
    asked_for = {code: said.get("counterpart") for code, said in plan.items()}
    used: set[Any] = set()
    firm, gifts, vague, twice = 0, [], [], []
    for code, counterpart in asked_for.items():
        if counterpart is None:
            gifts.append(items[code])
        elif counterpart in used:
            twice.append(quoted(names[counterpart]))
        elif not labels[counterpart].firm:
            vague.append(quoted(names[counterpart]))
        else:
            firm += 1
        used.add(counterpart)
    judged = _judging(case, plan, own)
    open_still = not judged.closes([code for code in plan if code in judged.cost])
    told = [
        sentence.format(listing(list(dict.fromkeys(found))))
        for sentence, found in ((GIFT, gifts), (VAGUE, vague), (TWICE, twice))
        if found
    ]
    worth = 0.0 if open_still else max(0.0, 2 * firm / len(plan) - 1)
    slip = "trap.gift" if gifts else "trap.vague" if vague else None
    return question_mark(
        part,
        worth,
        " ".join([*([STILL_OPEN] if open_still else []), *told]) or FIRM,
        given=listing([quoted(names[one]) for one in asked_for.values() if one is not None]) or "—",
        expected=expected,
        slip=slip,
        noted=[*([GIFT_NOTED] if gifts else []), *([VAGUE_NOTED] if vague else [])],
    )


def _named(case: Case, chosen: Collection[str]) -> str:
    return listing([item.name for item in plans.concession_plan(case).items if item.id in chosen])


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    found, figures = menu(case), right_answers(ID, case, truth)
    labels = truth.of("counterparts")
    firm = [code for code, _ in plans.concession_counterparts(case) if labels[code].firm]
    vague = [code for code, _ in plans.concession_counterparts(case) if not labels[code].firm]
    total = 4 + sum(WEIGHTS.values())
    cost, pairs = (each / total for each in WEIGHTS.values())
    closing = found.closing()
    best = closing[0]

    def plan(chosen: Collection[str], against: Sequence[str] = ()) -> Raw:
        """Each concession against the next of these counterparts, none beyond them."""
        asked_for = list(against) + [""] * len(chosen)
        return {
            PLAN: {code: {"counterpart": said} for code, said in zip(sorted(chosen), asked_for, strict=False)}
        }

    def paired(chosen: Collection[str], right: int) -> float:
        return max(0.0, 2 * right / len(chosen) - 1) * pairs

    beyond = [row.concession_id for row in case.concessions if row.authority != SELLER]
    size, few = len(best), frozenset(sorted(best)[:1])
    hasty = dict.fromkeys(found.hasty())
    alone = [one for one in hasty if len(one) == 1 and one <= found.discounts and found.closes(one)]
    dearer = [one for one in closing if len(one) <= len(firm)][1:12]
    return [
        Specimen("all right", {**figures, **plan(best, firm)}, 1.0),
        Specimen("the plan only", plan(best, firm), cost + pairs),
        *(
            Specimen(
                f"plan no. {rank}, {' '.join(sorted(one))}",
                plan(one, firm),
                cost * float(found.quality(one)) + pairs,
                "trap.discount-first" if found.discounts & one and not found.discounts & best else None,
            )
            for rank, one in enumerate(dearer, 2)
            if found.paid(one) != found.paid(best)
        ),
        *(
            Specimen(
                f"a discount alone: {' '.join(sorted(one))}",
                plan(one, firm),
                pairs,
                None if found.discounts & best else "trap.discount-first",
            )
            for one in alone
        ),
        Specimen("given away", plan(best), cost, "trap.gift"),
        Specimen("one given away", plan(best, firm[: size - 1]), cost + paired(best, size - 1), "trap.gift"),
        Specimen("in the air", plan(best, vague), cost, "trap.vague"),
        Specimen(
            "one in the air",
            plan(best, [*firm[: size - 1], vague[0]]),
            cost + paired(best, size - 1),
            "trap.vague",
        ),
        Specimen("one counterpart for all", plan(best, firm[:1] * size), cost + paired(best, 1)),
        Specimen("the gap left open", plan(few, firm), 0.0),
        *(
            Specimen(f"the best with {code}, not the seller's", plan({*best, code}, firm), 0.0)
            for code in beyond
        ),
        Specimen("everything that the seller may grant", plan(found.cost, [*firm, *vague]), 0.0),
        *blank({PLAN: {}}),
        *garbled({PLAN: {"ghost": {}}}, {PLAN: "tout"}),
    ]
