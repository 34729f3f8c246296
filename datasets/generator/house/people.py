"""The company itself: its own record, the four sellers and the team by role."""

from decimal import Decimal

from generator.core.cents import money
from generator.core.dates import CLOSING, STORY_DATE
from generator.core.names import Names, email, other_first_name
from generator.core.world import World

_SECTORS = {
    "S1": "Bretagne Ouest",
    "S2": "Loire-Vilaine",
    "S3": "Anjou-Maine",
    "S4": "Vendée-Sud Loire",
}
_CALLER = "Télévendeur"
_ROLES = (
    "Directeur général",
    "Directeur commercial",
    "Chef des ventes",
    _CALLER,
    "Administration des ventes",
    "Administration des ventes",
    "Responsable marketing",
    "Responsable technique",
    "Bureau d'études",
    "Service après-vente, planning",
    "Directeur administratif et financier",
    "Comptabilité clients",
    "Responsable qualité, sécurité, environnement et RSE",
    "Bureau d'études, ventilation",
)
_COMPANY = "Galerne Air Industrie"
_DOMAIN = "galerne-air"


def build(world: World) -> None:
    """Add the tables company, salespeople and staff."""
    names = world.names
    sellers = [names.person() for _ in _SECTORS]
    world.add("company", [_company(world, names, sellers[1])])
    world.add(
        "salespeople",
        (
            {
                "salesperson_id": f"NTC{number}",
                "name": name,
                "sector": sector,
                "email": email(name, _DOMAIN),
                "phone": names.mobile(),
            }
            for number, (sector, name) in enumerate(zip(_SECTORS, sellers, strict=True), start=1)
        ),
    )
    world.add(
        "staff",
        [_member(number, role, names, sellers[1]) for number, role in enumerate(_ROLES, start=1)],
    )


def telesales(world: World) -> str:
    """Return the name of the one who calls all day (« télévendeur »)."""
    return next(row["name"] for row in world["staff"] if row["role"] == _CALLER)


def _company(world: World, names: Names, predecessor: str) -> dict:
    known = world.figures
    return {
        "company_id": "GAI",
        "name": _COMPANY,
        "siret": names.siret(),
        "sector": "S2 Loire-Vilaine",
        "ntc_name": predecessor,
        "story_date": STORY_DATE,
        "closing": CLOSING,
        "objective_2025": money(known.objective),
        "objective_2026": money(known.objective_next),
        "new_clients_2026": known.new_clients_next,
        "margin_objective": money(known.objective * known.contribution[2025] // 10_000),
        "target_result": money(known.target_result),
        "market_value": money(known.market),
        "establishments": known.establishments,
        "bank_rate": Decimal(known.bank_rate).scaleb(-4),
        "visit_capacity": 528,
        "prospect_visits": 132,
        "remedy_budget": money(known.remedy_budget),
        "remedy_days": known.remedy_days,
    }


def _member(number: int, role: str, names: Names, predecessor: str) -> dict:
    name = other_first_name(names.person(), predecessor)
    return {
        "staff_id": f"E{number:02d}",
        "role": role,
        "name": name,
        "email": email(name, _DOMAIN),
        "phone": names.landline(),
    }
