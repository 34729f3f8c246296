"""What one order may hold: draws of plausible lines for each kind of order."""

from dataclasses import dataclass

from generator.books import Order
from generator.catalogue import Product, products
from generator.cents import Line, half_up
from generator.stream import Stream

_MACHINE_SIZES = {
    "vitesse fixe": ("GV-07", "GV-11", "GV-15", "GV-22", "GV-30", "GV-37", "GV-55", "GV-75"),
    "vitesse variable": ("GVV-15", "GVV-22", "GVV-37", "GVV-55", "GVV-75"),
}
_CONTRACT_KW = (7.5, 11, 15, 22, 30, 37, 55)
_MOST_COVERED = 6


@dataclass(frozen=True)
class Agreement:
    """A maintenance contract that renews itself every year in the same month: its reference, kW, machines."""

    sku: str
    kw: float
    machines: int
    month: int


class Baskets:
    """Draws lines and orders from the catalogue of one variant."""

    def __init__(self, prices: int, stream: Stream) -> None:
        self.catalogue = products(prices)
        self.stream = stream

    def line(self, sku: str, qty: int, discount: int) -> Line:
        """Make a line at tariff."""
        item = self.catalogue[sku]
        return Line(sku, item.family, item.range, qty, item.price, discount, item.cost)

    def around(self, mean: int, spread: int, low: int, high: int) -> int:
        """Draw a discount, in hundredths of a point, rounded to a tenth of a point as sellers do."""
        return min(high, max(low, half_up(int(self.stream.normal(mean, spread)), 10) * 10))

    def machine(self, name: str) -> Product:
        """Draw a compressor of a range, small ones more often."""
        sizes = _MACHINE_SIZES[name]
        return self.catalogue[self.stream.weighted([(sku, 10 - rank) for rank, sku in enumerate(sizes)])]

    def installation(self, machines: list[Line]) -> list[Line]:
        """Draw what goes with compressors: dryer, receiver, filters, putting into service."""
        draw, power = self.stream, max(float(self.catalogue[line.sku].kw) for line in machines)
        flow = sum(float(self.catalogue[line.sku].flow) for line in machines)
        size = "70" if flow > 4 else "40"
        lines = []
        if draw.chance(52):
            dryer = next(
                (sku for sku in ("SF-12", "SF-25", "SF-40", "SF-70") if float(sku[3:]) / 10 >= flow * 1.15),
                "SF-110",
            )
            lines.append(self.line(dryer, 1, self.around(500, 120, 100, 790)))
        if draw.chance(40):
            tank = (
                "CU-270" if power < 15 else "CU-500" if power < 22 else "CU-900" if power < 45 else "CU-2000"
            )
            lines.append(self.line(tank, 1, self.around(480, 120, 100, 790)))
        if draw.chance(50):
            lines += [
                self.line(f"{kind}-{size}", 1, self.around(450, 120, 100, 790)) for kind in ("FP", "FH")
            ]
        if draw.chance(25):
            lines.append(self.line(f"SEP-{size}", 1, self.around(400, 100, 0, 790)))
        if draw.chance(55):
            lines.append(self.line("MES-1" if power <= 30 else "MES-2", len(machines), 0))
        return lines

    def ventilation(self, year: int) -> Order:
        """Draw an order of ventilation."""
        sku, most = self.stream.weighted(
            (
                (("BR-160", 4), 30),
                (("GA-40", 1), 14),
                (("DPS-80", 1), 5),
                (("TOU-40", 3), 18),
                (("CV-60", 2), 16),
                (("DES-20", 6), 17),
            )
        )
        lines = [self.line(sku, self.stream.between(1, most), self.around(480, 130, 100, 790))]
        if sku in ("GA-40", "BR-160") and self.stream.chance(35):
            lines.append(
                self.line(
                    "BR-160" if sku == "GA-40" else "CV-60",
                    self.stream.between(1, 2),
                    self.around(450, 100, 100, 790),
                )
            )
        return Order(year, "ventilation", lines)

    def treatment(self, year: int) -> Order:
        """Draw an order of treatment or network, without compressor."""
        draw = self.stream
        kind = draw.weighted((("dryer", 28), ("tank", 16), ("network", 26), ("filters", 16), ("option", 14)))
        if kind == "dryer":
            sku = draw.weighted(
                (("SF-12", 4), ("SF-25", 6), ("SF-40", 5), ("SF-70", 4), ("SF-110", 2), ("SA-25", 1))
            )
            picks = [(sku, 1)]
        elif kind == "tank":
            picks = [(draw.pick(("CU-270", "CU-500", "CU-900", "CU-2000")), 1), ("PUR-1", 1)]
        elif kind == "network":
            picks = [
                (draw.pick(("RES-25", "RES-40", "RES-63")), 3 * draw.between(4, 24)),
                ("PIQ", draw.between(1, 8)),
            ]
        elif kind == "filters":
            size = draw.pick(("40", "70"))
            picks = [(f"{name}-{size}", draw.between(1, 2)) for name in ("FP", "FH")]
            picks += [(f"FA-{size}", 1)] if draw.chance(25) else []
        else:
            picks = [(draw.pick(("RC-22", "RC-37", "DEB-1", "TEL-1", "SEQ-4", "SEP-40", "PUR-1")), 1)]
        return Order(
            year, "traitement", [self.line(sku, qty, self.around(450, 130, 0, 790)) for sku, qty in picks]
        )

    def service(self, year: int) -> Order:
        """Draw an order of services other than audits of energy and contracts."""
        draw = self.stream
        kind = draw.weighted((("work", 44), ("hire", 10), ("training", 16), ("leaks", 18), ("vessel", 12)))
        if kind == "work":
            picks = [("MO-H", draw.between(2, 14), 0), ("DPL-1", 1, 0)]
        elif kind == "hire":
            picks = [("LOC-37", draw.between(1, 3), 150)]
        elif kind == "training":
            picks = [("FOR-1", 1, 100)]
        elif kind == "leaks":
            picks = [("AUD-F", 1, 150)]
        else:
            picks = [("REQ-1", 1, 0)]
        return Order(year, "services", [self.line(*pick) for pick in picks])

    def spares(self, year: int, size: int) -> Order:
        """Draw an order of spare parts of about ``size`` cents."""
        draw, lines, left = self.stream, [], size
        names = [sku for sku, item in self.catalogue.items() if item.family == "pièces"]
        for sku in draw.sample(names, draw.weighted(((1, 16), (2, 26), (3, 30), (4, 28)))):
            price = self.catalogue[sku].price
            if not lines or price <= left:
                share = left if draw.chance(45) else left * draw.between(30, 70) // 100
                lines.append(self.line(sku, max(1, half_up(share, price)), self.around(240, 90, 20, 480)))
                left -= lines[-1].net
        return Order(year, "pièces", lines)

    def agreements(self, machines: int, price: int, many: int) -> list[Agreement]:
        """Draw contracts for so many machines in all, at about this average price a machine."""
        draw, out = self.stream, [self._agreement(size) for size in self._sites(machines, many)]
        best = self._gap(out, machines, price)
        while abs(best) > machines * price // 400:
            index = draw.below(many)
            trial = self._agreement(out[index].machines)
            gap = self._gap([*out[:index], trial, *out[index + 1 :]], machines, price)
            if abs(gap) < abs(best):
                out[index], best = trial, gap
        return out

    def _sites(self, machines: int, many: int) -> list[int]:
        """Draw how many machines each contract covers: one or two for most, all together ``machines``."""
        draw = self.stream
        sizes = [draw.weighted(((1, 42), (2, 27), (3, 16), (4, 9), (6, 6))) for _ in range(many)]
        while (gap := machines - sum(sizes)) != 0:
            index, step = draw.below(many), 1 if gap > 0 else -1
            if 1 <= sizes[index] + step <= _MOST_COVERED:
                sizes[index] += step
        return sizes

    def _agreement(self, machines: int) -> Agreement:
        sku = self.stream.weighted((("CTR-ES", 40), ("CTR-SE", 38), ("CTR-IN", 22)))
        return Agreement(sku, self.stream.pick(_CONTRACT_KW), machines, self.stream.between(1, 12))

    def yearly_price(self, agreement: Agreement) -> int:
        """Price a + b × kW of a contract for one machine."""
        item = self.catalogue[agreement.sku]
        return item.price + int(item.price_kw * agreement.kw)

    def _gap(self, agreements: list[Agreement], machines: int, price: int) -> int:
        return sum(item.machines * self.yearly_price(item) for item in agreements) - machines * price

    def renewal(self, year: int, agreement: Agreement, revision: int) -> Order:
        """Make the yearly order of a contract, its price revised by so many ten-thousandths."""
        item = self.catalogue[agreement.sku]
        price = half_up(self.yearly_price(agreement) * (10_000 + revision), 10_000)
        cost = item.cost + int(item.cost_kw * agreement.kw)
        lines = [Line(agreement.sku, item.family, item.range, agreement.machines, price, 0, cost)]
        return Order(year, "contrats", lines, origin="CTR", month=agreement.month)
