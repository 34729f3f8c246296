"""The catalogue: 70 references with tariff, cost and what a seller must know of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.cents import half_up, money
from generator.stream import Stream
from generator.world import World

# sku | kW | m³/min | tariff | cost
_FIXED = """GV-07 7.5 1.15 5490 3620|GV-11 11 1.70 7290 4740|GV-15 15 2.40 9350 6030|GV-22 22 3.60 12000 7800
GV-30 30 5.00 15900 10410|GV-37 37 6.30 19400 12800|GV-55 55 9.60 27800 18490|GV-75 75 13.10 36500 24600"""
_VARIABLE = """GVV-15 15 2.45 12450 8030|GVV-22 22 3.65 15800 10270|GVV-37 37 6.40 24900 16300
GVV-55 55 9.70 35200 23400|GVV-75 75 13.20 46800 31400"""
# sku | designation | tariff | cost | flow | weight | fluid | charge
_TREATMENT = """SF-12|Sécheur frigorifique +3 °C|1390|870|1.2|38|R513A|0.32
SF-25|Sécheur frigorifique +3 °C|2050|1290|2.5|52|R513A|0.48
SF-40|Sécheur frigorifique +3 °C|2790|1780|4.0|74|R513A|0.71
SF-70|Sécheur frigorifique +3 °C|4150|2670|7.0|118|R513A|1.10
SF-110|Sécheur frigorifique +3 °C|5900|3850|11.0|165|R513A|1.65
SA-25|Sécheur à adsorption -40 °C|6900|4550|2.5|190||
SA-70|Sécheur à adsorption -40 °C|13400|8950|7.0|340||
CU-270|Cuve 270 L, 11 bar|690|430||72||
CU-500|Cuve 500 L, 11 bar|1090|690||125||
CU-900|Cuve 900 L, 11 bar|1650|1060||210||
CU-2000|Cuve 2 000 L, 11 bar|3280|2130||460||
CU-3000|Cuve 3 000 L, 11 bar|4690|3080||690||
FP-40|Filtre 1 µm|245|140|4.0|4||
FH-40|Filtre 0,01 µm|265|150|4.0|4||
FA-40|Filtre à charbon actif|310|175|4.0|5||
FP-70|Filtre 1 µm|340|195|7.0|6||
FH-70|Filtre 0,01 µm|365|210|7.0|6||
FA-70|Filtre à charbon actif|430|245|7.0|7||
SEP-40|Séparateur eau-huile|690|410|4.0|14||
SEP-70|Séparateur eau-huile|1080|650|7.0|21||
PUR-1|Purgeur capacitif|210|118||2||"""
_NETWORK = """RES-25|Tube aluminium 25 mm, le mètre|31|18|1
RES-40|Tube aluminium 40 mm, le mètre|46|27|2
RES-63|Tube aluminium 63 mm, le mètre|78|47|3
PIQ|Piquage et descente|85|48|2
SEQ-4|Séquenceur de quatre machines|3900|2450|12
RC-22|Récupérateur de chaleur 22 kW|3450|2150|85
RC-37|Récupérateur de chaleur 37 kW|4900|3100|120
DEB-1|Débitmètre|1290|790|3
TEL-1|Télésuivi|690|420|1"""
_VENTILATION = """BR-160|Bras aspirant 160 mm|1180|730|22
GA-40|Groupe filtrant 4 000 m³/h|9800|6420|310
DPS-80|Dépoussiéreur 8 000 m³/h|21500|14300|980
TOU-40|Tourelle d'extraction|1720|1090|45
CV-60|Caisson de ventilation à vitesse variable|3150|2010|95
DES-20|Déstratificateur|980|610|26"""
_SERVICES = """MES-1|Mise en service jusqu'à 30 kW|520|310
MES-2|Mise en service au-delà de 30 kW|890|540
FOR-1|Formation des utilisateurs|480|260
AUD-F|Audit des fuites, un jour|980|520
AUD-E|Audit énergie, sept jours|2450|1190
REQ-1|Requalification décennale|890|610
LOC-37|Location d'un compresseur de 37 kW, la semaine|690|395
MO-H|Main-d'œuvre, l'heure|68|41
DPL-1|Déplacement|95|60"""
# sku | level | price = a + b × kW | cost ratio in %
_CONTRACTS = """CTR-ES|Contrat Essentiel, par machine et par an|260|18|52
CTR-SE|Contrat Sérénité, par machine et par an|480|32|55
CTR-IN|Contrat Intégral, par machine et par an|760|55|60"""
_PARTS = """KIT-20|Kit 2 000 h|189|96
KIT-20L|Kit 2 000 h, 18 kW et plus|268|139
KIT-40|Kit 4 000 h|415|225
KIT-40L|Kit 4 000 h, 18 kW et plus|590|322
HUI-20|Huile, bidon de 20 L|168|92
DSH-1|Élément déshuileur|212|118
COU-1|Jeu de courroies|74|36
CAR-40|Cartouche de filtre 40|118|60
CAR-70|Cartouche de filtre 70|156|82"""


@dataclass(frozen=True)
class Product:
    """A reference; price, cost and fees in cents."""

    sku: str
    family: str
    range: str
    label: str
    price: int
    cost: int
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
    items = [*_machines(), *_treatment(), *_others(), *_contracts()]
    return {item.sku: _scaled(item, prices) for item in items}


def _machines() -> list[Product]:
    out = []
    for text, name, label in (
        (_FIXED, "vitesse fixe", "vitesse fixe"),
        (_VARIABLE, "vitesse variable", "vitesse variable"),
    ):
        for item in text.replace("\n", "|").split("|"):
            sku, kw, flow, price, cost = item.split(" ")
            size = float(kw)
            eco = 960 if size <= 22 else 1_840
            lead = 15 if size <= 22 else 30
            text_kw = kw.replace(".", ",")
            out.append(
                Product(
                    sku,
                    "compresseurs",
                    name,
                    f"Compresseur à vis {text_kw} kW, {label}",
                    int(price) * 100,
                    int(cost) * 100,
                    eco,
                    lead,
                    kw,
                    flow,
                    int(170 + 16 * size),
                )
            )
    return out


def _treatment() -> list[Product]:
    out = []
    for line in _TREATMENT.splitlines():
        sku, label, price, cost, flow, weight, fluid, charge = line.split("|")
        dryer = sku[:2] in ("SF", "SA")
        out.append(
            Product(
                sku,
                "traitement",
                "traitement",
                label,
                int(price) * 100,
                int(cost) * 100,
                620 if dryer else 0,
                10 if dryer else 4,
                flow=flow or None,
                weight=int(weight),
                fluid=fluid or None,
                charge=charge or None,
            )
        )
    return out


def _others() -> list[Product]:
    out = []
    for line in _NETWORK.splitlines():
        sku, label, price, cost, weight = line.split("|")
        out.append(
            Product(
                sku,
                "traitement",
                "réseau et options",
                label,
                int(price) * 100,
                int(cost) * 100,
                0,
                6,
                weight=int(weight),
            )
        )
    for line in _VENTILATION.splitlines():
        sku, label, price, cost, weight = line.split("|")
        out.append(
            Product(
                sku,
                "ventilation",
                "ventilation",
                label,
                int(price) * 100,
                int(cost) * 100,
                780,
                20,
                weight=int(weight),
            )
        )
    for line in _SERVICES.splitlines():
        sku, label, price, cost = line.split("|")
        name = "audit énergie" if sku == "AUD-E" else "services"
        out.append(Product(sku, "services", name, label, int(price) * 100, int(cost) * 100, 0, 8))
    for line in _PARTS.splitlines():
        sku, label, price, cost = line.split("|")
        out.append(Product(sku, "pièces", "pièces", label, int(price) * 100, int(cost) * 100, 0, 2))
    return out


def _contracts() -> list[Product]:
    out = []
    for line in _CONTRACTS.splitlines():
        sku, label, fixed, per_kw, ratio = line.split("|")
        price, price_kw = int(fixed) * 100, int(per_kw) * 100
        out.append(
            Product(
                sku,
                "services",
                "contrats",
                label,
                price,
                price * int(ratio) // 100,
                price_kw=price_kw,
                cost_kw=price_kw * int(ratio) // 100,
            )
        )
    return out


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
        stocked = item.family not in ("services",)
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
                "stock": _stock(stream, item) if stocked else None,
                "refrigerant": item.fluid,
                "charge_kg": None if item.charge is None else Decimal(item.charge),
                "launched": date(stream.between(2012, 2022), stream.pick((2, 4, 9)), 1),
                "ended": None,
            }
        )
    world.add("products", rows)


def _stock(stream: Stream, item: Product) -> int:
    if item.family in ("compresseurs", "ventilation"):
        return stream.between(0, 4)
    return stream.between(4, 60)
