"""The figures of the house that its page names: the policy R01 to R30, and the company of this case."""

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from typing import Any

from ntc.case import Case
from ntc.french import day, euros, hour_in_words, number, percent


def prose(case: Case) -> dict[str, str]:
    """Every figure of the company's page, written in French."""
    return {**_company(case), **_prices(case.policy), **_payment(case.policy), **_action(case.policy)}


def _company(case: Case) -> dict[str, str]:
    company, known = case.company, case.policy["company"]
    return {
        "entreprise": company.name,
        "secteur": company.sector,
        "effectif": number(known["people"]),
        "ca-entreprise": euros(known["ca"], 0),
        "naf": known["naf"],
        "siege": known["town"],
        "agence-1": known["agencies"][0],
        "agence-2": known["agencies"][1],
        "capacite-visites": number(company.visit_capacity),
        "visites-prospects": number(company.prospect_visits),
        "date-du-jour": day(company.story_date),
        "cloture": day(company.closing),
        "objectif-2026": euros(company.objective_2026, 0),
        "nouveaux-clients": number(company.new_clients_2026),
        "objectif-marge": euros(company.margin_objective, 0),
        "villes-secteur": number(sum(town.sector == "S2" for town in case.towns)),
    }


def _prices(policy: Mapping[str, Any]) -> dict[str, str]:
    authority, floor, gesture = policy["discount_authority"], policy["margin_floor"], policy["gesture"]
    families = {"equipements": "equipment", "pieces": "parts", "services": "services"}
    levels = {"vendeur": "seller", "chef": "sales_manager", "directeur": "director"}
    floors = {
        key.replace(" et ", "-").translate(_PLAIN): key
        for key in floor
        if key not in ("rule", "quote", "exempt")
    }
    tiers = policy["loyalty"]["tiers"]
    slices = policy["rebate"]["slices"]
    return {
        "tva": _percent(policy["vat"]["rate"]),
        "tva-repas": _percent(policy["vat"]["meals"]),
        "tva-livres": _percent(policy["vat"]["books"]),
        **{
            f"remise-{family}-{level}": _percent(authority[families[family]][levels[level]])
            for family in families
            for level in levels
        },
        **{f"marque-{slug}": _percent(floor[key]) for slug, key in floors.items()},
        "marque-devis": _percent(floor["quote"]),
        **{f"palier-{tier['tier'].lower()}": _percent(tier["rate"]) for tier in tiers},
        **{
            f"palier-{tier['tier'].lower()}-max": euros(tier["below"], 0) for tier in tiers if "below" in tier
        },
        "ristourne-retard": number(policy["rebate"]["overdue_days"]),
        "ristourne-seuil-1": euros(slices[0]["from"], 0),
        "ristourne-seuil-2": euros(slices[1]["from"], 0),
        "ristourne-taux-1": _percent(slices[0]["rate"]),
        "ristourne-taux-2": _percent(slices[1]["rate"]),
        "geste-vendeur-taux": _percent(gesture["seller"]["rate"]),
        "geste-vendeur": euros(gesture["seller"]["amount"], 0),
        "geste-chef-taux": _percent(gesture["sales_manager"]["rate"]),
        "geste-chef": euros(gesture["sales_manager"]["amount"], 0),
        "geste-relationnel": euros(gesture["relational"], 0),
    }


def _payment(policy: Mapping[str, Any]) -> dict[str, str]:
    terms, late, block = policy["terms"], policy["late"], policy["block"]
    stages = [_percent(stage) for stage in terms["stages"]]
    return {
        "acompte": _percent(terms["first_order_deposit"]),
        "delai": number(terms["days"]),
        "delai-fin-de-mois": number(terms["end_of_month_days"]),
        "echelonne-seuil": euros(terms["stages_above"], 0),
        **{f"echelonne-{rank}": stage for rank, stage in enumerate(stages, 1)},
        "escompte": _percent(policy["cash_discount"]["rate"]),
        "escompte-jours": number(policy["cash_discount"]["days"]),
        "penalites": percent(late["rate"]),
        "indemnite": euros(late["fixed"], 0),
        "annee-jours": number(policy["company"]["year_days"]),
        "annee-dso": number(policy["company"]["dso_days"]),
        "depassement": _percent(policy["credit"]["excess_sales_manager"]),
        "blocage": euros(block["above_ttc"], 0),
        "blocage-jours": number(block["overdue_days"]),
        "suivi-accuse": number(policy["follow"]["acknowledge_days"]),
        "suivi-date": number(policy["follow"]["reconfirm_days"]),
        "suivi-appel": number(policy["follow"]["call_after_days"]),
        "relance-1": number(policy["dunning"]["first"]),
        "relance-2": number(policy["dunning"]["second"]),
        "mise-en-demeure": number(policy["dunning"]["notice"]),
    }


def _between(least: int, most: int) -> str:
    """Two bounds as one says them: 6 à 8, 0 ou 1."""
    return f"{number(least)} {'ou' if most - least == 1 else 'à'} {number(most)}"


def _action(policy: Mapping[str, Any]) -> dict[str, str]:
    classes, visits, tour, co2 = policy["classes"], policy["visits"], policy["tour"], policy["co2"]
    dormant, complaint, lead, quote = policy["dormant"], policy["complaint"], policy["lead"], policy["quote"]
    scores = {"adequation": "fit", "delai": "deadline", "references": "references", "marge": "margin"}
    slices = policy["bonus"]["slices"]
    return {
        "classe-a": _percent(classes["a"]),
        "classe-b": _percent(classes["b"]),
        "potentiel-fort": euros(classes["strong_room"], 0),
        **{f"visites-{key}": _between(*visits[key]) for key in ("a", "b", "c")},
        "visio-km": number(visits["video_km"]),
        "visio-ca": euros(visits["video_ca"], 0),
        "prospect-chaud": number(visits["hot_prospect_days"]),
        "part-prospects": _percent(policy["capacity"]["prospects"]),
        **_hours(policy),
        "semaines": number(policy["capacity"]["weeks"]),
        "visites-semaine": number(policy["capacity"]["visits_a_week"]),
        "dormant-mois": number(dormant["months"]),
        "perdu-mois": number(dormant["lost_months"]),
        "dormant-appel": number(dormant["call_days"]),
        "dormant-courriel": number(dormant["mail_days_later"]),
        "dormant-visite": euros(dormant["visit_potential"], 0),
        "dormant-contacts": number(dormant["contacts_a_half_year"]),
        "dormant-commande": euros(dormant["offer_order"], 0),
        "dormant-offre": number(dormant["offer_days"]),
        "reclamation-accuse": number(complaint["acknowledge_days"]),
        "reclamation-diagnostic": number(complaint["diagnosis_days"]),
        "reclamation-proposition": number(complaint["proposal_days"]),
        "reclamation-cloture": number(complaint["closed_days"]),
        "reclamation-rappel": number(complaint["call_after_days"]),
        "opposition-mois": number(policy["optout"]["months"]),
        "contact-heures": number(lead["first_call_hours"]),
        "salon-jours": number(lead["fair_days"]),
        "appel-offres-heures": number(lead["tender_hours"]),
        "devis-jours": number(lead["quote_days"]),
        "devis-jours-etude": number(lead["quote_days_study"]),
        "devis-validite": number(quote["valid_days"]),
        "devis-etude": euros(quote["study_above"], 0),
        "relances": ", ".join(f"J+{days}" for days in quote["followups"]),
        "conduite": number(tour["driving_hours"]),
        "repas-minutes": number(tour["lunch_minutes"]),
        "repas-debut": hour_in_words(time.fromisoformat(tour["lunch"][0])),
        "repas-fin": hour_in_words(time.fromisoformat(tour["lunch"][1])),
        **{f"duree-{key}": number(minutes) for key, minutes in tour["visit_minutes"].items()},
        "km-visite": number(tour["km_a_visit"]),
        "conso": number(co2["litres_100km"], 1),
        "conso-formee": number(co2["litres_100km_trained"], 1),
        "carburant": euros(co2["litre"]),
        "co2-litre": number(co2["kg_a_litre"], 2),
        "cout-km": euros(co2["cost_km"]),
        **{f"note-{name}": number(policy["tender"]["weights"][key]) for name, key in scores.items()},
        "note-concurrence": number(policy["tender"]["weights"]["competition"]),
        "note-repondre": number(policy["tender"]["go"]),
        "certificats": ", ".join(policy["tender"]["certificates"]),
        "appel-offres-jours": number(policy["tender"]["eliminatory_days"]),
        "prospects-retenus": number(policy["prospect_grid"]["retained"]),
        "cadeau": euros(policy["ethics"]["gift_a_year"], 0),
        "prime-seuil-1": _percent(slices[1]["from"]),
        "prime-seuil-2": _percent(slices[2]["from"]),
        **{f"prime-taux-{rank}": _percent(part["rate"]) for rank, part in enumerate(slices, 1)},
    }


def _hours(policy: Mapping[str, Any]) -> dict[str, str]:
    calls, tour = policy["call_hours"], policy["tour"]
    ((noon, two),) = calls["never"]
    hours = {
        "appel-debut": calls["from"],
        "appel-fin": calls["to"],
        "appel-vendredi": calls["friday_to"],
        "pause-debut": noon,
        "pause-fin": two,
        "depart": tour["out"],
        "retour": tour["back"],
    }
    return {name: hour_in_words(time.fromisoformat(text)) for name, text in hours.items()}


_PLAIN = str.maketrans("éèêàâôç ", "eeeaaoc-")


def _percent(rate: Decimal) -> str:
    """Write a rate of the policy with no more decimals than it has."""
    places = max(0, -(rate * 100).normalize().as_tuple().exponent)
    return percent(rate, places)
