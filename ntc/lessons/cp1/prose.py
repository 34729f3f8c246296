"""The figures and the words of documents that the prose of CP1 names.

Names are French: an instructor types them. What an exercise asks for is never among them.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from ntc.calc.activity import penetration
from ntc.calc.percent import growth
from ntc.case import Case, measures
from ntc.french import count, day_in_words, euros, number, of, percent, typeset
from ntc.lessons.company import after, inside, names
from ntc.lessons.cp1 import worked
from ntc.lessons.cp1.worked import EXPIRED, FIRST, LAST, YEAR

_NEXT_PASS = timedelta(weeks=4)
_MILLION = 1_000_000


def prose(case: Case) -> dict[str, str]:
    """Every figure that prose may name, written in French."""
    return {
        **_company(case),
        **after(case, "de-predecesseur"),
        **_folder(case),
        **_indices(case),
        **_judged(case),
        **_market(case),
        **_rival(case),
        **_tender(case),
        **_watch(case),
    }


def _company(case: Case) -> dict[str, str]:
    known = names(case)
    head = known["le-chef"]
    return {
        **known,
        "le-chef-majuscule": head[0].upper() + head[1:],
        "objectif-2026": euros(case.company.objective_2026, 0),
    }


def _folder(case: Case) -> dict[str, str]:
    """The two sheets on top of the folder (« pièces 1 et 2 »)."""
    article, survey = worked.old_article(case), worked.survey(case)
    return {
        **_sheet(article, "article"),
        **_sheet(survey, "etude"),
        "chiffre-article": worked.money(article.text),
        "chiffre-etude": worked.money(survey.text),
        "croissance": percent(growth(worked.market(case, YEAR), worked.market(case, LAST)), 1),
    }


def _sheet(document: Any, name: str) -> dict[str, str]:
    return {
        f"titre-{name}": document.title,
        f"editeur-{name}": document.publisher,
        f"date-{name}": day_in_words(document.date),
        f"texte-{name}": document.text,
        f"auteur-{name}": document.author or "non signé",
        f"de-auteur-{name}": of(document.author) if document.author else "non signé",
    }


def _indices(case: Case) -> dict[str, str]:
    power, steel = worked.electricity(case), worked.steel(case)
    return {
        **_sheet(worked.electricity_article(case), "elec"),
        "elec-d24": number(power.before, 1),
        "elec-d25": number(power.after, 1),
        "elec-decembre": percent(power.of_months, 1),
        "elec-m24": number(power.mean_before, 2),
        "elec-m25": number(power.mean_after, 2),
        "elec-moyenne": percent(power.of_years, 1, signed=True),
        "acier-d24": number(steel.before, 1),
        "acier-d25": number(steel.after, 1),
        "acier-points": number(steel.after - steel.before, 1, signed=True),
        "acier-evolution": percent(steel.of_months, 1, signed=True),
    }


def _judged(case: Case) -> dict[str, str]:
    """The note and the review that are judged aloud."""
    review = worked.judged_review(case)
    return {
        **_sheet(worked.judged_note(case), "note"),
        "societe-avis": review.company,
        "etoiles-avis": f"{count(review.stars, 'étoile')} sur 5",
        "date-avis": day_in_words(review.date),
        "texte-avis": review.text,
    }


def _market(case: Case) -> dict[str, str]:
    first, last = worked.market(case, FIRST), worked.market(case, LAST)
    served, doors = len(measures.clients(case, YEAR)), worked.establishments(case, YEAR)
    rate, ratio = worked.market_growth(case), last / first
    whole, ordinary = worked.shares(case)
    return {
        "marche-2022": _millions(first),
        "marche-2024": _millions(worked.market(case, YEAR)),
        "marche-2025": _millions(last),
        "marche-2022-nu": number(first / _MILLION, 3),
        "marche-2025-nu": number(last / _MILLION, 3),
        "marche-coef": number(ratio, 4),
        "marche-racine": number(1 + rate, 4),
        "tcam": percent(rate, 2),
        "tcam-divise": percent((ratio - 1) / (LAST - FIRST), 2),
        "ca-2024": euros(measures.sales(case, YEAR), 0),
        "part-2024": percent(whole, 2),
        "part-2024-ordinaire": percent(ordinary, 2),
        "commande-exceptionnelle": euros(measures.exceptional_order(case, YEAR).net_ht, 0),
        "clients-2024": count(served, "client"),
        "etablissements-2024": count(doors, "établissement"),
        "penetration-2024": percent(penetration(served, doors), 1),
        "part-leader": percent(worked.leader_share(case), 0),
    }


def _rival(case: Case) -> dict[str, str]:
    rival = worked.example_rival(case)
    return {
        "rival": rival.name,
        "rival-indice": number(rival.index, 1),
        "rival-indice-six": number(worked.mean_ratio(rival.offers), 1),
        **{f"ecartee-{rank}": _left(offer) for rank, offer in enumerate(rival.left, 1)},
    }


def _left(offer: worked.Offer) -> str:
    """An offer that is left out, and why: « audit énergie (propos d'un livreur : sans écrit) »."""
    why = f"valable jusqu’au {day_in_words(offer.until)}" if offer.fault == EXPIRED else inside(offer.source)
    return typeset(f"{inside(offer.product)} ({why} : {offer.fault})")


def _tender(case: Case) -> dict[str, str]:
    rule, tender = case.policy["tender"], worked.example_tender(case)
    points_won = worked.tender_points(case, tender)
    return {
        "note-repondre": number(rule["go"]),
        "jours-appel": number(rule["eliminatory_days"]),
        "heures-appel": f"{number(case.policy['lead']['tender_hours'])} heures",
        "certificats": ", ".join(rule["certificates"]),
        "ao-acheteur": tender.buyer,
        "ao-objet": tender.object,
        "ao-montant": f"{euros(tender.est_amount, 0)} HT",
        "ao-limite": day_in_words(tender.deadline),
        "ao-adequation": number(tender.fit),
        "ao-jours": count(worked.days_left(case, tender), "jour"),
        "ao-references": number(tender.references),
        "ao-marque": percent(tender.margin_rate, 1),
        "ao-rivaux": number(tender.rivals),
        "ao-visite": _visit(case, tender),
        "ao-certificats": tender.certificates or "aucun",
        "ao-points-adequation": number(points_won["fit"]),
        "ao-points-jours": number(points_won["deadline"]),
        "ao-points-references": number(points_won["references"]),
        "ao-points-marque": number(points_won["margin"]),
        "ao-points-rivaux": number(points_won["rivals"]),
        "ao-total": number(sum(points_won.values())),
    }


def _visit(case: Case, tender: Any) -> str:
    if tender.visit_date is None:
        return "aucune n’est exigée"
    when = day_in_words(tender.visit_date)
    return f"faite le {when}" if tender.visit_date < case.company.story_date else f"le {when}, à venir"


def _watch(case: Case) -> dict[str, str]:
    return {
        "minutes-mois": number(case.policy["watch"]["minutes"]),
        "minutes-confiees": number(case.policy["watch"]["delegated"]),
        "budget-veille": euros(case.policy["watch"]["budget"], 0),
        "prochain-passage": day_in_words(case.company.story_date + _NEXT_PASS),
    }


def _millions(amount: Decimal) -> str:
    return typeset(f"{number(amount / _MILLION, 3)} M€")
