"""cp4-time: where a month's hours went, what a visit costs, and an honest promise of selling time."""

from collections.abc import Sequence
from decimal import Decimal

from autograder.keys import assessed
from autograder.keys.answers import Answers
from autograder.keys.assessed import YEAR
from autograder.keys.primitives import Accepted, Figure, carried, combine, follow, mark_choice, mark_number
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case, measures

ID = "cp4-time"
POINT = Decimal("0.0005")
HOUR = Decimal("0.1")
HALF_EURO = Decimal("0.5")
GOAL = Decimal("0.20")
NEXT_BAND = 0.5
CARRIED = "Calcul juste à partir de votre part d’administratif : l’erreur n’est comptée qu’une fois."
TOO_HIGH = (
    "Vous promettez plus d’heures que l’administratif n’en libère : d’où viendraient les autres ? "
    "Une promesse se tient dans l’agenda."
)
KEPT = "Une promesse que votre agenda peut tenir."
TOO_LOW = "Vous vous sous-estimez : reprenez le temps de vente actuel et ajoutez-y les heures libérées."


@key(ID)
def time(case: Case, truth: Truth, answers: Answers) -> Mark:
    """Mean of the four figures and of the promise, which is marked by its distance to the realistic band."""
    asked, parts = figures(case, truth), exercises.load()[ID].parts
    own = _carried(case, truth, answers, asked)
    marks = [
        mark_number(parts[name], answers.entry(f"{ID}-{name}"), figure, own.get(name, ()))
        for name, figure in asked.items()
    ]
    bands = exercises.load()[ID].options["pledge"]
    worth, right = _worth(case, truth), realistic(case, truth)
    reasons = {band: TOO_HIGH if band > right else TOO_LOW for band in bands} | {right: KEPT}
    pledge = mark_choice(parts["pledge"], answers.entry(f"{ID}-pledge"), worth, bands, reasons)
    return combine([*marks, pledge])


def figures(case: Case, truth: Truth) -> dict[str, Figure]:
    """What each field asks for; the promise is a choice and is marked apart."""
    admin, selling, hours = _shares(case, truth)
    return {
        "admin": Figure(admin, POINT, (), "Heures administratives ÷ total des heures du mois."),
        "selling": Figure(
            selling,
            POINT,
            (),
            "Additionnez visites, appels, visioconférences et salons ; les trajets n’en sont pas.",
        ),
        "freed": Figure(
            (admin - GOAL) * hours, HOUR, (), "Heures administratives − 20 % du total des heures du mois."
        ),
        "visit-cost": Figure(
            measures.visit_cost(case, YEAR),
            HALF_EURO,
            (),
            "Salaire et charges, véhicule, téléphone et CRM de l’année ÷ visites faites dans l’année.",
        ),
    }


def realistic(case: Case, truth: Truth) -> str:
    """The band of selling time that the freed hours allow: selling + administrative − 20 %."""
    admin, selling, _ = _shares(case, truth)
    reachable = (selling + admin - GOAL) * 100
    return next(band for band in exercises.load()[ID].options["pledge"] if reachable < _upper(band))


def _upper(band: str) -> int:
    """The upper bound, in percent, that the id of a band gives: 39 for ``b36-39``."""
    return int(band.split("-")[1])


def _worth(case: Case, truth: Truth) -> dict[str, float]:
    """All for the realistic band, half for its neighbours."""
    bands = list(exercises.load()[ID].options["pledge"])
    place = bands.index(realistic(case, truth))
    return {
        band: 1.0 if rank == place else NEXT_BAND for rank, band in enumerate(bands) if abs(rank - place) <= 1
    }


def _shares(case: Case, truth: Truth) -> tuple[Decimal, Decimal, Decimal]:
    return assessed.time_shares(case, [row.id for row in truth.time_use if row.selling])


def _carried(
    case: Case, truth: Truth, answers: Answers, asked: dict[str, Figure]
) -> dict[str, Sequence[Accepted]]:
    """The hours that the learner's own share of administrative time would free."""
    own = carried(answers.entry(f"{ID}-admin"), asked["admin"].right, below=Decimal(1))
    if own is None:
        return {}
    *_, hours = _shares(case, truth)
    return {"freed": [follow(own, lambda share: (share - GOAL) * hours, CARRIED)]}


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    asked, parts = figures(case, truth), exercises.load()[ID].parts
    bands, worth = list(exercises.load()[ID].options["pledge"]), _worth(case, truth)
    *_, hours = _shares(case, truth)
    right = {f"{ID}-{name}": typed(figure.right, parts[name].unit) for name, figure in asked.items()}
    right[f"{ID}-pledge"] = realistic(case, truth)
    doubled = asked["admin"].right * Decimal("1.5")
    own = {f"{ID}-admin": typed(doubled, "%"), f"{ID}-freed": typed((doubled - GOAL) * hours)}
    promises = [
        Specimen(f"a promise of {band}", {**right, f"{ID}-pledge": band}, (4 + worth.get(band, 0)) / 5)
        for band in bands
    ]
    return [
        Specimen("right", right, 1.0),
        Specimen("own share of administrative time carried on", {**right, **own}, 4 / 5),
        Specimen("an unexplained cost", {**right, f"{ID}-visit-cost": "12"}, 4 / 5),
        Specimen("the promise alone", {f"{ID}-pledge": realistic(case, truth)}, 1 / 5),
        *promises,
        *blank(dict.fromkeys(right, "")),
        *garbled(dict.fromkeys(right, "je ne sais pas")),
    ]
