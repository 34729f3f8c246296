"""The tables of the policy that a rule in one sentence cannot hold: season, hours, gestures, points."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ntc.case import Case
from ntc.french import MONTHS, euros, hour_in_words, number, percent
from ntc.reference.sheet import Sheet

_GESTURES = {
    "credit_note": "Avoir",
    "next_order": "Remise sur la prochaine commande",
    "leak_audit": "Audit de fuites offert",
    "warranty": "Garantie prolongée de six mois",
    "kit": "Kit d’entretien offert",
    "travel": "Déplacement offert",
}
_BASES = {"amount": "du montant accordé", "machine": "du prix de la machine"}


def season(case: Case) -> Sheet:
    """Weights of the months (« coefficients saisonniers »): 1 is an average month, all add up to 12."""
    weights = case.policy["season"]["weights"]
    rows = [
        (month.capitalize(), number(Decimal(weight), 2))
        for month, weight in zip(MONTHS, weights, strict=True)
    ]
    half = len(rows) // 2
    return Sheet(
        "La saison : poids de chaque mois",
        ("Mois", "Coefficient", "Mois", "Coefficient"),
        [(*first, *second) for first, second in zip(rows[:half], rows[half:], strict=True)],
    )


def call_hours(case: Case) -> Sheet:
    """The segments of the sector, what they need, and when they answer the telephone (R19)."""
    return Sheet(
        "R19 : nos segments et leurs heures d’appel",
        ("Segment", "Codes NAF", "Besoin", "Part des clients", "Heures d’appel"),
        [
            (
                row.label.capitalize(),
                row.naf,
                row.need,
                f"{number(row.client_share_pct)} %",
                " et ".join(
                    f"{hour_in_words(start)} à {hour_in_words(end)}"
                    for start, end in ((row.call_from, row.call_to), (row.call_from2, row.call_to2))
                    if start
                ),
            )
            for row in case.segments
        ],
    )


def gestures(case: Case) -> Sheet:
    """The menu of gestures (R18): what each is worth to the client and costs the house."""
    return Sheet(
        "R18 : ce que vaut un geste, ce qu’il coûte",
        ("Geste", "Valeur pour le client", "Coût pour nous"),
        [(_GESTURES[item["id"]], *_worth(item, case)) for item in case.policy["gesture_menu"]["items"]],
    )


def tender_points(case: Case) -> Sheet:
    """The points of a call for tenders (R25), criterion by criterion."""
    rule = case.policy["tender"]
    weights = rule["weights"]
    fit = f"{number(rule['fit_points'])} points par point d’adéquation, notée sur 5"
    days, whole = (lambda value: f"{number(value)} jours"), number
    return Sheet(
        "R25 : les points d’un appel d’offres",
        ("Critère", "Points au plus", "Comment ils se comptent"),
        [
            ("Adéquation à notre offre", number(weights["fit"]), fit),
            ("Jours restants avant la réponse", number(weights["deadline"]), _steps(rule["deadline"], days)),
            ("Références semblables", number(weights["references"]), _steps(rule["references"], whole)),
            ("Taux de marque attendu", number(weights["margin"]), _steps(rule["margin"], _rate)),
            ("Concurrents attendus", number(weights["competition"]), _steps(rule["rivals"], whole)),
        ],
    )


def prospect_points(case: Case) -> Sheet:
    """The grid that ranks prospects for a visit: points in proportion, up to the weight of each criterion."""
    grid = case.policy["prospect_grid"]
    rows = (
        ("Potentiel annuel estimé", "potential", euros(grid["potential"]["full"], 0), "0 €"),
        (
            "Âge du matériel",
            "equipment_age",
            f"{number(grid['equipment_age']['full'])} ans",
            "inconnu ou neuf",
        ),
        (
            "Échéance du projet",
            "project_months",
            "tout de suite",
            f"{number(grid['project_months']['none'])} mois, ou inconnue",
        ),
        ("Distance du siège", "distance_km", "0 km", f"{number(grid['distance_km']['none'])} km"),
    )
    return Sheet(
        "Classer les prospects à visiter : la grille, en proportion entre les deux bornes",
        ("Critère", "Points au plus", "Tous les points", "Aucun point"),
        [(label, number(grid[key]["weight"]), full, none) for label, key, full, none in rows],
    )


def _steps(scale: Sequence[Mapping[str, Any]], write: Callable[[Any], str]) -> str:
    """« 20 à partir de 25 jours, 14 à partir de 15 jours, 0 en dessous »."""
    *steps, last = scale
    parts = [f"{number(step['points'])} à partir de {write(step['from'])}" for step in steps]
    return f"{', '.join(parts)}, {number(last['points'])} en dessous"


def _worth(item: Mapping[str, Any], case: Case) -> tuple[str, str]:
    """What a gesture is worth and costs: one that we sell is worth what its client would have paid."""
    if item["base"] == "catalogue":
        [sold] = [row for row in case.products if row.sku == item["sku"]]
        return euros(sold.price, 0), euros(sold.cost, 0)
    worth, cost = (f"{_rate(item[name])} {_BASES[item['base']]}" for name in ("value", "cost"))
    return worth, cost


def _rate(rate: Decimal) -> str:
    return percent(rate, 0 if rate * 100 == int(rate * 100) else 1)
