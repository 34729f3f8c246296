"""Le besoin d'air: a workshop, its leaks and its reserve; the need, or the power that covers it (F75)."""

import random
from decimal import Decimal

from ntc.calc import air, slips
from ntc.calc.air import Tool
from ntc.french import num, pct, typeset
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Le besoin d’air"

_HALF_A_LITRE = Decimal("0.5")
_TOOLS = (
    ("Visseuse à chocs", 170, 260),
    ("Ponceuse", 300, 460),
    ("Agrafeuse", 40, 90),
    ("Soufflette", 110, 190),
    ("Pistolet à peinture", 240, 330),
    ("Vérin de serrage", 20, 60),
    ("Burineur", 210, 320),
)
_POWERS = (
    ("7,5", Decimal(1150)),
    ("11", Decimal(1700)),
    ("15", Decimal(2400)),
    ("22", Decimal(3600)),
    ("30", Decimal(5000)),
    ("37", Decimal(6300)),
    ("45", Decimal(7900)),
    ("55", Decimal(9600)),
    ("75", Decimal(13100)),
)
_DIVIDED = "Vous avez divisé par un moins le taux : ces fuites sont données sur le débit utile, on multiplie."
_NEXT = "Les taux d’emploi sont là, les fuites ou la réserve n’y sont pas encore."
_PEAK = "Cette machine porterait tous les outils en marche à la fois : appliquez les taux d’emploi."
_SMALL = "Son débit ne couvre pas le besoin."
_LARGE = "Elle couvre le besoin, mais une plus petite le couvre aussi."


def draw(rng: random.Random) -> Draw:
    """Draw three to five kinds of tools, leaks and a reserve, and ask for the need or for the power."""
    named = rng.sample(_TOOLS, rng.randint(3, 5))
    tools = [
        Tool(rng.randint(2, 6), 10 * rng.randint(low // 10, high // 10), Decimal(rng.randint(2, 16)) / 20)
        for _, low, high in named
    ]
    leaks, reserve = Decimal(rng.randint(12, 38)) / 100, Decimal(rng.choice((10, 15, 25))) / 100
    table = Table(
        "L’atelier",
        ("Outil", "Nombre", "Débit de chacun (L/min)", "Taux d’emploi"),
        tuple(
            (name, num(tool.count), num(tool.flow), pct(tool.use))
            for (name, *_), tool in zip(named, tools, strict=True)
        ),
    )
    statement = (
        f"Fuites : {pct(leaks)} du débit utile. Réserve de la maison qui vous emploie ce jour-là : "
        f"{pct(reserve)}."
    )
    return rng.choice((_need, _power))(rng, statement, table, tools, leaks, reserve)


def _need(
    rng: random.Random, statement: str, table: Table, tools: list[Tool], leaks: Decimal, reserve: Decimal
) -> Draw:
    used, right = air.air_demand(tools, 0, 0), air.air_demand(tools, leaks, reserve)
    return Draw(
        statement=statement,
        ask="Quel est le besoin d’air, en L/min ?",
        unit="L/min",
        right=right,
        tolerance=_HALF_A_LITRE,
        slips=(
            *slips.air_demand(tools, leaks, reserve),
            *slips.flow(right, "L/min"),
            wrong("leaks-divided", used / (1 - leaks) * (1 + reserve), _DIVIDED),
            wrong("reserve-missing", used * (1 + leaks), _NEXT),
            wrong("leaks-missing", used * (1 + reserve), _NEXT),
        ),
        hint="L’air utile d’abord, outil par outil ; puis grossissez-le deux fois, l’une après l’autre.",
        steps=_steps(tools, leaks, reserve),
        table=table,
    )


def _power(
    rng: random.Random, statement: str, table: Table, tools: list[Tool], leaks: Decimal, reserve: Decimal
) -> Draw:
    need = air.air_demand(tools, leaks, reserve)
    flat_out = air.air_demand([tool._replace(use=1) for tool in tools], leaks, reserve)
    covering = [place for place, (_, flow) in enumerate(_POWERS) if flow >= need]
    right = covering[0] if covering else len(_POWERS) - 1
    lowest = max(0, min(right - rng.randint(0, 3), len(_POWERS) - 4))
    options = tuple(
        (power, typeset(f"{power} kW, {num(flow)} L/min")) for power, flow in _POWERS[lowest : lowest + 4]
    )
    peak = next((power for power, flow in _POWERS if flow >= flat_out), None)

    def mistaken(power: str) -> str:
        if dict(_POWERS)[power] < need:
            return _SMALL
        return _PEAK if power == peak else _LARGE

    return Draw(
        statement=statement,
        ask="Quelle est la plus petite machine qui couvre le besoin ?",
        unit="",
        right=_POWERS[right][0],
        tolerance=0,
        slips=tuple(
            wrong(f"power-{power}", power, mistaken(power))
            for power, _ in options
            if power != _POWERS[right][0]
        ),
        hint="Le besoin d’abord, avec les taux d’emploi ; c’est un débit qui le couvre, non des kilowatts.",
        steps=(
            *_steps(tools, leaks, reserve),
            f"La plus petite dont le débit atteint {num(need)} L/min : {dict(options)[_POWERS[right][0]]}.",
        ),
        table=table,
        options=options,
    )


def _steps(tools: list[Tool], leaks: Decimal, reserve: Decimal) -> tuple[str, ...]:
    used, need = air.air_demand(tools, 0, 0), air.air_demand(tools, leaks, reserve)
    each = " + ".join(num(tool.count * tool.flow * tool.use) for tool in tools)
    return (
        f"Air utile : {each} = {num(used)} L/min.",
        f"Avec les fuites : {num(used)} × {num(1 + leaks)} = {num(used * (1 + leaks))} L/min.",
        f"Avec la réserve, qui porte aussi sur les fuites : × {num(1 + reserve)} = {num(need)} L/min.",
    )
