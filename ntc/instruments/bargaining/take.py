"""A take (« prise »): the state of a negotiation after so many moves, and what each move did.

She is not convinced, she is answered: what she hears of herself opens her, what is given for nothing makes
her ask for more. Every number of the rules stands here, once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ntc.instruments.bargaining.table import (
    ANSWERS,
    DISCOUNTS,
    NOTHING,
    PLAYFUL,
    WARY,
    Move,
    Table,
)

SCOPE, MOTIVE, RETURNS, SAID_BACK, LAST_WORD = (
    "périmètre",
    "mobile",
    "contreparties",
    "reformulé",
    "dernier mot",
)
"""What one comes to know of her."""
SIGNED, LEFT, BROKEN, CLOSED, LATE = "signé", "parti", "rompu", "fermé", "temps"
"""How it ends: she signs, one leaves the door open, one slams it, she closes the file, the hour is over."""
DISPARAGED, PROMISED, UNDER_FLOOR, BEYOND = "dénigrement", "promesse", "plancher", "pouvoir"
"""The faults."""
MOST, MIDDLE = 4, 2
HALF = "4 %"
_SPLIT = Decimal("0.04")
_PROVED, _COVERED_FREE, _NOT_SAID_BACK = Decimal("0.2"), Decimal("0.3"), Decimal("0.15")
_AGAIN, _AGAIN_IN_KIND, _UNREAD = Decimal("0.02"), Decimal("0.01"), Decimal("0.01")
_UNANSWERED = Decimal("0.6")


@dataclass(frozen=True)
class Given:
    """What was granted, and against what: nothing for a gift."""

    code: str
    cost: Decimal
    off: Decimal
    against: str = ""


@dataclass(frozen=True)
class Turn:
    """One move and what came of it; what she answers is told by codes, ``faults`` are those it brought."""

    move: Move
    codes: tuple[str, ...]
    trust: int
    gap: Decimal
    margin: Decimal
    faults: frozenset[str] = frozenset()


@dataclass
class Take:
    """A negotiation as far as it went."""

    table: Table
    left: int = field(init=False)
    trust: int = field(init=False)
    gap: Decimal = field(init=False)
    known: set[str] = field(default_factory=set)
    given: list[Given] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    faults: set[str] = field(default_factory=set)
    turns: list[Turn] = field(default_factory=list)
    held: int = 0
    bluff: int = 0
    proved: bool = False
    covered: bool = False
    tabled: bool = False
    end: str = ""

    def __post_init__(self) -> None:
        self.left = self.table.minutes
        self.trust = 1 if self.table.traits.mood == WARY else MIDDLE
        self.gap = self.table.first_gap

    @property
    def price(self) -> Decimal:
        """What is left of the price."""
        return self.table.price - sum(one.cost for one in self.given)

    @property
    def margin(self) -> Decimal:
        """What is left of the margin."""
        return self.price - self.table.unit_cost

    def play(self, move: Move) -> Turn:
        """Say or propose something. Raises ValueError once it is over."""
        if self.end:
            raise ValueError(f"{move.id}: {self.end}")
        trust, gap, margin, faults = self.trust, self.gap, self.margin, frozenset(self.faults)
        again = move.kind in self.asked
        self.asked.add(move.kind)
        codes = _RULES[move.kind](self, move, again)
        self.left -= move.minutes
        self.trust = max(0, min(MOST, self.trust))
        codes += self._closing()
        brought = frozenset(self.faults - faults)
        turn = Turn(move, codes, self.trust - trust, self.gap - gap, self.margin - margin, brought)
        self.turns.append(turn)
        return turn

    def _closing(self) -> tuple[str, ...]:
        """Whether it is over now, and what she says then."""
        off = sum(one.off for one in self.given)
        self.faults |= {BEYOND} if off > self.table.authority * self.table.price else set()
        low = self.margin < self.table.margin_floor * self.price
        self.faults |= {UNDER_FLOOR} if low else set()
        if self.end:
            return ()
        if self.faults & {BEYOND, UNDER_FLOOR}:
            self.end = SIGNED
            return ("accord",)
        if not self.trust:
            self.end = CLOSED
            return ("rompue",)
        if self.left <= 0:
            self.end = LATE
            return ("temps",)
        return ()

    # --- what she is asked ---------------------------------------------------------------------------

    def _open(self, move: Move, again: bool) -> tuple[str, ...]:
        if MOTIVE in self.known:
            return self._worse("déjà dit")
        if self.table.traits.mood == PLAYFUL:
            return self._in_vain("leurre", again)
        return self._tell(again)

    def _dig(self, move: Move, again: bool) -> tuple[str, ...]:
        if MOTIVE in self.known:
            return self._worse("déjà dit")
        if "question" not in self.asked:
            return self._worse("interrogatoire")
        if self.table.traits.mood == PLAYFUL and not self.held:
            return self._in_vain("leurre", again)
        return self._tell(again)

    def _tell(self, again: bool) -> tuple[str, ...]:
        if self.trust < MIDDLE:
            return self._in_vain("pas encore", again)
        self.known.add(MOTIVE)
        return ("mobile",)

    def _returns(self, move: Move, again: bool) -> tuple[str, ...]:
        if MOTIVE not in self.known:
            return self._worse("trop tôt")
        if RETURNS in self.known:
            return self._worse("déjà dit")
        self.known.add(RETURNS)
        return ("contreparties",)

    def _compare(self, move: Move, again: bool) -> tuple[str, ...]:
        if SCOPE in self.known:
            return self._worse("déjà vu")
        self.known.add(SCOPE)
        self.gap += self.table.true_gap - self.table.first_gap
        self.trust += self.table.traits.mood == WARY
        return ("page" if self.table.traits.agrees else "page refaite",)

    # --- what she is told ----------------------------------------------------------------------------

    def _rephrase(self, move: Move, again: bool) -> tuple[str, ...]:
        if MOTIVE not in self.known or SAID_BACK in self.known or move.about != self.table.traits.mobile:
            return self._worse("non")
        self.known.add(SAID_BACK)
        self.trust += 1
        return ("oui",)

    def _prove(self, move: Move, again: bool) -> tuple[str, ...]:
        if MOTIVE not in self.known or self.proved or move.about != self.table.traits.mobile:
            return self._worse("et alors")
        self.proved = True
        self.gap -= _PROVED * self.table.true_gap if self.table.traits.agrees else 0
        return ("preuve",)

    def _hold(self, move: Move, again: bool) -> tuple[str, ...]:
        self.held += 1
        if self.bluff == 1:
            self.bluff = 2
            return ("soit",)
        if self.held == 1 and self.table.traits.mood == PLAYFUL:
            self.trust += 1
            return ("tiens donc",)
        if self.held == 1 and self.table.traits.mood == WARY:
            return ("je note",)
        return self._worse("dialogue de sourds")

    def _disparage(self, move: Move, again: bool) -> tuple[str, ...]:
        self.faults.add(DISPARAGED)
        self.trust -= 1
        return self._worse("froid")

    def _promise(self, move: Move, again: bool) -> tuple[str, ...]:
        self.faults.add(PROMISED)
        return ("je vous prends au mot",)

    # --- what she is offered -------------------------------------------------------------------------

    def _split(self, move: Move, again: bool) -> tuple[str, ...]:
        off = _SPLIT * self.table.price
        return self._gift(Given(HALF, off, off), "")

    def _offer(self, move: Move, again: bool) -> tuple[str, ...]:
        offered, kind = self.table.concessions[move.about], self.table.kind(move.about)
        engaged = self.table.kind(move.against) if move.against != NOTHING else ""
        answers = kind == ANSWERS[self.table.traits.mobile] and MOTIVE in self.known
        off = offered.cost if kind in DISCOUNTS else Decimal(0)
        if any(one.code == move.about for one in self.given):
            return self._worse("déjà donné")
        if not engaged:
            return self._gift(Given(move.about, offered.cost, off), kind if answers else "")
        beside = MOTIVE in self.known and not answers and not (self.tabled or self.covered)
        self.tabled |= answers
        self.trust -= beside
        told = ("autre chose",) if beside else ()
        if engaged not in self.table.traits.gives or any(one.against == move.against for one in self.given):
            self.trust -= RETURNS in self.known or again
            return (*told, "pas cela")
        self.given.append(Given(move.about, offered.cost, off, move.against))
        self._called()
        self.gap += _UNREAD * self.table.price if off and SCOPE not in self.known else 0
        if not answers:
            self.gap -= offered.value
            return (*told, "échange")
        if self.table.traits.agrees:
            self.covered = True
            unsaid = 0 if SAID_BACK in self.known else _NOT_SAID_BACK
            self.gap -= (self.table.traits.weight - unsaid) * self.table.true_gap
        else:
            self.gap -= offered.value
        return ("là vous me parlez",)

    def _gift(self, given: Given, answered: str) -> tuple[str, ...]:
        """What is given for nothing: she takes it, and asks for more."""
        self.given.append(given)
        self.trust = max(1, self.trust - 1)
        more = _AGAIN if given.off else _AGAIN_IN_KIND
        self.gap += more * self.table.price - given.off
        if answered and self.table.traits.agrees:
            self.covered = True
            self.gap -= _COVERED_FREE * self.table.true_gap
        self._called()
        return ("encore",)

    def _called(self) -> None:
        """Her last price was a bluff: whatever is granted after it ends it."""
        self.bluff = 2 if self.bluff == 1 else self.bluff

    # --- the ways out --------------------------------------------------------------------------------

    def _conclude(self, move: Move, again: bool) -> tuple[str, ...]:
        if not self.table.traits.agrees:
            if self.known >= {SCOPE, MOTIVE}:
                self.known.add(LAST_WORD)
                return ("dernier mot",)
            return self._in_vain("il manque", again)
        risk = 0 if self.covered else _UNANSWERED * self.table.first_gap
        if self.trust < MIDDLE or self.gap + risk > 0:
            return self._in_vain("il manque", again)
        if self.table.traits.mood == PLAYFUL and not self.bluff:
            self.bluff = 1
            return ("dernier mot",)
        if self.bluff == 1:
            return self._worse("j’attends")
        self.end = SIGNED
        return ("accord",)

    def _leave(self, move: Move, again: bool) -> tuple[str, ...]:
        self.end = LEFT
        return ()

    def _break(self, move: Move, again: bool) -> tuple[str, ...]:
        self.end = BROKEN
        return ()

    def _worse(self, code: str) -> tuple[str, ...]:
        self.trust -= 1
        return (code,)

    def _in_vain(self, code: str, again: bool) -> tuple[str, ...]:
        self.trust -= again
        return (code,)


_RULES: dict[str, Callable[[Take, Move, bool], tuple[str, ...]]] = {
    "question": Take._open,
    "creuser": Take._dig,
    "contreparties": Take._returns,
    "comparer": Take._compare,
    "tenir": Take._hold,
    "reformuler": Take._rephrase,
    "prouver": Take._prove,
    "proposer": Take._offer,
    "poire": Take._split,
    "conclure": Take._conclude,
    "partir": Take._leave,
    "rompre": Take._break,
    "catalogue": lambda take, move, again: take._worse("montre"),
    "chef": lambda take, move, again: take._worse("avec qui décide"),
    "refuser": lambda take, move, again: take._worse("froid"),
    "dénigrer": Take._disparage,
    "promettre": Take._promise,
}


def replayed(table: Table, moves: Iterable[object]) -> Take | None:
    """The take of a list of ids, from the start; None when it is none that can be played."""
    take = Take(table)
    for code in moves:
        move = table.move(code)
        if move is None or take.end:
            return None
        take.play(move)
    return take
