"""What one order may hold: draws of plausible lines for each kind of order."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.core import fitting
from generator.core.books import Order
from generator.core.cents import Line, half_up
from generator.core.stream import Stream
from generator.house.catalogue import Product, products

_MACHINE_SIZES = {
    "vitesse fixe": ("GV-07", "GV-11", "GV-15", "GV-22", "GV-30", "GV-37", "GV-55", "GV-75"),
    "vitesse variable": ("GVV-15", "GVV-22", "GVV-37", "GVV-55", "GVV-75"),
}
_CONTRACT_KW = (7.5, 11, 15, 22, 30, 37, 55)
_MOST_COVERED = 6
_DAY = 7
_TUBES = ("RES-25", "RES-40", "RES-63")
# How often, in per cent, our fitters put a network or an option in place.
_FITTERS = {"network": 30, "option": 45}
_MOST_VENTILATION = {"BR-160": 4, "GA-40": 1, "DPS-80": 1, "TOU-40": 3, "CV-60": 2, "DES-20": 6}
# Arms are joined to a fan or a filter unit, and turrets or fans bring in what they take out.
_GOES_WITH = {
    "BR-160": (("CV-60", 1, 35), ("TOU-40", 1, 15)),
    "GA-40": (("BR-160", 4, 75),),
    "DPS-80": (("BR-160", 4, 40), ("CV-60", 1, 30)),
    "TOU-40": (("DES-20", 3, 35),),
    "CV-60": (("BR-160", 2, 30), ("TOU-40", 1, 25)),
    "DES-20": (("TOU-40", 1, 25),),
}


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
        size, picks = fitting.filters(flow), []
        if draw.chance(44):
            picks.append(fitting.dryer(flow))
        if draw.chance(36):
            picks.append((fitting.receiver(power), 1))
        if draw.chance(50):
            picks += [(f"{kind}-{size}", 1) for kind in ("FP", "FH")]
        if draw.chance(25):
            picks.append((f"SEP-{size}", 1))
        if draw.chance(24):
            picks.append(("PUR-1", draw.between(1, 2)))
        lines = self._equipment(picks)
        return lines + (self._work((fitting.commissioning(power), len(machines))) if draw.chance(58) else [])

    def _equipment(self, picks: list[tuple[str, int]]) -> list[Line]:
        """Make the lines of what is sold together, at one discount."""
        rate = self.around(450, 120, 50, 790)
        return [self.line(sku, qty, rate) for sku, qty in picks]

    def parts(self, picks: Iterable[tuple[str, int]]) -> list[Line]:
        """Make the lines of spare parts, at the discount of their client."""
        rate = self.around(240, 90, 20, 480)
        return [self.line(sku, qty, rate) for sku, qty in picks]

    def _work(self, *picks: tuple[str, int]) -> list[Line]:
        rate = self.around(120, 50, 0, 290)
        return [self.line(sku, qty, rate) for sku, qty in picks]

    def _fitting(self, most: int) -> list[Line]:
        """Draw the work of fitters, one or two to travel: up to so many hours."""
        hours = self.stream.between(2, most)
        return self._work(("MO-H", hours), ("DPL-1", 1 if hours <= _DAY else 2))

    def ventilation(self, year: int) -> Order:
        """Draw an order of ventilation: what extracts, what moves the air, sometimes the work of fitters."""
        draw = self.stream
        main = draw.weighted(
            (("BR-160", 28), ("GA-40", 14), ("DPS-80", 5), ("TOU-40", 18), ("CV-60", 16), ("DES-20", 19))
        )
        picks = [(main, draw.between(1, _MOST_VENTILATION[main]))]
        for sku, most, chance in _GOES_WITH[main]:
            if draw.chance(chance):
                picks.append((sku, draw.between(1, most)))
        lines = self._equipment(picks)
        return Order(year, "ventilation", lines + (self._fitting(12) if draw.chance(18) else []))

    def treatment(self, year: int) -> Order:
        """Draw an order of treatment or network, without compressor."""
        draw = self.stream
        kind = draw.weighted((("dryer", 28), ("tank", 16), ("network", 26), ("filters", 16), ("option", 14)))
        picks = self._network() if kind == "network" else self._treatment(kind)
        lines = self._equipment(picks)
        fitters = 0 if picks[0][0] in ("SEP-40", "PUR-1") else _FITTERS.get(kind, 0)
        return Order(year, "traitement", lines + (self._fitting(8) if draw.chance(fitters) else []))

    def _network(self) -> list[tuple[str, int]]:
        """Draw tubes, whose branches are one size smaller than the main, and their outlets."""
        draw, main = self.stream, self.stream.below(len(_TUBES))
        picks = [(_TUBES[main], 3 * draw.between(4, 24))]
        if main and draw.chance(60):
            picks.append((_TUBES[main - 1], 3 * draw.between(3, 10)))
        return [*picks, ("PIQ", draw.between(2, 8))]

    def _treatment(self, kind: str) -> list[tuple[str, int]]:
        """Draw a dryer with its filters, a receiver with its drain, filters, or an option alone."""
        draw = self.stream
        if kind == "dryer":
            sku = draw.weighted(
                (("SF-12", 4), ("SF-25", 6), ("SF-40", 5), ("SF-70", 4), ("SF-110", 2), ("SA-25", 1))
            )
            size = fitting.filters(int(sku.split("-")[1]) / 10)
            filters = [(f"{name}-{size}", 1) for name in ("FP", "FH")] if draw.chance(55) else []
            return [(sku, 1), *filters, *([("PUR-1", 1)] if draw.chance(35) else [])]
        if kind == "tank":
            return [(draw.pick(("CU-270", "CU-500", "CU-900", "CU-2000")), 1), ("PUR-1", 1)]
        if kind == "filters":
            size, count = draw.pick(("40", "70")), draw.between(1, 2)
            names = ("FP", "FH", "FA") if draw.chance(35) else ("FP", "FH")
            return [(f"{name}-{size}", count) for name in names]
        return [(draw.pick(("RC-22", "RC-37", "DEB-1", "TEL-1", "SEQ-4", "SEP-40", "PUR-1")), 1)]

    def service(self, year: int) -> Order:
        """Draw an order of services other than audits of energy and contracts; a repair takes parts."""
        draw = self.stream
        kind = draw.weighted((("work", 44), ("hire", 10), ("training", 16), ("leaks", 18), ("vessel", 12)))
        if kind == "work":
            taken = (("DSH-1", 2, 45), ("COU-1", 2, 30), ("HUI-20", 1, 40))
            parts = [(sku, draw.between(1, most)) for sku, most, chance in taken if draw.chance(chance)]
            lines = self._fitting(9) + self.parts(parts)
        elif kind == "hire":
            # One journey to deliver the machine, one to take it back.
            lines = self._work(("LOC-37", draw.between(1, 3)), ("DPL-1", 2))
        elif kind == "training":
            lines = self._work(("FOR-1", 1))
        elif kind == "leaks":
            lines = self._work(("AUD-F", 1)) + (self._fitting(6) if draw.chance(40) else [])
        else:
            lines = [self.line("REQ-1", draw.weighted(((1, 80), (2, 20))), 0)]
        return Order(year, "services", lines)

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
