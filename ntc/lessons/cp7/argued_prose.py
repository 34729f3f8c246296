"""Figures that the prose of CP7 names, pages 2 to 4: the joinery’s people, the body shop of the examples."""

from ntc.case import Case
from ntc.french import euros, number, typeset
from ntc.lessons.cp7 import carrosserie
from ntc.lessons.cp7.joinery_facts import people

_TITLES = {"mister": "M.", "madam": "Mme", "buyer": "Mme", "foreman": "M."}
_NAMES = {"mister": "dirigeant", "madam": "associee", "buyer": "acheteuse", "foreman": "chef-atelier"}


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    return {
        **{
            f"arg-{_NAMES[post]}": typeset(f"{_TITLES[post]} {row.last}")
            for post, row in people(case).items()
        },
        "blain": carrosserie.NAME,
        "blain-ville": carrosserie.TOWN,
        "blain-effectif": number(carrosserie.PEOPLE),
        "blain-machine": carrosserie.MODEL,
        "blain-dirigeant": typeset(carrosserie.OWNER),
        "blain-comptes": typeset(carrosserie.BOOKKEEPER),
        "blain-peintre": carrosserie.PAINTER,
        "blain-pistolet": typeset(f"{number(carrosserie.BOOTH_BAR)} bar"),
        "blain-reglage": typeset(f"{number(carrosserie.SET_BAR)} bar"),
        "blain-capots": number(carrosserie.REDONE),
        "blain-capot": euros(carrosserie.BONNET_COST, 0),
    }
