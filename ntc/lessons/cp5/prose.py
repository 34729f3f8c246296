"""The figures that the prose of CP5 names.

Names are French: an instructor types them. What an exercise asks for is never among them.
"""

from decimal import Decimal
from typing import Any

from ntc.case import Case, people
from ntc.french import (
    MONTHS,
    WEEKDAYS,
    count,
    day_in_full,
    day_in_words,
    euros,
    hour_in_words,
    number,
    percent,
    typeset,
)
from ntc.lessons.company import after, inside, names
from ntc.lessons.cp5 import plans, worked
from ntc.lessons.cp5.hours import calls
from ntc.reference import house

_CALLER = "Télévendeur"
# What a hurried hand writes without its accent, at the head of a name.
_ACCENTED = {"Ets": "Établissements", "Etablissements": "Établissements", "Ebenisterie": "Ébénisterie"}


def prose(case: Case) -> dict[str, str]:
    """Every figure that prose may name, written in French."""
    return {
        **house.prose(case),
        **names(case),
        **after(case, "de-chef-des-ventes"),
        **_last_year(case),
        **_switchboard(case),
        **_histories(case),
        **_barred(case),
        **_services(case),
        **_brief(case),
        **_score(case),
        **_leads(case),
        **_campaigns(case),
        **_days(case),
        **_first_contact(case),
    }


def _last_year(case: Case) -> dict[str, str]:
    made = calls(case)
    return {
        "televendeur": people.holder(case, _CALLER),
        "appels": number(len(made)),
        "comptes-appeles": number(len({one.row.account_id for one in made})),
    }


def _switchboard(case: Case) -> dict[str, str]:
    """The firm of the first scene, and when one will call it again."""
    found = worked.switchboard(case)
    return {
        "standard": _spoken(found.account.name),
        "standard-appels": count(len(found.calls), "fois", "fois"),
        "standard-demain": f"{WEEKDAYS[found.next_day.weekday()]} {day_in_words(found.next_day)}",
        "standard-heure": hour_in_words(found.next_hour),
    }


def _histories(case: Case) -> dict[str, str]:
    pairs = enumerate(worked.histories(case), 1)
    return {
        name: text
        for rank, one in pairs
        for name, text in (
            (f"histoire-{rank}", _spoken(one.account.name)),
            (f"histoire-{rank}-accroche", typeset(one.won.row.opening)),
        )
    }


def _barred(case: Case) -> dict[str, str]:
    """What stopped at the switchboard: over the year, then in the two months farthest apart."""
    year, months = worked.all_barred(case), worked.barred(case)
    said = {
        "barrage-non-joints": number(year.missed),
        "barrage-nombre": number(year.barred),
        "barrage-taux": percent(year.rate, 1),
        "barrage-tous": percent(Decimal(year.barred) / len(calls(case)), 1),
    }
    for name, month in zip(("haut", "bas"), worked.extremes(case), strict=True):
        one = months[month]
        said |= {
            f"barrage-{name}-mois": MONTHS[month - 1],
            f"barrage-{name}-taux": percent(one.rate, 1),
            f"barrage-{name}-n": number(one.missed),
            f"barrage-{name}-marge": number(one.margin * 100, 0),
        }
    return said


def _services(case: Case) -> dict[str, str]:
    above = worked.above_the_line(case)
    return {
        "services-nombre": count(above, "segment"),
        "services-tous": number(len(worked.services(case))),
    }


def _brief(case: Case) -> dict[str, str]:
    rule = case.policy["call_brief"]
    least, most = rule["employees"]
    return {
        "brief-metiers": plans.brief(case),
        "brief-de": number(least),
        "brief-a": number(most),
        "brief-refus": number(rule["refusal_months"]),
    }


def _score(case: Case) -> dict[str, str]:
    rule = case.policy["lead_score"]
    return {
        "score-echeance-points": number(rule["deadline"]["points"]),
        "score-echeance-mois": number(rule["deadline"]["months"]),
        "score-budget": number(rule["budget"]),
        "score-decideur": number(rule["decider"]),
        "score-chaud": number(rule["hot"]),
        "score-tiede": number(rule["warm"]),
    }


def _leads(case: Case) -> dict[str, str]:
    in_time, late = worked.leads(case)
    return {
        "leads-vite": number(in_time.received),
        "leads-vite-taux": percent(in_time.rate, 0),
        "leads-tard": number(late.received),
        "leads-tard-taux": percent(late.rate, 0),
    }


def _campaigns(case: Case) -> dict[str, str]:
    """The two that are worked through, the name of the one most opened, and how the house decides."""
    webinar, network = worked.webinar(case), worked.network(case)
    limit = Decimal(str(case.policy["campaign"]["mended_from"]))
    rates = webinar.rates
    return {
        "web-nom": typeset(webinar.row.label),
        "web-envois": number(webinar.row.sent),
        "web-remis": number(webinar.row.delivered),
        "web-ouvertures": number(webinar.row.opens),
        "web-clics": number(webinar.row.clicks),
        "web-ouverture": percent(rates.opening, 1),
        "web-clic": percent(rates.click, 1),
        "web-reactivite": percent(rates.reactivity, 1),
        "reseau-nom": typeset(network.row.label),
        "reseau-cout": euros(network.row.cost, 0),
        "reseau-contacts": count(network.row.leads, "contact"),
        "reseau-par-contact": euros(network.a_lead),
        "reseau-marge": euros(network.row.margin),
        "reseau-roi": percent(network.roi, 1, signed=True),
        "reseau-decision": decision(network.roi, limit),
        "campagne-limite": percent(limit, 0),
        "plus-ouverte": typeset(worked.most_opened(case).row.label),
    }


def decision(roi: Decimal, limit: Decimal) -> str:
    """What the house does of a campaign: « garder », « retoucher », « arrêter »."""
    if roi >= 0:
        return "garder"
    return "retoucher" if roi >= limit else "arrêter"


def _days(case: Case) -> dict[str, str]:
    """The day of the thirty calls, and the day on the road."""
    tour = worked.tour_day(case)
    return {
        "jour-appels": day_in_full(plans.call_day(case).day),
        "jour-tournee": day_in_full(tour.day),
        "base": worked.home(case).name,
        "depart": hour_in_words(tour.out),
        "retour": hour_in_words(tour.back_by),
        "dejeuner": count(tour.lunch_minutes, "minute"),
        "volant-permis": count(tour.driving_max // 60, "heure"),
    }


def _first_contact(case: Case) -> dict[str, str]:
    found = worked.first_contact(case)
    person: Any = found.contact
    return {
        "contact": typeset(f"{person.first} {person.last}"),
        "contact-fonction": inside(person.job),
        "prospect": _spoken(found.prospect.name),
        "prospect-metier": found.segment.label,
        "prospect-effectif": number(found.prospect.employees),
    }


def _spoken(name: str) -> str:
    """A name as it is said, whatever capitals the file writes it in, and with its first accent."""
    words = (name.title() if name.isupper() else name).split(" ")
    return typeset(" ".join(_ACCENTED.get(word, word) for word in words))
