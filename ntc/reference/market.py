"""The company among its competitors, and its territory."""

from ntc.case import Case
from ntc.drawing.maps import Place, TerritoryView, territory_map
from ntc.french import percent, typeset
from ntc.reference.sheet import Sheet


def competitors(case: Case) -> Sheet:
    """Les concurrents du secteur: who they are, and their share of the market.

    What they ask, and what their customers say of them, is for a lesson to find in offers and reviews.
    """
    return Sheet(
        "Les concurrents du secteur",
        ("Concurrent", "Qui est-ce ?", "Part du secteur"),
        [(rival["name"], rival["kind"], percent(rival["share"], 0)) for rival in case.policy["competitors"]],
    )


def territory(case: Case) -> TerritoryView:
    """Show the territory: head office, agencies, and the towns of the sector."""
    company = case.policy["company"]
    detail = dict.fromkeys(company["agencies"], "Agence") | {company["town"]: "Siège"}
    places = [
        Place(
            town.town_id,
            town.name,
            float(town.lat),
            float(town.lon),
            detail.get(town.name, ""),
            "base" if town.name in detail else "town",
        )
        for town in case.towns
        if town.sector == "S2" or town.name in detail
    ]
    return territory_map(
        places,
        title=typeset(f"{case.company.name} : le secteur {case.company.sector}"),
        legend={"base": "Siège et agences", "town": "Villes du secteur"},
    )
