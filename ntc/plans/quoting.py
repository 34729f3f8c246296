"""A quote being drawn up (« devis »): its totals, and what the house's rules refuse in it, said once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ntc.calc.discounts import compound_discount, instalments
from ntc.calc.margins import margin_rate
from ntc.calc.numbers import cents
from ntc.calc.quotes import Line, quote
from ntc.french import eur, pct, quoted, typeset

NO_TIER = "none"
WHOLE, DEPOSIT, STAGES = "whole", "deposit", "stages"
NET, END_OF_MONTH = "30", "45eom"
CGV, VISA = "cgv", "visa"


@dataclass(frozen=True)
class Article:
    """One line of the catalogue: list price, variable cost and éco-contribution of one, in € HT.

    ``floor``: lowest taux de marque, None when it has none; ``authority``: highest discount in all that the
    seller may grant; ``loyal``: whether the client's tier counts. Of a contract ``price_per_kw`` and
    ``cost_per_kw`` are added for each kW of the machine that it is for; ``kw`` is a machine's power.
    ``lead_days``: days to deliver it.
    """

    id: str
    label: str
    price: Decimal
    cost: Decimal
    floor: Decimal | None
    authority: Decimal
    loyal: bool = True
    eco_fee: Decimal = Decimal(0)
    kw: Decimal | None = None
    price_per_kw: Decimal = Decimal(0)
    cost_per_kw: Decimal = Decimal(0)
    lead_days: int = 0

    @property
    def name(self) -> str:
        """Its French label, in quotation marks."""
        return quoted(self.label)


class Entered(NamedTuple):
    """What was said of a line: quantity, and discount as a ratio; None where nothing could be read."""

    qty: Decimal | None
    off: Decimal | None = Decimal(0)


@dataclass(frozen=True)
class Draft:
    """A quote as it was drawn up; a condition is None while nothing was said of it.

    ``tier``: the client's (« palier »), ``NO_TIER`` for none; ``schedule``: instalments (« échéancier »);
    ``due``: payment terms (« délai de paiement »); ``validity``: days; ``counterpart``: what a discount is
    granted for (« contrepartie »); ``boxes``: ids of what was ticked.
    """

    lines: Mapping[str, Entered] = field(default_factory=dict)
    tier: str | None = None
    schedule: str | None = None
    due: str | None = None
    validity: int | None = None
    counterpart: str = ""
    boxes: frozenset[str] = frozenset()

    @property
    def settled(self) -> bool:
        """Whether every condition was said."""
        return None not in (self.tier, self.schedule, self.due, self.validity)


@dataclass(frozen=True)
class Terms:
    """What the house asks of a quote to this client (rules R03, R04, R07, R22); rates are ratios.

    ``tiers``: rate by tier; ``long_tiers``: those that pay at the end of a month; ``shares``: of each
    schedule, what is paid of the total TTC; ``stages_above``: total HT above which there are stages;
    ``first``: a first order; ``study_above``: total HT above which the design office signs; ``station``: a
    new air station, which it signs whatever its total.
    """

    floor: Decimal
    tiers: Mapping[str, Decimal]
    long_tiers: frozenset[str]
    shares: Mapping[str, tuple[Decimal, ...]]
    stages_above: Decimal
    validity: int
    study_above: Decimal
    vat: Decimal
    first: bool = False
    station: bool = False


class Priced(NamedTuple):
    """A line worked out: unit price and unit cost in € HT, discounts in cascade as ratios."""

    article: Article
    qty: Decimal
    unit: Decimal
    unit_cost: Decimal
    discounts: tuple[Decimal, ...]

    @property
    def line(self) -> Line:
        """The line as a quote is worked out from it."""
        return Line(self.qty, self.unit, self.unit_cost, self.discounts, self.article.eco_fee)

    @property
    def discount(self) -> Decimal:
        """The discount in all, a ratio."""
        return compound_discount(self.discounts)

    @property
    def net(self) -> Decimal:
        """Net amount in € HT."""
        return self.line.net

    @property
    def rate(self) -> Decimal | None:
        """Taux de marque, a ratio; None for a line that is given away."""
        return margin_rate(self.net, cents(self.qty * self.unit_cost)) if self.net else None


class Totals(NamedTuple):
    """Totals of a quote in €, its taux de marque, and its instalments TTC, none while no schedule is said."""

    gross: Decimal
    net: Decimal
    eco_fee: Decimal
    ht: Decimal
    vat: Decimal
    ttc: Decimal
    margin: Decimal
    margin_rate: Decimal
    instalments: tuple[Decimal, ...]

    @property
    def deposit(self) -> Decimal | None:
        """What is paid with the order, TTC (« acompte »); None while no schedule is said."""
        if not self.instalments:
            return None
        return self.instalments[0] if len(self.instalments) > 1 else Decimal(0)


class Refusal(NamedTuple):
    """A rule of the house that a quote breaks: its code, the French sentence, the line's id if it is one."""

    rule: str
    sentence: str
    line: str = ""


@dataclass(frozen=True)
class Tariff:
    """A catalogue and the terms under which quotes are made of it; ValueError when two articles share an id.

    No total here is asked of a learner, and nothing says which articles a client needs.
    """

    articles: tuple[Article, ...]
    terms: Terms

    def __post_init__(self) -> None:
        if len({one.id for one in self.articles}) != len(self.articles):
            raise ValueError("each article needs an id of its own")

    def priced(self, draft: Draft) -> tuple[Priced, ...]:
        """Work out the lines that can be, in the order of the catalogue.

        A line without a quantity or a discount that can be read is left out, and a contract without a
        machine: it is priced by the most powerful one of the quote.
        """
        power = self._power(draft)
        return tuple(
            self._line(one, draft, power)
            for one in self._kept(draft)
            if None not in draft.lines[one.id] and (power is not None or not one.price_per_kw)
        )

    def totals(self, draft: Draft) -> Totals | None:
        """Work the quote out (F85, F14); None while nothing in it can be priced."""
        return self._totals(draft, self.priced(draft))

    def _totals(self, draft: Draft, lines: Sequence[Priced]) -> Totals | None:
        if not any(line.net for line in lines):
            return None
        worked = quote([line.line for line in lines], self.terms.vat)
        shares = self.terms.shares[draft.schedule] if draft.schedule else ()
        return Totals(*worked, instalments(worked.ttc, shares) if shares else ())

    def refusals(self, draft: Draft) -> list[Refusal]:
        """What the house's rules refuse in a quote, rule by rule; a condition that was not said breaks none.

        What is to be joined is asked for once the conditions are settled.
        """
        lines = self.priced(draft)
        totals = self._totals(draft, lines)
        found = [*self._of_lines(draft, lines, totals), *self._of_conditions(draft, totals)]
        return [Refusal(rule, typeset(f"{sentence} (règle {rule})."), line) for rule, sentence, line in found]

    def _of_lines(self, draft: Draft, lines: Sequence[Priced], totals: Totals | None) -> Iterator[Refusal]:
        for line in lines:
            article, given = line.article, line.discount
            if given > article.authority:
                yield Refusal("R02", _beyond(article, given), article.id)
            if article.floor is not None and (line.rate is None or line.rate < article.floor):
                rate = "rien" if line.rate is None else f"{pct(line.rate)} de taux de marque"
                said = f"{article.name} : {rate}, sous le plancher de {pct(article.floor)}"
                yield Refusal("R03", said, article.id)
        if totals and totals.margin_rate < self.terms.floor:
            said = f"Devis entier : {pct(totals.margin_rate)} de taux de marque"
            yield Refusal("R03", f"{said}, sous le plancher de {pct(self.terms.floor)}")
        if not draft.counterpart and any(given.off for given in draft.lines.values()):
            yield Refusal("R26", "Une remise se consent contre quelque chose : écrivez la contrepartie")

    def _of_conditions(self, draft: Draft, totals: Totals | None) -> Iterator[Refusal]:
        terms = self.terms
        if totals is None:
            return
        if draft.schedule and draft.schedule != self._schedule(totals):
            yield Refusal("R07", f"Échéancier à revoir pour {eur(totals.ht)} HT{self._of_first()}")
        if draft.due and draft.tier and draft.due != self._due(draft.tier):
            yield Refusal("R07", f"Délai de paiement à revoir pour ce client{self._of_first()}")
        if draft.validity and draft.validity != terms.validity:
            yield Refusal("R22", f"Un devis de la maison ne vaut pas {draft.validity} jours")
        if not draft.settled:
            return
        if CGV not in draft.boxes:
            yield Refusal("R22", "Un devis part avec une pièce jointe qui n’y est pas encore")
        if VISA not in draft.boxes and (terms.station or totals.ht > terms.study_above):
            yield Refusal("R22", "Ce devis ne part pas sans une autre signature que la vôtre")

    def _of_first(self) -> str:
        return ", première commande de ce client" if self.terms.first else ""

    def _schedule(self, totals: Totals) -> str:
        if totals.ht > self.terms.stages_above:
            return STAGES
        return DEPOSIT if self.terms.first else WHOLE

    def _due(self, tier: str) -> str:
        return END_OF_MONTH if tier in self.terms.long_tiers and not self.terms.first else NET

    def _kept(self, draft: Draft) -> list[Article]:
        if strange := draft.lines.keys() - {one.id for one in self.articles}:
            raise KeyError(f"not offered: {sorted(strange)}")
        return [one for one in self.articles if one.id in draft.lines]

    def _power(self, draft: Draft) -> Decimal | None:
        return max((one.kw for one in self._kept(draft) if one.kw is not None), default=None)

    def _line(self, article: Article, draft: Draft, power: Decimal | None) -> Priced:
        qty, off = draft.lines[article.id]
        kw = power if article.price_per_kw else Decimal(0)
        tier = self.terms.tiers.get(draft.tier, Decimal(0)) if article.loyal else Decimal(0)
        return Priced(
            article,
            qty,
            article.price + article.price_per_kw * kw,
            article.cost + article.cost_per_kw * kw,
            tuple(rate for rate in (tier, off) if rate),
        )


def _beyond(article: Article, given: Decimal) -> str:
    if not article.authority:
        return f"{article.name} : aucune remise, même de fidélité"
    allowed = f"vous pouvez accorder {pct(article.authority)} au plus"
    return f"{article.name} : {pct(given)} de remise en tout, palier compris ; {allowed}"
