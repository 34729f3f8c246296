"""Marking a plan: what it must respect first, then what it is worth against the best plan there is."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from autograder.keys.answers import Entry
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from ntc.exercises import Part
from ntc.french import percent
from ntc.plans import Breach, Forbidden, Need, Plan, Problem, Total
from ntc.plans.rows import Rows

PENALTY = Fraction(1, 5)
"""What a broken rule takes off a plan."""
UNSAID = Fraction(1, 2)
"""What a column takes off a plan whose every row is wrong there; less by as many rows as are right."""
TOO_MANY = 3
AS_GOOD = Decimal("0.995")
"""From this share of the optimum on, a plan is as good as the best one."""

_FATAL = "À lui seul, ce point ôte au plan toute valeur : aucun point."
_TOO_MANY = "Avec trois règles enfreintes ou plus, un plan ne rapporte aucun point."
_BEYOND = (
    "Tant qu’un plan dépasse ses limites, son effet ne se compare pas à celui du meilleur plan possible."
)
_SHORT = "L’effet attendu du plan reste sous celui du meilleur plan possible."


@dataclass(frozen=True)
class Scale:
    """Shares of the optimum at which a plan earns nothing and all, linear between.

    ``none`` lies where a hasty plan lies. Raises ValueError when it is not below ``full``.
    """

    none: Decimal = Decimal("0.50")
    full: Decimal = Decimal("0.90")

    def __post_init__(self) -> None:
        if self.none >= self.full:
            raise ValueError(f"nothing at {self.none}, all at {self.full}: the scale must rise")


SCALE = Scale()


def plan_quality(value: Decimal, optimum: Decimal, scale: Scale = SCALE) -> Decimal:
    """Share of the points that a plan's value earns on a scale.

    Raises ValueError when the optimum is not above zero.
    """
    if optimum <= 0:
        raise ValueError(f"the optimum must be above zero, not {optimum}")
    return min(Decimal(1), max(Decimal(0), (value / optimum - scale.none) / (scale.full - scale.none)))


def mark_plan(
    part: Part,
    entry: Entry,
    problem: Problem,
    plan: Plan,
    *,
    optimum: Decimal,
    given: str,
    expected: str,
    scale: Scale = SCALE,
    worth_said: str = "",
    short_noted: str = _SHORT,
) -> PartMark:
    """Mark a plan (*plan*): its quality, less 20 % per rule broken; three, or a fatal one, leave nothing.

    A limit that a forbidden item alone exceeds is told, and counts with that item.
    What rows must say (who, when, why) takes off up to half, in proportion to the rows at fault: one date to
    look at again is not a plan that was filled in at random. ``problem`` is as the key knows it; ``given``
    and ``expected`` describe the plans. ``worth_said`` and ``short_noted`` say in French what it is worth, to
    the learner and to a jury, where that is no effect in euros.
    """
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    breaches, worth = problem.breaches(plan), problem.worth(plan)
    quality = plan_quality(worth, optimum, scale)
    fraction = float(Fraction(quality) * (1 - plan_lost(problem, plan)))
    said = worth_said or _worth(worth / optimum, scale)
    too_many = len(_charged(problem, plan, breaches)) >= TOO_MANY
    message = _message(breaches, said, too_many=too_many)
    noted = _noted(breaches, quality, short_noted)
    return question_mark(part, fraction, message, given=given, expected=expected, noted=noted)


def plan_lost(problem: Problem, plan: Plan) -> Fraction:
    """What the rules that a plan breaks take off, as a part of it: all, when one is fatal or three are."""
    breaches = problem.breaches(plan)
    charged = _charged(problem, plan, breaches)
    if len(charged) >= TOO_MANY or any(breach.rule.fatal for breach in breaches):
        return Fraction(1)
    return sum((_cost(breach, problem.rows(plan)) for breach in charged), Fraction(0))


def _cost(breach: Breach, rows: Rows) -> Fraction:
    """What a broken rule takes off, as a part of the plan's quality."""
    return UNSAID * breach.rule.share(rows) if isinstance(breach.rule, Need) else PENALTY


def _charged(problem: Problem, plan: Plan, breaches: list[Breach]) -> list[Breach]:
    """The rules broken that count: not a limit that is kept to once the forbidden items are left out."""
    forbidden = {
        item for b in breaches if isinstance(b.rule, Forbidden) for item in plan if item in b.rule.reasons
    }
    without = problem.breaches({item: said for item, said in plan.items() if item not in forbidden})
    still = [breach.rule for breach in without]
    return [b for b in breaches if not isinstance(b.rule, Total) or any(b.rule is rule for rule in still)]


def _message(breaches: list[Breach], worth: str, *, too_many: bool) -> str:
    """Say what is broken, the worst first, and what the plan is worth as far as that means something."""
    fatal = [breach.sentence for breach in breaches if breach.rule.fatal]
    others = [breach.sentence for breach in breaches if not breach.rule.fatal]
    if fatal:
        return " ".join([*fatal, _FATAL, *others])
    if too_many:
        return " ".join([*others, _TOO_MANY])
    return " ".join([*others, worth if _comparable(breaches) else _BEYOND])


def _noted(breaches: list[Breach], quality: Decimal, short_noted: str) -> list[str]:
    """Say the same to a jury: no item, no right value; what several rules say alike is said once, counted."""
    times = Counter(breach.noted for breach in breaches if breach.noted)
    said = [f"{noted.rstrip('.')} ({count} fois)." if count > 1 else noted for noted, count in times.items()]
    fatal = any(breach.rule.fatal for breach in breaches)
    short = quality < 1 and not fatal and _comparable(breaches)
    return [*said, *([short_noted] if short else [])]


def _comparable(breaches: list[Breach]) -> bool:
    """Whether a plan's value still means something.

    Who, when, and items that bring nothing leave it what it is; a broken limit inflates it.
    """
    return all(isinstance(breach.rule, Need | Forbidden) for breach in breaches)


def _worth(share: Decimal, scale: Scale) -> str:
    """Say what a plan is worth beside the best one, and what that brings; cut, so as to promise nothing."""
    if share >= AS_GOOD:
        return "L’effet attendu de votre plan est au niveau du meilleur plan possible."
    reached = percent(max(share, Decimal(0)).quantize(Decimal("0.01"), ROUND_DOWN), 0)
    said = f"L’effet attendu de votre plan est de {reached} de celui du meilleur plan possible"
    if share >= scale.full:
        return f"{said} : c’est assez pour tous les points."
    none, full = percent(scale.none, 0), percent(scale.full, 0)
    return (
        f"{said}. Aucun point jusqu’à {none}, tous à partir de {full} : "
        "un autre choix, dans les mêmes limites, rapporte plus."
    )
