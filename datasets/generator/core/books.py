"""The books of the company while they are kept: who buys, what, when; they become tables once complete."""

from dataclasses import dataclass, field
from datetime import date as Day

from generator.core.cents import Line, half_up, margin_rate, total


@dataclass(eq=False)
class Client:
    """An account: its real status, and the CA (cents) that the story gives it a year, or gave it once."""

    name: str
    status: str
    seg_id: str
    town_id: str
    employees: int
    goals: dict[int, int] = field(default_factory=dict)
    id: str = ""
    created: Day = Day(2010, 1, 4)
    newcomer: int = 0
    role: str = ""
    tier: str = "Bronze"
    terms: str = ""
    payer: str = "à l’heure"
    mode: str = "virement"
    former: int = 0
    twin: "Client | None" = None
    siret: str = ""

    @property
    def best(self) -> int:
        """CA of its best year, in cents."""
        return max([*self.goals.values(), self.former])


@dataclass(eq=False)
class Order:
    """An order and its lines. ``kind`` says what it is about; ``month`` is set before the day."""

    year: int
    kind: str
    lines: list[Line]
    origin: str = "TEL"
    month: int = 0
    date: Day | None = None
    client: Client | None = None
    quote: "Quote | None" = None
    cancelled: bool = False
    delivered: Day | None = None
    eco: int = 0
    id: str = ""
    role: str = ""

    @property
    def net(self) -> int:
        """Net HT amount of the order, in cents."""
        return total(self.lines)

    @property
    def discount(self) -> int:
        """Average discount of the order, in hundredths of a point."""
        gross = sum(line.gross for line in self.lines)
        return half_up((gross - self.net) * 10_000, gross)

    @property
    def cost(self) -> int:
        """Cost of the order, in cents."""
        return sum(line.qty * line.cost for line in self.lines)


@dataclass(eq=False)
class Quote:
    """A quote; a won one has an order, and its amount and lines are the order's."""

    account: str
    date: Day
    amount: int
    status: str
    closed_on: Day | None = None
    reason: str | None = None
    competitor: str | None = None
    followups: int = 0
    lines: list[Line] = field(default_factory=list)
    id: str = ""
    role: str = ""

    @property
    def margin_rate(self) -> int:
        """Taux de marque at the costs of the catalogue, in hundredths of a point."""
        return margin_rate(self.lines)


@dataclass(eq=False)
class Invoice:
    """An invoice of an order; amounts in cents."""

    order: Order
    kind: str
    issued: Day
    ht: int
    vat: int
    eco: int = 0
    due: Day = Day(2024, 1, 1)
    disputed: bool = False
    paid: int = 0
    credited: int = 0
    id: str = ""
    role: str = ""

    @property
    def ttc(self) -> int:
        """Amount TTC, in cents."""
        return self.ht + self.vat

    @property
    def open(self) -> int:
        """What is still owed, in cents; negative after an overpayment."""
        return self.ttc - self.paid - self.credited


@dataclass(eq=False)
class Payment:
    """Money received for an invoice, in cents; ``returned`` says why the bank's return of it matters."""

    invoice: Invoice
    date: Day
    amount: int
    mode: str
    returned: str = ""


@dataclass(eq=False)
class CreditNote:
    """A credit note (avoir) on an invoice, in cents TTC."""

    invoice: Invoice
    date: Day
    amount: int
    reason: str


@dataclass
class Books:
    """Everything kept for one variant."""

    clients: list[Client] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    credit_notes: list[CreditNote] = field(default_factory=list)

    @property
    def lost(self) -> Client:
        """The client that goes to a rival (T07)."""
        return next(client for client in self.clients if client.role == "T07")
