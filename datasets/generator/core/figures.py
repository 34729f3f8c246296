"""The headline figures of each variant, in cents: those of the reference for 00, others for 01 to 16.

Every figure of variant v is built on the residue (v × a) mod 17 with a multiplier of its own: 17 is prime, so
that no two variants share one, and the figures of a variant do not go up and down together.
"""

from dataclasses import dataclass

from generator.core.cents import half_up

SEASON = (80, 92, 110, 102, 94, 114, 86, 48, 116, 120, 118, 120)
COST_LABELS = (
    ("Salaire et charges du négociateur", "direct"),
    ("Véhicule", "direct"),
    ("Téléphone et CRM", "direct"),
    ("Quote-part agence", "quote-part"),
    ("Quote-part administration des ventes", "quote-part"),
    ("Quote-part bureau d'études", "quote-part"),
    ("Quote-part service après-vente", "quote-part"),
    ("Quote-part marketing", "quote-part"),
    ("Quote-part siège", "quote-part"),
)
# The season gives 5/24 of the year to the third quarter: of a multiple of 24 000 €, a round figure.
_ROUND_QUARTER = 2_400_000
_COSTS = (78_600, 14_400, 4_200, 92_000, 61_000, 68_600, 154_000, 42_000, 90_000)


@dataclass(frozen=True)
class Budgeted:
    """A line that the budget follows: quantity, average price and unit cost planned; what came of it."""

    qty: int
    price: int
    cost: int
    actual_qty: int
    actual_price: int


@dataclass(frozen=True)
class Figures:
    """What the tables of a variant must add up to. Amounts in cents; rates in hundredths of a point."""

    ca: dict[int, int]
    objective: int
    objective_next: int
    new_clients_next: int
    contribution: dict[int, int]
    costs: tuple[int, ...]
    target_result: int
    market: int
    establishments: int
    orders: dict[int, int]
    cancelled: dict[int, int]
    quotes: dict[int, int]
    wins: dict[int, int]
    quoted: int
    won: int
    followed: tuple[tuple[int, int], ...]
    active: int
    dormant: int
    lost: int
    newcomers: int
    first_share: int
    exceptional: int
    drop: int
    drift: int
    shares: dict[str, int]
    fixed_speed: Budgeted
    audits: Budgeted
    contracts: Budgeted
    prices: int
    admin: int
    admin_before: int
    visits: dict[int, int]
    prospect_visits: dict[int, int]
    dso: int
    remedy_budget: int
    remedy_days: int
    bank_rate: int


def figures(variant: str) -> Figures:
    """Return the figures of a variant, "00" to "16"."""
    number = int(variant)
    return _derived(number) if number else _reference()


def _reference() -> Figures:
    """Return the figures of the reference: CA 2 400 000 €, TMCV 32 %, seuil 1 890 000 €, DSO 54 days."""
    return Figures(
        ca={2024: 228_000_000, 2025: 240_000_000},
        objective=252_000_000,
        objective_next=264_000_000,
        new_clients_next=18,
        contribution={2024: 3_310, 2025: 3_200},
        costs=tuple(cost * 100 for cost in _COSTS),
        target_result=20_000_000,
        market=1_920_000_000,
        establishments=1_640,
        orders={2024: 685, 2025: 725},
        cancelled={2024: 11, 2025: 14},
        quotes={2024: 420, 2025: 420},
        wins={2024: 143, 2025: 138},
        quoted=504_000_000,
        won=151_200_000,
        followed=((126, 24), (123, 44), (171, 70)),
        active=148,
        dormant=19,
        lost=10,
        newcomers=14,
        first_share=1_700,
        exceptional=11_200_000,
        drop=8_600_000,
        drift=190,
        shares={
            "compresseurs": 4600,
            "traitement": 1200,
            "ventilation": 1300,
            "services": 1500,
            "pièces": 1400,
        },
        fixed_speed=Budgeted(60, 1_600_000, 1_040_000, 54, 1_540_000),
        audits=Budgeted(40, 245_000, 119_000, 46, 230_000),
        contracts=Budgeted(150, 120_000, 66_000, 165, 123_000),
        prices=10_000,
        admin=3_100,
        admin_before=2_430,
        visits={2024: 431, 2025: 372},
        prospect_visits={2024: 118, 2025: 71},
        dso=540,
        remedy_budget=600_000,
        remedy_days=20,
        bank_rate=450,
    )


def _derived(v: int) -> Figures:
    def r(multiplier: int) -> int:
        return v * multiplier % 17

    ca = 204_317_000 + 4_737_013 * r(1)
    contribution = 3_144 + 16 * r(4)
    shares = _shares(r(6))
    quotes = 380 + 4 * r(9)
    wins = half_up(quotes * (2_790 + 40 * r(10)), 10_000)
    won = half_up(ca * 515, 1_000) + (wins - 56) * (334_000 + 1_013 * r(12))
    value_rate = half_up(wins * 10_000, quotes) - 160 - 17 * r(11)
    objective = _round(half_up(ca * 10_000, 9_080 + 41 * r(3)), 100_000)
    objective_next = _round(half_up(objective * (10_310 + 37 * r(5)), 10_000), 100_000)
    if objective_next % _ROUND_QUARTER == 0:
        objective_next += 100_000
    active = 136 + r(13)
    dormant = 14 + r(4) // 2
    prices = 9_600 + 50 * r(3)
    return Figures(
        ca={2024: half_up(ca * 10_000, 10_210 + 37 * r(2)), 2025: ca},
        objective=objective,
        objective_next=objective_next,
        new_clients_next=12 + r(5) % 9,
        contribution={2024: contribution + 80 + 5 * r(7), 2025: contribution},
        costs=_fixed_costs(half_up(ca * contribution * (7_150 + 75 * r(6)), 10**8), v),
        target_result=_round(half_up(ca * (640 + 31 * r(8)), 10_000), 10_000),
        market=_round(ca * (740 + 9 * r(14)) // 100, 100_000),
        establishments=1_405 + 31 * r(2),
        orders={2024: 633 + 9 * r(7) - 2 * r(8), 2025: 662 + 9 * r(7)},
        cancelled={2024: 8 + r(5) % 5, 2025: 11 + r(9) % 6},
        quotes={2024: 392 + 4 * r(4), 2025: quotes},
        wins={2024: half_up((392 + 4 * r(4)) * (3_150 + 20 * r(5)), 10_000), 2025: wins},
        quoted=half_up(won * 10_000, value_rate),
        won=won,
        followed=_followed(quotes, wins, r(15)),
        active=active,
        dormant=dormant,
        lost=177 - active - dormant,
        newcomers=10 + r(12) % 7,
        first_share=1_390 + 29 * r(7),
        exceptional=8_641_000 + 215_300 * r(16),
        drop=half_up(ca * (310 + 9 * r(10)), 10_000) // 100 * 100,
        drift=155 + 5 * r(5) + (5 if r(5) >= 7 else 0),
        shares=shares,
        fixed_speed=_fixed_speed(half_up(ca * shares["compresseurs"] * 75, 1_000_000), r(9)),
        audits=_audits(half_up(ca * shares["services"] * 294, 10**7), r(10), prices),
        contracts=_contracts(half_up(ca * shares["services"] * 564, 10**7), r(11)),
        prices=prices,
        admin=2_755 + 43 * r(12),
        admin_before=2_210 + 23 * r(3),
        visits={2024: 398 + 5 * r(13), 2025: 331 + 5 * r(14)},
        prospect_visits={2024: 104 + 3 * r(2) // 2, 2025: 58 + 2 * r(1)},
        dso=463 + 9 * r(15),
        remedy_budget=_round(500_000 + 14_300 * r(16), 10_000),
        remedy_days=18 + r(4) % 5,
        bank_rate=385 + 10 * r(6),
    )


def _round(cents: int, step: int) -> int:
    return half_up(cents, step) * step


def _shares(residue: int) -> dict[str, int]:
    """Family mix of the CA, a few points around the reference."""
    tilt = 12 * (residue - 8)
    return {
        "compresseurs": 4_600 + tilt,
        "traitement": 1_200 - tilt // 3,
        "ventilation": 1_300 + tilt // 3,
        "services": 1_500 - tilt // 2,
        "pièces": 1_400 - (tilt - tilt // 2),
    }


def _fixed_costs(goal: int, v: int) -> tuple[int, ...]:
    """Nine costs near the reference's proportions, in hundreds of euros, close to ``goal`` altogether."""
    tilted = [cost * (100 + (v * (index + 2)) % 7 - 3) for index, cost in enumerate(_COSTS)]
    return tuple(_round(half_up(goal * cost, sum(tilted)), 10_000) for cost in tilted)


def _followed(quotes: int, wins: int, residue: int) -> tuple[tuple[int, int], ...]:
    """(quotes, wins) of the quotes followed up never, once, twice or more (T11)."""
    never = quotes * (285 + 2 * residue) // 1_000
    often = quotes * (395 + residue) // 1_000
    rate = half_up(wins * 10_000, quotes)
    never_wins = half_up(never * (rate - 1_260 - 11 * residue), 10_000)
    often_wins = half_up(often * (rate + 720 + 13 * residue), 10_000)
    return (
        (never, never_wins),
        (quotes - never - often, wins - never_wins - often_wins),
        (often, often_wins),
    )


def _fixed_speed(ca: int, residue: int) -> Budgeted:
    """Machines of fixed speed: fewer sold than planned, and cheaper, because of the discounts (T08)."""
    price = 1_402_000 + 21_500 * residue
    qty = half_up(ca, price)
    planned = _round(half_up(price * (10_280 + 17 * residue), 10_000), 5_000)
    return Budgeted(qty + 5 + residue % 4, planned, _round(planned * 65 // 100, 1_000), qty, half_up(ca, qty))


def _audits(ca: int, residue: int, prices: int) -> Budgeted:
    """Audits of energy: more sold than planned, at a discount."""
    price = _round(245_000 * prices // 10_000, 1_000)
    actual = half_up(price * (9_290 + 13 * residue), 10_000)
    qty = half_up(ca, actual)
    return Budgeted(qty - 4 - residue % 4, price, _round(119_000 * prices // 10_000, 1_000), qty, actual)


def _contracts(ca: int, residue: int) -> Budgeted:
    """Maintenance contracts: more machines covered than planned, a little dearer."""
    price = 109_000 + 1_300 * residue
    actual = half_up(price * (10_130 + 14 * residue), 10_000)
    qty = half_up(ca, actual)
    return Budgeted(qty - 11 - residue % 7, price, _round(price * 55 // 100, 500), qty, actual)
