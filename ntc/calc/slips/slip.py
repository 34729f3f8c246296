"""A slip: the wrong answer of a known mistake, with its explanation; and the catalogue of mistakes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ntc import french
from ntc.calc.numbers import Number

Answer = Decimal | int | date | str | frozenset[str] | Mapping[str, Decimal]


@dataclass(frozen=True)
class Slip:
    """The answer that a mistake gives, and what to say to whoever made it: French, no right answer."""

    id: str
    value: Answer
    message: str


CATALOGUE: dict[str, str] = {
    "mc.pct-undo": "Pourcentage rajouté au lieu d’être défait",
    "mc.pct-points": "Points pris pour des pourcents",
    "mc.pct-base": "Évolution rapportée à la valeur d’arrivée",
    "mc.pct-sum": "Évolutions successives additionnées",
    "mc.cagr-mean": "Croissance totale divisée par le nombre d’années",
    "mc.cagr-n": "Années comptées au lieu des intervalles",
    "mc.scope-whole": "Territoires entiers pour la part du secteur",
    "mc.scope-mean": "Parts moyennées au lieu d’être pondérées",
    "mc.scope-times": "Partie multipliée par sa part pour trouver le tout",
    "mc.scope-part": "Partie seule donnée pour le tout",
    "mc.index-month": "Mois comparé à un mois pour une année",
    "mc.index-points": "Points d’indice pris pour des pourcents",
    "mc.volume-turned": "Prix divisés par la valeur pour le volume",
    "mc.volume-times": "Hausse des prix ajoutée à la valeur",
    "mc.volume-value": "Évolution en valeur donnée pour le volume",
    "mc.disc-add": "Remises additionnées",
    "mc.disc-order-esc": "Escompte calculé trop tôt dans la cascade",
    "mc.rebate-flat": "Taux de la dernière tranche appliqué à tout le chiffre d’affaires",
    "mc.bonus-flat": "Taux atteint appliqué à toute la marge",
    "mc.vat-on-ttc": "TVA calculée sur le TTC",
    "mc.vat-forgotten": "Montant HT donné pour un TTC",
    "mc.vat-rate": "Mauvais taux de TVA",
    "mc.markup-for-margin": "Taux de marge donné pour le taux de marque",
    "mc.margin-for-markup": "Taux de marque donné pour le taux de marge",
    "mc.price-add-margin": "Taux de marque ajouté au coût",
    "mc.multiplier-ht": "Coefficient HT donné pour le coefficient TTC",
    "mc.floor-points": "Taux de marque soustraits pour trouver la remise",
    "mc.disc-margin-same": "Baisse de marge prise pour la remise",
    "mc.volume-same": "Volume à retrouver pris pour la remise",
    "mc.gesture-ca": "Chiffre d’affaires à refaire pris pour le geste",
    "mc.be-ca-fixed": "Charges fixes divisées par le taux de charges variables",
    "mc.be-margin": "Taux de marque d’un produit pris pour le taux de marge sur coût variable",
    "mc.be-down": "Quantité du seuil arrondie au-dessous",
    "mc.be-linear": "Date à rythme régulier pour une activité saisonnière",
    "mc.be-direct": "Charges directes seules couvertes par le seuil",
    "mc.be-target-add": "Résultat visé ajouté au seuil",
    "mc.safety-base": "Marge de sécurité rapportée au seuil",
    "mc.leverage-inverse": "Levier inversé",
    "mc.dso-ht": "Créances TTC rapportées à un chiffre d’affaires HT",
    "mc.dso-365": "Délai de règlement compté sur 365 jours",
    "mc.due-eom": "Autre lecture de « fin de mois »",
    "mc.aged-from-issue": "Ancienneté comptée depuis la facture",
    "mc.credit-ht": "Commande comptée HT dans l’encours",
    "mc.late-ht": "Pénalités calculées sur le HT",
    "mc.late-360": "Pénalités de retard comptées sur 360 jours",
    "mc.late-no40": "Indemnité de 40 € oubliée ou majorée de TVA",
    "mc.rest-elapsed": "Reste à faire divisé par les mois écoulés",
    "mc.rest-plan": "Objectif réparti sur toute l’année",
    "mc.achieve-gap": "Écart en % donné pour le taux de réalisation",
    "mc.achieve-inverse": "Taux de réalisation inversé",
    "mc.freed-share": "Pourcentage pris sur les seules heures administratives",
    "mc.conv-mixed": "Nombre et valeur confondus",
    "mc.ret-new": "Nouveaux clients comptés dans la fidélisation",
    "mc.share-rel": "Part relative inversée",
    "mc.pipe-raw": "Affaires en cours non pondérées",
    "mc.roi-ca": "Chiffre d’affaires pris pour un gain",
    "mc.mail-sent": "Taux rapporté aux messages envoyés",
    "mc.abc-clients": "Classe A coupée sur le nombre de clients",
    "mc.trend-raw": "Tendance tracée sans désaisonnaliser",
    "mc.var-price-plan": "Écart sur prix mesuré sur les quantités prévues",
    "mc.var-sign": "Écart de signe inversé",
    "mc.var-nomix": "Volume et mix confondus",
    "mc.var-on-sales": "Écart sur le chiffre d’affaires donné pour la marge",
    "mc.vsd-always": "Même économie à toutes les charges",
    "mc.payback-gross": "Prix entier pris pour le surcoût",
    "mc.air-add": "Fuites et réserve additionnées",
    "mc.air-peak": "Taux d’emploi oublié",
    "mc.unit-flow": "Unités de débit mélangées",
    "mc.dryer-nominal": "Débit du sécheur non corrigé",
    "mc.co2-km": "Facteur ou distance du CO₂ erroné",
    "mc.margin-eco": "Éco-contribution comptée dans le chiffre d’affaires",
}


def slip(name: str, value: Answer, message: str) -> Slip:
    """Make the slip ``mc.<name>``, its message set in French typography.

    Raises KeyError for a mistake that the catalogue does not know.

    >>> slip("pct-sum", Decimal("0.02"), "Les hausses se multiplient.").id
    'mc.pct-sum'
    """
    identifier = f"mc.{name}"
    if identifier not in CATALOGUE:
        raise KeyError(f"{identifier} is not in the catalogue of mistakes")
    return Slip(identifier, value, french.typeset(message))


def near(given: Answer, value: Answer, tolerance: Number) -> bool:
    """Tell whether two answers are the same: within ``tolerance`` for numbers, and that many days for dates.

    >>> near(Decimal("12.004"), Decimal(12), Decimal("0.01"))
    True
    """
    if isinstance(given, Decimal | int) and isinstance(value, Decimal | int):
        return abs(given - value) <= tolerance
    if isinstance(given, date) and isinstance(value, date):
        return abs((given - value).days) <= tolerance
    return given == value


def made(slips: Iterable[Slip], given: Answer, right: Answer, tolerance: Number = 0) -> Slip | None:
    """Find the first mistake that leads to ``given``; None when it is right or no known mistake.

    >>> made([slip("pct-sum", Decimal("0.02"), "…")], Decimal("0.02"), Decimal("0.0176")).id
    'mc.pct-sum'
    """
    if near(given, right, tolerance):
        return None
    return next((slip for slip in slips if near(given, slip.value, tolerance)), None)
