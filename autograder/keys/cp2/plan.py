"""cp2-plan: a plan that meets two goals within its limits, and a rule before each refusal."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import Scale, combine, mark_plan, plan_lost, plan_quality
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import MONTHS, count, listing, percent, quoted
from ntc.instruments.planner import planned
from ntc.lessons.cp2 import plans
from ntc.plans import Plan, Problem

ID = "cp2-plan"
ACTIONS, LEFT_OUT = f"{ID}-actions", f"{ID}-left"
WEIGHTS = {"actions": 6.0, "limits": 4.0, "left": 4.0}
# A plan made in haste reaches 0.88 of the best one at most: the generator sees to it.
SCALE = Scale(Decimal("0.88"), Decimal("0.98"))
KEPT, ALLOWED = "kept", "left"
# Options that hold by the rule that an action breaks: a promise of a discount may be judged by R26 as well.
REFUSED = {"R02": {"r02", "r26"}, "R03": {"r02", "r26"}, "R20": {"r20"}, "R26": {"r26"}}
FAIR = "salon"

FORBIDDEN = (
    "Interdit par la politique de la maison, et gardé dans votre plan : {}. Comme annoncé, ces points sont "
    "perdus."
)
KEEPS_ONE = "Une action interdite est gardée"
ALL_HOLD = "Budget, jours, mois et ordre : tout tient."
HOLDS_NOTHING = "Un plan si loin de ses buts ne se juge pas sur ses limites."
NOT_YET = "Ce que le plan respecte compte à mesure qu’il approche du meilleur plan possible."
BROKEN = ("limite franchie, dite plus haut.", "limites franchies, dites plus haut.")
CROSSED = ("limite franchie", "limites franchies")
NO_CLIENTS = "La marge tient, le but non : il manque des clients."
TOO_EARLY = "Une action part avant le fichier propre : ce qui nettoie passe d’abord."
AT_ITS_HOUR = "Ce salon se tient en {}."
BECAUSE = {
    "R02": "Sa remise dépasse vos {rate} : ce n’est plus vous qui la décidez.",
    "R03": "Sa remise dépasse vos {rate} : ce n’est plus vous qui la décidez.",
    "R20": "Qui se tait depuis plus de trois ans, ou s’oppose, ne se démarche plus.",
    "R26": "Cadeau, dénigrement, remise sans contrepartie, promesse sans preuve : la maison n’en fait pas.",
}
OTHER_RULE = "{} : interdite, mais par une autre règle."
UNSEEN = "{} n’est pas permise : relisez ce que la maison interdit."
WRONGLY = "{} : rien ne l’interdit, vous choisissez autre chose."
EVERY_REFUSAL = "Une règle en face de chaque refus."
LOST = "Une action interdite est gardée : ces points sont perdus avec ceux des limites."


@key(ID)
def plan(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The margin, once the goal of new clients is met; the limits; the refusals."""
    parts, entry = exercises.load()[ID].parts, answers.entry(ACTIONS)
    kept, stated = planned(entry.value or {}), plans.actions(case)
    banned = forbidden(truth)
    lawful = {code: said for code, said in kept.items() if code not in banned}
    best = max(truth.action_plans, key=lambda row: row.margin)
    mark = mark_plan(
        parts["actions"],
        entry,
        stated,
        lawful,
        optimum=best.margin,
        given=_described(case, kept),
        expected=_described(case, best.actions.split()),
        scale=SCALE,
    )
    broken = [code for code in kept if code in banned]
    limits = _limits(parts["limits"], entry, case, stated, lawful, broken, best.margin)
    left = _left(parts["left"], answers.entry(LEFT_OUT), case, truth, kept, broken)
    said = _comments(case, truth, stated, lawful, broken, best.margin)
    return combine([mark, limits, left], WEIGHTS, list(said))


def forbidden(truth: Truth) -> dict[str, str]:
    """The actions that the policy of the house forbids, each with the rule that it breaks."""
    return {label.action_id: label.broken_rule for label in truth.actions if not label.policy_ok}


def _limits(
    part: Part,
    entry: Entry,
    case: Case,
    stated: Problem,
    lawful: Plan,
    broken: list[str],
    optimum: Decimal,
) -> PartMark:
    """What the plan keeps to, as far as it comes near its goals; nothing with a forbidden action."""
    expected = "Aucune limite franchie, aucune action interdite"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    quality = Fraction(plan_quality(stated.worth(lawful), optimum, SCALE))
    near, lost = min(Fraction(1), 2 * quality), plan_lost(stated, lawful)
    names = dict(plans.ideas(case))
    breaches = len(stated.breaches(lawful))
    if broken:
        message = FORBIDDEN.format(listing([quoted(names[code]) for code in broken]))
    elif not near:
        message = HOLDS_NOTHING
    else:
        message = count(breaches, *BROKEN) if breaches else ALL_HOLD if near == 1 else NOT_YET
    fraction = 0.0 if broken else float(near * (1 - lost))
    given = KEEPS_ONE if broken else count(breaches, *CROSSED) if breaches else "Aucune limite franchie"
    noted = ["Une action que la politique interdit est retenue."] if broken else []
    return question_mark(part, fraction, message, given=given, expected=expected, noted=noted)


def _left(part: Part, entry: Entry, case: Case, truth: Truth, kept: Plan, broken: list[str]) -> PartMark:
    """Forbidden actions refused by their rule, less those that are allowed and refused, ÷ the former."""
    banned, names = forbidden(truth), dict(plans.ideas(case))
    options = exercises.load()[ID].options["left"]
    expected = " · ".join(f"{names[code]} : {options[min(REFUSED[rule])]}" for code, rule in banned.items())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    said = {code: given for code, given in entry.value.items() if code not in kept}
    right = [code for code, given in said.items() if given in REFUSED.get(banned.get(code, ""), ())]
    wrong = [code for code, given in said.items() if code not in banned and given not in (KEPT, ALLOWED)]
    score = Fraction(len(right) - len(wrong), len(banned))
    fraction = 0.0 if broken else float(max(Fraction(0), score))
    sentences = [
        *(WRONGLY.format(quoted(names[code])) for code in wrong),
        *(
            _missed(case, names[code], said.get(code), rule)
            for code, rule in banned.items()
            if code not in right
        ),
    ]
    if broken:
        sentences = [LOST]
    return question_mark(
        part,
        fraction,
        " ".join(sentences) or EVERY_REFUSAL,
        given=" · ".join(f"{names[code]} : {options[given]}" for code, given in entry.value.items()),
        expected=expected,
    )


def _missed(case: Case, name: str, given: str | None, rule: str) -> str:
    """What to say of a forbidden action that was left without its rule."""
    if given in (None, KEPT, ALLOWED):
        return UNSEEN.format(quoted(name))
    rate = percent(case.policy["discount_authority"]["equipment"]["seller"], 0)
    return f"{OTHER_RULE.format(quoted(name))} {BECAUSE[rule].format(rate=rate)}"


def _comments(
    case: Case, truth: Truth, stated: Problem, lawful: Plan, broken: Iterable[str], optimum: Decimal
) -> Iterator[str]:
    """The mistakes of a plan that have a name: the goal forgotten, the order, the season, the policy."""
    rows = {row.id: row for row in stated.rows(lawful)}
    margin = sum((row.item.amounts["margin"] for row in rows.values()), Decimal(0))
    clients = sum(row.item.amounts["clients"] for row in rows.values())
    if margin >= SCALE.none * optimum and clients < plans.floor(case):
        yield NO_CLIENTS
    actions = {row.action_id: row for row in case.actions}
    for code, row in rows.items():
        first, month = rows.get(actions[code].prerequisite), row.said("month")
        if actions[code].prerequisite and month and (first is None or (first.said("month") or "") >= month):
            yield TOO_EARLY
            break
    for code, row in rows.items():
        held = actions[code].earliest.month
        if actions[code].channel == FAIR and row.said("month") and not row.accepts("month"):
            yield AT_ITS_HOUR.format(MONTHS[held - 1])
    rate, rules = percent(case.policy["discount_authority"]["equipment"]["seller"], 0), forbidden(truth)
    yield from dict.fromkeys(BECAUSE[rules[code]].format(rate=rate) for code in broken)


def _described(case: Case, ids: Iterable[str]) -> str:
    names = dict(plans.ideas(case))
    return " · ".join(names[code] for code in ids)


# --- specimens -----------------------------------------------------------------------------------------


def scheduled(case: Case, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """A month for each action that breaks no limit, the actions with the fewest months placed first.

    Raises ValueError when there is none.
    """
    wanted, items = set(ids), {item.id: item for item in plans.actions(case).items}
    before = {row.action_id: row.prerequisite for row in case.actions}
    most = case.policy["action_plan"]["days_a_month"]

    def place(left: list[str], months: dict[str, str], days: Mapping[str, int]) -> dict[str, str] | None:
        if not left:
            return months
        code, need = left[0], before[left[0]]
        for month in sorted(items[code].wants["month"]):
            taken = days.get(month, 0) + items[code].amounts["days"]
            if taken > most or (need and months[need] >= month):
                continue
            found = place(left[1:], {**months, code: month}, {**days, month: taken})
            if found is not None:
                return found
        return None

    order = sorted(wanted, key=lambda code: (bool(before[code]), len(items[code].wants["month"]), code))
    found = place(order, {}, {})
    if found is None:
        raise ValueError(f"no months for {sorted(wanted)}")
    return {code: {"month": month} for code, month in found.items()}


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    banned = forbidden(truth)
    ranked = sorted(truth.action_plans, key=lambda row: -row.margin)
    best = ranked[0]
    right_plan = scheduled(case, best.actions.split())
    codes = [code for code, _ in plans.ideas(case)]
    said = {
        code: min(REFUSED[banned[code]]) if code in banned else KEPT if code in right_plan else ALLOWED
        for code in codes
    }
    right = {ACTIONS: right_plan, LEFT_OUT: said}
    total = sum(WEIGHTS.values())
    actions, limits, left = (WEIGHTS[part] / total for part in ("actions", "limits", "left"))
    first = next(iter(banned))
    allowed = next(code for code in codes if code not in banned and code not in right_plan)

    def other(row: Any) -> Specimen:
        """A plan of the generator's, and what its ratio to the best one brings."""
        reached = min(1.0, max(0.0, (float(row.margin / best.margin) - 0.88) / 0.10))
        worth = actions * reached + limits * min(1.0, 2 * reached)
        return Specimen(f"plan no. {row.rank}", {ACTIONS: scheduled(case, row.actions.split())}, worth)

    def spoiled(label: str, fraction: float, plan: Mapping[str, Any]) -> Specimen:
        return Specimen(label, {ACTIONS: plan}, fraction)

    cleaner = next(
        row.prerequisite for row in case.actions if row.prerequisite and row.action_id in right_plan
    )
    few = {code: right_plan[code] for code in list(right_plan)[:2]}
    august = {**right_plan, cleaner: {"month": f"m{case.policy['action_plan']['closed_month']:02}"}}
    return [
        Specimen("right", right, 1.0),
        Specimen("only the refusals are said", {LEFT_OUT: {c: said[c] for c in banned}}, left),
        *(other(row) for row in ranked[1:]),
        Specimen(
            "a forbidden action kept",
            {**right, ACTIONS: {**right_plan, first: {"month": "m06"}}},
            actions,
        ),
        Specimen(
            "a rule for another", {**right, LEFT_OUT: {**said, first: _astray(banned[first])}}, 1 - left / 4
        ),
        Specimen("a refusal too many", {**right, LEFT_OUT: {**said, allowed: "r20"}}, 1 - left / 4),
        Specimen("all allowed", {LEFT_OUT: dict.fromkeys(codes, ALLOWED)}, 0.0),
        *(
            Specimen(f"all refused: {rule}", {LEFT_OUT: dict.fromkeys(codes, rule)}, 0.0)
            for rule in ("r02", "r20", "r26", KEPT)
        ),
        spoiled("two actions", 0.0, few),
        spoiled("everything", 0.0, {code: {"month": "m06"} for code in codes}),
        spoiled(
            "the cleaning of the file in August",
            # A row that says another month, and what it comes before: half of a row, and a rule.
            (actions + limits) * (1 - 0.5 / len(right_plan) - 0.2),
            august,
        ),
        spoiled("no month", (actions + limits) * 0.5, {code: {"month": ""} for code in right_plan}),
        *blank({ACTIONS: {}, LEFT_OUT: {}}),
        *garbled({ACTIONS: {"ghost": {}}, LEFT_OUT: {"ghost": "r20"}}),
    ]


def _astray(rule: str) -> str:
    return next(option for option in ("r20", "r26", "r02") if option not in REFUSED[rule])
