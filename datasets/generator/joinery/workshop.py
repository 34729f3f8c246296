"""What the joinery's air feeds, today and with the line of September, and the flow that it takes (F75)."""

from typing import NamedTuple

from generator.core.stream import Stream

# Hours at full work each day, from six in the morning; the evening only finishes what the day began.
OPENS, FULL_HOURS = 6, 8
_PER_CENT = 100


class Tool(NamedTuple):
    """Tools of one kind: how many, the flow of each in L/min, taux d'emploi in per cent."""

    kind: str
    count: int
    flow: int
    use: int

    @property
    def hundredths(self) -> int:
        """What they take together, in hundredths of a L/min."""
        return self.count * self.flow * self.use


class Workshop(NamedTuple):
    """The tools of today, those of the line to come, and leaks in per cent of the useful flow."""

    today: tuple[Tool, ...]
    line: tuple[Tool, ...]
    leaks: int
    repaired: int

    def flow(self, leaks: int, line: bool = False) -> int:
        """Return the useful flow and its leaks, in ten-thousandths of a L/min."""
        tools = self.today + (self.line if line else ())
        return sum(tool.hundredths for tool in tools) * (_PER_CENT + leaks)

    def needs(self, reserve: int) -> tuple[int, int, int, int]:
        """Return the four needs in millionths of a L/min: as it leaks, repaired; today, then in September."""
        states = [(leaks, line) for line in (False, True) for leaks in (self.leaks, self.repaired)]
        return tuple(self.flow(*state) * (_PER_CENT + reserve) for state in states)


def draw(stream: Stream) -> Workshop:
    """Draw the tools of a joinery of some thirty people, and how its network leaks."""
    sander = stream.between(40, 44) * 10, stream.pick((65, 70, 75))
    nailer = stream.pick((50, 60, 70)), stream.pick((25, 30))
    today = (
        Tool("sander", 2, *sander),
        Tool("orbital", stream.between(5, 7), stream.between(16, 19) * 20, stream.pick((35, 40, 45))),
        Tool("nailer", stream.pick((6, 8)), *nailer),
        Tool("blowgun", stream.between(4, 6), stream.pick((160, 180, 200)), 10),
        Tool("spray", stream.between(1, 2), stream.pick((280, 300, 320)), stream.pick((50, 60))),
    )
    line = (
        Tool("router", 1, stream.pick((480, 500, 520, 550)), stream.pick((55, 60, 65))),
        Tool("press", 1, stream.pick((200, 220, 240)), stream.pick((45, 50, 55))),
        Tool("sander", 1, *sander),
        Tool("nailer", stream.between(3, 4), *nailer),
    )
    return Workshop(today, line, stream.between(27, 33), stream.between(8, 10))
