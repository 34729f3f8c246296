"""The organisation chart of the house (« organigramme »), by role, with the names of this case."""

from html import escape

from ntc.case import Case, people
from ntc.french import typeset

# Who reports to whom; the names are those of the table « Équipe », the negotiators' of « Commerciaux ».
_SELLERS = "Négociateurs technico-commerciaux"
_CHART = (
    "Directeur général",
    (
        (
            "Directeur commercial",
            (
                ("Chef des ventes", ((_SELLERS, ()), ("Télévendeur", ()))),
                ("Administration des ventes", ()),
                ("Responsable marketing", ()),
            ),
        ),
        (
            "Responsable technique",
            (
                ("Bureau d’études", ()),
                ("Bureau d’études, ventilation", ()),
                ("Service après-vente, planning", ()),
            ),
        ),
        ("Directeur administratif et financier", (("Comptabilité clients", ()),)),
        ("Responsable qualité, sécurité, environnement et RSE", ()),
    ),
)


class OrganisationChart:
    """Organigramme: each role under the one that it reports to, with who holds it."""

    def __init__(self, case: Case) -> None:
        self._people: dict[str, list[str]] = {}
        for person in case.staff:
            self._people.setdefault(person.role, []).append(person.name)
        own = case.company.sector.split()[0]
        self._people[_SELLERS] = [
            f"{seller.sector} : {'vous' if seller.sector == own else seller.name}"
            for seller in case.salespeople
        ]

    @property
    def roles(self) -> list[str]:
        """The roles of the chart, from top to bottom."""
        return list(_roles(_CHART))

    def _repr_html_(self) -> str:
        label = escape(repr(self))
        return f'<ul class="ntc-organisation" aria-label="{label}">{self._branch(_CHART)}</ul>'

    def __repr__(self) -> str:
        return typeset("Organigramme")

    def _branch(self, branch: tuple) -> str:
        role, under = branch
        who = escape(typeset(", ".join(self._people[role])))
        said = people.function(role, self._people[role][0])
        below = f"<ul>{''.join(map(self._branch, under))}</ul>" if under else ""
        return f"<li><strong>{escape(typeset(said))}</strong> : {who}{below}</li>".replace(" : ", "\u00a0: ")


def _roles(branch: tuple) -> list[str]:
    role, under = branch
    return [role, *(name for below in under for name in _roles(below))]
