"""The company among its competitors, and its territory."""

from html import escape

from ntc.case import Case
from ntc.french import number, percent, typeset
from ntc.instruments.territory import Place, TerritoryMap, territory_map


class Competitors:
    """Les concurrents du secteur: share of the market, price index (the house is 100), service out of 5."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def _repr_html_(self) -> str:
        heads = ("Concurrent", "Qui est-ce ?", "Part du secteur", "Indice de prix", "Service, sur 5")
        head = "".join(f'<th scope="col">{typeset(label)}</th>' for label in heads)
        body = "".join(self._rows())
        return f'<table class="ntc-competitors"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def __repr__(self) -> str:
        return "Concurrents"

    def _rows(self) -> list[str]:
        return [
            f'<tr><th scope="row">{escape(rival["name"])}</th><td>{escape(typeset(rival["kind"]))}</td>'
            f"<td>{percent(rival['share'], 0)}</td><td>{number(rival['price_index'])}</td>"
            f"<td>{number(rival['service'], 1)}</td></tr>"
            for rival in self._case.policy["competitors"]
        ]


def territory(case: Case) -> TerritoryMap:
    """Show the territory: head office, agencies, and the towns of the sector."""
    company = case.policy["company"]
    detail = dict.fromkeys(company["agencies"], "Agence") | {company["town"]: typeset("Siège")}
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
    return territory_map(places, title=typeset(f"{case.company.name} : le secteur {case.company.sector}"))
