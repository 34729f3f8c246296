"""cp1-figures: two figures of one market brought to one scope, and what 2026 asks of us."""

from decimal import Decimal

from autograder.keys.asked import CHOICE, Asked, Nature, Place, Way, asked, questions
from autograder.keys.asked.question import Choices
from autograder.keys.assessed import YEAR
from autograder.keys.cp1.ground import OLD
from autograder.keys.traps import trap
from autograder.truth import Truth
from ntc import exercises
from ntc.calc import slips
from ntc.calc.activity import relative_share
from ntc.calc.percent import cagr, growth
from ntc.calc.slips import Slip
from ntc.case import Case

ID = "cp1-figures"
READING = f"{ID}-reading"
INTERVALS = YEAR - OLD
TENTH, HUNDREDTH, THOUSANDTH = Decimal("0.001"), Decimal("0.0001"), Decimal("0.00001")
MARKET = Nature(Decimal(120_000), (Decimal(10_000), Decimal(100_000)), nearly=Decimal("0.03"))
"""A market in millions of euros: to one decimal, and one more or less."""


def _rate(tolerance: str, *roundings: Decimal) -> Nature:
    """A rate in per cent whose tolerance follows from what is rounded before it."""
    return Nature(Decimal(tolerance), roundings or (HUNDREDTH, TENTH), nearly=Decimal("0.002"), points=True)


SLOPE, RISE, VOLUME = _rate("0.0006", HUNDREDTH), _rate("0.0008"), _rate("0.0015")
SHARE, NEEDED = _rate("0.0005", HUNDREDTH), _rate("0.001", HUNDREDTH)
RELATIVE = Nature(Decimal("0.01"), (Decimal("0.001"), Decimal("0.01")), nearly=Decimal("0.02"))

ARTICLE = "C’est le chiffre de l’article : départements entiers, matériel seul, il n’est pas à notre champ."
STILL = "Le marché aussi bougera d’ici la fin de 2026 : rapportez l’objectif au marché de 2026."
SCOPE = (
    "Exact : à notre champ, le chiffre de 2019 est plus petit que celui de 2025. Les deux étaient vrais, et "
    "aucun ne disait ce qu’il mesurait."
)
BY_DATE = (
    "La date joue dans l’autre sens : dans un marché qui croît, un chiffre plus ancien est plus petit ; "
    "celui-ci est plus grand."
)
BY_TAX = "L’étude de 2025 compte hors taxes, et l’enquête de 2019 aussi."
BY_FALL = "Ramené au même champ, le marché n’a pas reculé : comparez vos deux premiers résultats à 2025."
BY_ERROR = "Ni l’un ni l’autre ne se trompe : relisez ce que chacun compte, et où."
REASONS = {"scope": SCOPE, "date": BY_DATE, "tax": BY_TAX, "fall": BY_FALL, "error": BY_ERROR}


@questions(ID)
def figures(case: Case, truth: Truth) -> dict[str, Asked]:
    """Eight figures, each from the one before it where it builds on one, and how to read the first two."""
    return {**_old_market(), **_new_market(), **_ours(), "reading": _reading()}


def _old_market() -> dict[str, Asked]:
    return {
        "here": asked(
            MARKET,
            lambda parts: sum((value * share for value, share in parts), Decimal(0)),
            "survey",
            slips=slips.scope,
            method="Achats de chaque département × sa part dans le secteur, puis la somme.",
            weight=2.0,
        ),
        "scope": asked(
            MARKET,
            lambda here, equipment: here / equipment,
            f"{ID}.here",
            "equipment",
            slips=slips.widened,
            method="Matériel du secteur ÷ part du matériel dans les achats.",
            weight=2.0,
        ),
        "cagr": asked(
            SLOPE,
            lambda before, after, article: cagr(before, after, INTERVALS),
            f"{ID}.scope",
            "market",
            "article",
            slips=_slope_slips,
            method="(marché 2025 ÷ marché 2019) puissance 1 ÷ 6, moins 1.",
            weight=3.0,
        ),
    }


def _slope_slips(before: Decimal, after: Decimal, article: Decimal) -> list[Slip]:
    return [
        *slips.cagr(before, after, INTERVALS),
        trap("article-scope", cagr(article, after, INTERVALS), ARTICLE),
    ]


def _new_market() -> dict[str, Asked]:
    return {
        "prices": asked(
            RISE,
            lambda before, after: growth(sum(before) / len(before), sum(after) / len(after)),
            "prices-before",
            "prices",
            slips=slips.yearly_rise,
            method="Indice moyen de 2025 ÷ indice moyen de 2024, moins 1.",
            weight=2.0,
        ),
        "volume": asked(
            VOLUME,
            lambda before, after, prices: (1 + growth(before, after)) / (1 + prices) - 1,
            "market-before",
            "market",
            f"{ID}.prices",
            also=(
                Way(
                    lambda before, after, prices: growth(before, after) - prices,
                    ("market-before", "market", f"{ID}.prices"),
                    "Admis : soustraire les deux taux suffit quand ils sont petits ; le quotient est exact.",
                ),
            ),
            slips=_volume_slips,
            method="(1 + hausse en valeur) ÷ (1 + hausse des prix), moins 1.",
            weight=2.0,
        ),
    }


def _volume_slips(before: Decimal, after: Decimal, prices: Decimal) -> list[Slip]:
    """The mistakes on a volume, less what prices that rise twice as fast make one figure of."""
    turned, *others = slips.volume(growth(before, after), prices)
    return [turned, *(slip for slip in others if abs(slip.value - turned.value) > 2 * VOLUME.tolerance)]


def _ours() -> dict[str, Asked]:
    return {
        "share": asked(
            SHARE,
            lambda sales, market, article: sales / market,
            "sales",
            "market",
            "article",
            slips=lambda sales, market, article: [trap("article-scope", sales / article, ARTICLE)],
            method="CA du secteur en 2025 ÷ marché du secteur en 2025.",
        ),
        "relative": asked(
            RELATIVE,
            relative_share,
            f"{ID}.share",
            "leader",
            slips=slips.relative_share,
            method="Notre part ÷ celle du concurrent le mieux placé.",
        ),
        "needed": asked(
            NEEDED,
            lambda objective, market, slope: objective / (market * (1 + slope)),
            "objective",
            "market",
            "slope",
            also=(
                Way(
                    lambda objective, market, slope: objective / (market * (1 + slope)),
                    ("objective", "market", f"{ID}.cagr"),
                    "Admis : c’est le rythme de 2019 à 2025 ; celui de 2022 à 2025 est plus proche de nous.",
                ),
            ),
            slips=lambda objective, market, slope: [trap("market-still", objective / market, STILL)],
            method="Objectif 2026 ÷ (marché 2025 × (1 + rythme moyen)).",
            weight=2.0,
        ),
    }


def _reading() -> Asked:
    return Asked(
        CHOICE,
        Way(lambda: "scope"),
        place=Place(READING),
        choices=Choices(
            exercises.load()[ID].options["reading"],
            lambda right: {right: 1.0},
            lambda right: REASONS,
        ),
    )
