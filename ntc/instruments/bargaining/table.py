"""What lies on the table: the deal, who sits opposite, what may be said, offered and asked for in return."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ntc.case import Case, CaseError
from ntc.french import typeset
from ntc.instruments.bargaining.sealed import opened

HURRIED, WARY, PLAYFUL = "pressée", "méfiante", "joueuse"
"""Her moods: what her first line lets one hear."""
MOTIVES = ("date", "trésorerie", "arrêt")
ANSWERS = {"date": "standby", "trésorerie": "terms", "arrêt": "warranty"}
"""By motive, the kind of concession that answers it."""
DISCOUNTS = ("small_discount", "discount", "large_discount")
"""The kinds of concession that are a lower price."""
NOTHING = "rien"
"""What is asked for in return of a gift."""
USEFUL = ("question", "creuser", "contreparties", "comparer", "tenir")
POOR = ("catalogue", "poire", "chef", "refuser", "dénigrer", "promettre")
WAYS_OUT = ("conclure", "partir", "rompre")
REPHRASE, PROVE, OFFER = "reformuler", "prouver", "proposer"
COMPOSED = {REPHRASE: 1, PROVE: 2, OFFER: 2}
"""What one puts together oneself, and the minutes it takes."""

_BROKEN = (
    "Cet entretien ne peut pas s’ouvrir : le fichier {variant}/buyers.csv du cours est abîmé. Vos réponses "
    "sont gardées. Réinstallez le cours, ou prévenez votre formateur."
)


@dataclass(frozen=True)
class Move:
    """What the learner does: a ready sentence, or one put together; ``about`` says of what."""

    id: str
    kind: str
    minutes: int
    text: str
    about: str = ""
    against: str = ""


@dataclass(frozen=True)
class Traits:
    """What she keeps to herself; ``kinds`` says what each concession and each firm engagement is."""

    mood: str
    mobile: str
    agrees: bool
    gives: frozenset[str]
    weight: Decimal
    under: Decimal
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class Offered:
    """A concession: what it costs us, what it is worth to this client."""

    id: str
    label: str
    cost: Decimal
    value: Decimal


@dataclass(frozen=True)
class Table:
    """A negotiation that can be played, the same each time for the same moves."""

    name: str
    speaker: str
    minutes: int
    traits: Traits
    price: Decimal
    unit_cost: Decimal
    rival: Decimal
    ceiling: Decimal
    margin_floor: Decimal
    authority: Decimal
    sentences: Sequence[Move]
    lines: Sequence[tuple[str, str, str, str]]
    concessions: Mapping[str, Offered]
    counterparts: Mapping[str, str]
    topics: Mapping[str, str]
    proofs: Mapping[str, str]

    @property
    def first_gap(self) -> Decimal:
        """What she says separates the two prices."""
        return self.price - self.rival

    @property
    def true_gap(self) -> Decimal:
        """What does, once both pages are read: at equal scope, or by the page that was made again."""
        return self.price - (self.ceiling if self.traits.agrees else self.traits.under)

    def kind(self, code: str) -> str:
        """What a concession or a counterpart is; nothing for one that binds nobody."""
        return self.traits.kinds.get(code, "")

    def move(self, code: object) -> Move | None:
        """The move of an id: that of a sentence, « reformuler:… », « prouver:… », « proposer:…|… »."""
        if not isinstance(code, str):
            return None
        kind, _, rest = code.partition(":")
        about, _, against = rest.partition("|")
        minutes = COMPOSED.get(kind, 0)
        if kind == REPHRASE and rest in self.topics:
            return Move(code, kind, minutes, self.topics[rest], rest)
        if kind == PROVE and rest in self.proofs:
            return Move(code, kind, minutes, typeset(f"Je vous montre : {self.proofs[rest]}."), rest)
        if (
            kind == OFFER
            and about in self.concessions
            and (against in self.counterparts or against == NOTHING)
        ):
            return Move(code, kind, minutes, self._offered(about, against), about, against)
        return next((one for one in self.sentences if one.id == code), None)

    def _offered(self, about: str, against: str) -> str:
        given = small(self.concessions[about].label)
        if against == NOTHING:
            return typeset(f"Je vous propose ceci : {given}.")
        asked = small(self.counterparts[against])
        return typeset(f"Si vous nous donnez ceci : {asked}, alors je vous propose cela : {given}.")


def small(label: str) -> str:
    """A label inside a sentence: without its capital."""
    return label[:1].lower() + label[1:]


def traits_of(told: Mapping[str, Any]) -> Traits:
    """Her traits, of the values that a seal holds or the instructor's side knows."""
    return Traits(
        told["mood"],
        told["mobile"],
        told["agrees"],
        frozenset(told["gives"].split()),
        Decimal(told["weight"]),
        Decimal(told["under"]),
        dict(told["kinds"]),
    )


def _sealed(seal: str, variant: str, buyer: str) -> Traits:
    try:
        return traits_of(opened(seal, variant, buyer))
    except (ValueError, LookupError, ArithmeticError, TypeError, AttributeError) as error:
        raise CaseError(typeset(_BROKEN.format(variant=variant))) from error


def table(
    case: Case,
    buyer: str,
    speaker: str,
    topics: Mapping[str, str],
    proofs: Mapping[str, str],
    traits: Traits | None = None,
) -> Table:
    """The negotiation with a buyer of the case, by her code; StopIteration when there is none.

    ``topics`` are what may be said back to her, by motive; ``proofs`` what may be shown. Without ``traits``
    they are read from the seal of the data, and a seal that does not open raises CaseError.
    """
    row = next(one for one in case.buyers if one.buyer_id == buyer)
    (deal,) = case.deals
    family = next(one.family for one in case.products if one.sku == deal.sku)
    if traits is None:
        traits = _sealed(row.seal, case.variant, buyer)
    return Table(
        f"{case.variant}/{buyer}",
        typeset(speaker),
        row.minutes,
        traits,
        deal.price,
        deal.unit_cost,
        deal.rival_price,
        deal.rival_price + deal.missing_cost,
        Decimal(str(case.policy["margin_floor"][family])),
        Decimal(str(case.policy["discount_authority"]["equipment"]["seller"])),
        tuple(Move(one.move_id, one.kind, one.minutes, typeset(one.text)) for one in case.moves),
        tuple((one.code, one.mood or "", one.mobile or "", typeset(one.text)) for one in case.buyer_lines),
        {
            one.concession_id: Offered(one.concession_id, typeset(one.label), one.cost, one.value)
            for one in case.concessions
        },
        {one.counterpart_id: typeset(one.label) for one in case.counterparts},
        {code: typeset(text) for code, text in topics.items()},
        {code: typeset(text) for code, text in proofs.items()},
    )
