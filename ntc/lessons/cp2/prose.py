"""The figures of the case that the prose of CP2 names.

Names are French: an instructor types them. What an exercise asks for is never among them.
"""

from collections import Counter
from typing import Any

from ntc.case import Case, measures
from ntc.french import (
    MONTHS,
    count,
    day_in_full,
    day_in_words,
    euros,
    half_up,
    listing,
    number,
    percent,
    typeset,
)
from ntc.lessons.company import after, names
from ntc.lessons.cp2 import plans, worked
from ntc.lessons.cp2.accounts import classes
from ntc.lessons.cp2.worked import YEAR

_CRITERIA = {
    "potential": "potentiel",
    "equipment_age": "age",
    "project_months": "projet",
    "distance_km": "distance",
}
_NEW_CLIENTS = ("nouveau client", "nouveaux clients")


def prose(case: Case) -> dict[str, str]:
    """Every figure that prose may name, written in French."""
    return {
        **names(case),
        **after(case, "de-predecesseur", "que-predecesseur"),
        **_wall(case),
        **_funnel(case),
        **_grid(case),
        **_week(case),
        **_road(case),
        **_file(case),
    }


def _wall(case: Case) -> dict[str, str]:
    company, means = case.company, case.policy["action_plan"]
    capacity, letters = case.policy["capacity"], Counter(classes(case).values())
    return {
        "objectif-2026": euros(company.objective_2026, 0),
        "capacite-visites": number(company.visit_capacity),
        "visites-prospects": number(company.prospect_visits),
        "semaines": number(capacity["weeks"]),
        "visites-semaine": number(capacity["visits_a_week"]),
        "budget-actions": euros(means["budget"], 0),
        "jours-plan": count(means["days"], "jour"),
        "nouveaux-2026": count(company.new_clients_2026, *_NEW_CLIENTS),
        "plancher-nouveaux": count(plans.floor(case), *_NEW_CLIENTS),
        **{f"comptes-{letter.lower()}": number(many) for letter, many in letters.items()},
        "reste-fort": euros(case.policy["classes"]["strong_room"], 0),
        **_rules(case),
    }


def _rules(case: Case) -> dict[str, str]:
    """The bounds of the house that a plan keeps to."""
    rule, block = case.policy["visits"], case.policy["block"]
    means = case.policy["action_plan"]
    return {
        **{f"rythme-{letter}": "de {} à {}".format(*map(number, rule[letter])) for letter in "abc"},
        "bloque-montant": euros(block["above_ttc"], 0),
        "bloque-jours": count(block["overdue_days"], "jour"),
        "remise-permise": percent(case.policy["discount_authority"]["equipment"]["seller"], 0),
        "cadeau-permis": euros(case.policy["ethics"]["gift_a_year"], 0),
        "jours-mois": number(means["days_a_month"]),
        "mois-ferme": MONTHS[means["closed_month"] - 1],
    }


def _funnel(case: Case) -> dict[str, str]:
    known = worked.funnel(case)
    newcomers = count(known.newcomers, *_NEW_CLIENTS)
    # As it is shown: whoever takes their calculator to it finds what stands after it.
    rate = half_up(known.conversion, 4)
    return {
        "objectif-2025": euros(case.company.objective_2025, 0),
        "ca-2024": euros(measures.sales(case, YEAR), 0),
        "ca-ordinaire-2024": euros(measures.ordinary_sales(case, YEAR), 0),
        "commande-exceptionnelle": euros(measures.exceptional_order(case, YEAR).net_ht, 0),
        "hausse-2025": euros(known.rise, 0),
        "nouveaux-2024": newcomers,
        "nouveaux-2024-nu": number(known.newcomers),
        "ca-nouveaux-2024": euros(known.newcomers_sales, 0),
        "moyenne-2024": euros(known.mean, 0),
        "reste-2025": euros(known.rest, 0),
        "transformation-2024": percent(rate, 2),
        "taux-rdv": percent(known.meeting_rate, 0),
        "devis-brut": number(known.newcomers / rate, 1),
        "devis-exemple": count(known.quotes, "devis", "devis"),
        "devis-nu": number(known.quotes),
        "rdv-brut": number(known.quotes / known.meeting_rate, 1),
        "rdv-exemple": count(known.meetings, "rendez-vous", "rendez-vous"),
    }


def _grid(case: Case) -> dict[str, str]:
    ranked, one = worked.grid(case), worked.example_prospect(case)
    rule = case.policy["prospect_grid"]
    record, town = one.prospect, worked.town(case, one.prospect.town_id)
    return {
        "nombre-prospects": number(len(ranked)),
        "cibles": number(plans.targets(case)),
        "base": case.policy["tour"]["home"],
        **{f"poids-{_CRITERIA[name]}": number(rule[name]["weight"]) for name in _CRITERIA},
        "plein-potentiel": euros(rule["potential"]["full"], 0),
        "plein-potentiel-nu": number(rule["potential"]["full"]),
        "plein-age": count(rule["equipment_age"]["full"], "an"),
        "plein-age-nu": number(rule["equipment_age"]["full"]),
        "rien-projet": f"{number(rule['project_months']['none'])} mois",
        "rien-projet-nu": number(rule["project_months"]["none"]),
        "rien-distance": typeset(f"{number(rule['distance_km']['none'])} km"),
        "rien-distance-nu": number(rule["distance_km"]["none"]),
        "exemple-prospect": record.name,
        "exemple-ville": town.name,
        "exemple-potentiel": euros(record.est_potential, 0),
        "exemple-potentiel-nu": number(record.est_potential, 0),
        "exemple-age": count(record.equipment_age, "an"),
        "exemple-age-nu": number(record.equipment_age),
        "exemple-projet": f"dans {number(record.project_horizon_months)} mois",
        "exemple-projet-nu": number(record.project_horizon_months),
        "exemple-distance": _km(one.km),
        "exemple-distance-nu": number(one.km, 1),
        **{f"exemple-points-{_CRITERIA[name]}": number(points, 2) for name, points in one.points.items()},
        "exemple-points": number(one.score, 2),
        "exemple-rang": f"{number(ranked.index(one) + 1)}e",
    }


def _week(case: Case) -> dict[str, str]:
    rule = case.policy["week"]
    return {"part-papier": percent(rule["admin_max"], 0), "part-reserve": percent(rule["reserve_min"], 0)}


def _road(case: Case) -> dict[str, str]:
    rule, known, found = case.policy["tour"], case.policy["co2"], worked.merged_days(case)
    litres, co2 = worked.spared(case)
    minutes = worked.drive(case, found.order).minutes
    tour = next(row for row in case.tours if row.tour_id == plans.TOUR)
    return {
        "jour-un": day_in_words(found.days[0]),
        "jour-deux": day_in_words(found.days[1]),
        "portes-un": _towns(found.done[0]),
        "portes-deux": _towns(found.done[1]),
        "km-fait": _km(found.done_km),
        "km-boucle": _km(found.km),
        "km-gagnes": _km(found.spared),
        "volant-boucle": f"{minutes // 60} h {minutes % 60:02}",
        "conso": f"{number(known['litres_100km'], 1)} litres",
        "conso-formee": f"{number(known['litres_100km_trained'], 1)} litres",
        "facteur": f"{number(known['kg_a_litre'], 2)} kg",
        "litres-gagnes": f"{number(litres, 1)} litres",
        "co2-gagnes": typeset(f"{number(co2, 1)} kg de CO₂e"),
        "km-visite-vise": typeset(f"{number(rule['km_a_visit'])} km"),
        "jour-tournee": day_in_full(tour.day),
        "depart": _hour(tour.out),
        "retour": _hour(tour.back_by),
        "dejeuner": count(tour.lunch_minutes, "minute"),
        "volant-permis": count(rule["driving_hours"], "heure"),
    }


def _file(case: Case) -> dict[str, str]:
    made, few = worked.december_quotes(case)
    return {
        "devis-decembre": number(made),
        "devis-peu-relances": number(few),
        "compte-visite": plans.visited(case).name,
    }


def _towns(towns: tuple[Any, ...]) -> str:
    return listing([town.name for town in towns])


def _km(length: Any) -> str:
    return typeset(f"{number(length, 1)} km")


def _hour(value: Any) -> str:
    return typeset(f"{value.hour} heures")
