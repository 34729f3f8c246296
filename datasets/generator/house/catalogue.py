"""The catalogue: 70 references with tariff, cost and what a seller must know of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.core.cents import half_up, money
from generator.core.world import World
from generator.words import read


@dataclass(frozen=True)
class Product:
    """A reference; price, cost and fees in cents; the limits of its stock and of its year of launch."""

    sku: str
    family: str
    range: str
    label: str
    price: int
    cost: int
    years: tuple[int, int]
    stock: tuple[int, int] | None = None
    eco: int = 0
    lead: int = 0
    kw: str | None = None
    flow: str | None = None
    weight: int | None = None
    fluid: str | None = None
    charge: str | None = None
    price_kw: int | None = None
    cost_kw: int | None = None


def products(prices: int) -> dict[str, Product]:
    """Return the catalogue by reference, with prices scaled by ``prices`` ten-thousandths."""
    items = (Product(**item) for item in read("catalogue")["products"])
    return {item.sku: _scaled(item, prices) for item in items}


def _scaled(item: Product, prices: int) -> Product:
    """Scale price and cost, and round them as a tariff is: to 10 € above 1 000 €, to the euro below."""
    if item.range == "contrats":
        return item
    step = 1_000 if item.price >= 100_000 else 100
    values = {name: half_up(getattr(item, name) * prices, 10_000 * step) * step for name in ("price", "cost")}
    return Product(**{**item.__dict__, **values})


def build(world: World) -> None:
    """Add the table products."""
    stream = world.stream("products")
    rows = []
    for item in products(world.figures.prices).values():
        rows.append(
            {
                "sku": item.sku,
                "family": item.family,
                "range": item.range,
                "label": item.label,
                "price": money(item.price),
                "cost": money(item.cost),
                "price_per_kw": None if item.price_kw is None else money(item.price_kw),
                "cost_per_kw": None if item.cost_kw is None else money(item.cost_kw),
                "kw": None if item.kw is None else Decimal(item.kw),
                "flow_m3min": None if item.flow is None else Decimal(item.flow),
                "weight_kg": item.weight,
                "eco_fee": money(item.eco),
                "lead_days": item.lead,
                "stock": None if item.stock is None else stream.between(*item.stock),
                "refrigerant": item.fluid,
                "charge_kg": None if item.charge is None else Decimal(item.charge),
                "launched": date(stream.between(*item.years), stream.pick((2, 4, 9)), 1),
                "ended": None,
            }
        )
    world.add("products", rows)
