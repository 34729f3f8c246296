"""The quote builder (« devis »): lines of the catalogue, conditions, what the house refuses, told live."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ntc.fields.base import Feedback, Field, Reply, Sample, entered_text
from ntc.fields.entries import WRONG_SHAPE, ChoiceEntry, NumberEntry
from ntc.fields.markup import Html
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import NBSP, count, euros, listing, num, pct, percent, typeset
from ntc.instruments.devis import Sheet, sheet
from ntc.instruments.quote_desk import JOINED, SAMPLE, Desk
from ntc.plans.quoting import CGV, NET, STAGES, VISA, Article, Draft, Entered, Priced, Tariff

HEADS = {
    "tier": "Palier de fidélité du client",
    "schedule": "Échéancier",
    "due": "Délai de paiement",
    "validity": "Validité du devis",
}
COUNTERPART = "Contrepartie de la remise"
TERMS, BOXES = "terms", "boxes"
"""The rows of a raw answer that are no line."""
TOTALS = "totals"
"""What is told of no line."""
TICKED = "yes"

_UNREADABLE = typeset("Une case au moins n'est pas lisible.")
_NOT_OFFERED = typeset("Une des lignes n'est pas au catalogue : choisissez de nouveau.")
_NO_QUANTITY = typeset("Une quantité est un nombre plus grand que zéro.")
_NO_DISCOUNT = typeset("Une remise va de 0 à moins de 100 %.")
_NO_MACHINE = typeset(
    "Un contrat se chiffre sur la puissance d'une machine du devis : il n'y en a pas encore."
)
_QTY, _OFF = NumberEntry(), NumberEntry("%")


class QuoteBuilder(Field):
    """A quote drawn up line by line, as the house makes them; it is shown as the client will read it.

    Raw: {article: {"qty": text, "off": text}} for each line, and {"terms": {condition: text}, "boxes": {id:
    "yes"}}, of what was said. Value: ``Draft``, complete once there is a line, each has its quantity, and
    every condition is said. The totals, the margin and the rules that are broken are told while one draws
    it up; which lines the client needs is nowhere here. Raises ValueError when an article has an id that the
    answer needs.
    """

    kind = "quote"
    raw_type = dict

    def __init__(self, id: str, desk: Desk) -> None:
        self.desk = desk
        self._articles = {one.id: one for one in desk.tariff.articles}
        self._entries = {name: ChoiceEntry(options) for name, options in desk.choices.items()}
        self._boxes = JOINED | desk.mentions
        if taken := self._articles.keys() & {TERMS, BOXES, TOTALS}:
            raise ValueError(f"ids that are taken: {sorted(taken)}")
        super().__init__(id)

    def controls(self) -> dict[str, Any]:
        """Describe the catalogue, the conditions and what may be ticked."""
        return {
            "number": f"Devis {self.desk.number}",
            "articles": [(one.id, one.label, _listed(one)) for one in self._articles.values()],
            "conditions": [
                (name, HEADS[name], list(entry.labels.items())) for name, entry in self._entries.items()
            ],
            "counterpart": COUNTERPART,
            "joined": list(JOINED.items()),
            "mentions": list(self.desk.mentions.items()),
        }

    def reply(self, asked: Any) -> Reply | None:
        """Give the page the quote as the client will read it, of what the page holds."""
        match asked:
            case {"sheet": raw}:
                outcome = self.parse(raw)
                draft = outcome.value if isinstance(outcome, Value) else Draft()
                return {"sheet": self._sheet(draft)}, []
        return None

    def feedback(self, raw: Any) -> Feedback:
        """Say what each line comes to, the totals, and what the house refuses."""
        told, outcome = super().feedback(raw), self.parse(raw)
        if not isinstance(outcome, Value):
            return told
        cells = self._cells(raw, outcome.value)
        if any(cell["state"] == "unreadable" for line in cells.values() for cell in line.values()):
            return Feedback(
                "unreadable", told.echo, " ".join(filter(None, [told.message, _UNREADABLE])), cells
            )
        return replace(told, cells=cells)

    def remarks(self, raw: Any) -> list[str]:
        """Say what the house refuses, then what is missing or cannot be read."""
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return super().remarks(raw)
        refused = [one.sentence for one in self.desk.tariff.refusals(outcome.value)]
        unread = [_UNREADABLE] if self.feedback(raw).state == "unreadable" else []
        return [*refused, *filter(None, [self._missing(raw, outcome.value)]), *unread]

    def in_lines(self, value: Value) -> list[str]:
        """Write the lines that can be priced, the conditions that were said and the totals."""
        draft: Draft = value.value
        lines = [
            f"{num(line.qty)} × {line.article.label} : {euros(line.net)}"
            for line in self.desk.tariff.priced(draft)
        ]
        said = [f"{HEADS[name]} : {text}" for name, text in self._words(draft).items() if text]
        granted = [f"{COUNTERPART} : {draft.counterpart}"] if draft.counterpart else []
        ticked = [text for one, text in self._boxes.items() if one in draft.boxes]
        return [typeset(line) for line in [*lines, *said, *granted, *ticked, value.echo]]

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give quotes: whole, begun, empty, unreadable and broken."""
        arguments = {"desk": SAMPLE}
        terms = {"tier": "Or", "schedule": STAGES, "due": NET, "validity": "30"}
        said = {"tier": "Or", "schedule": STAGES, "due": NET, "validity": 30}
        one = Entered(Decimal(1))
        return [
            Sample(
                arguments,
                {
                    "M-22": {"qty": "1", "off": "4 %"},
                    "S-1": {"qty": "2"},
                    "terms": terms | {"counterpart": " Commande avant le 6 mars "},
                    "boxes": {CGV: TICKED},
                },
                "answered",
                Draft(
                    {"M-22": Entered(Decimal(1), Decimal("0.04")), "S-1": Entered(Decimal(2))},
                    **said,
                    counterpart="Commande avant le 6 mars",
                    boxes=frozenset({CGV}),
                ),
            ),
            Sample(arguments, {"M-22": {"qty": "1"}}, "partial", Draft({"M-22": one})),
            Sample(
                arguments,
                {"M-22": {}, "terms": terms},
                "partial",
                Draft({"M-22": Entered(None)}, **said),
            ),
            Sample(arguments, {"terms": {"tier": "Or"}}, "partial", Draft(tier="Or")),
            Sample(arguments, {}, "blank"),
            Sample(arguments, {"terms": {"tier": ""}, "boxes": {}}, "blank"),
            Sample(arguments, {"M-22": {"qty": "une"}}, "unreadable"),
            Sample(arguments, {"M-22": {"qty": "0"}}, "unreadable"),
            Sample(arguments, {"M-22": {"qty": "1", "off": "100 %"}}, "unreadable"),
            Sample(arguments, {"M-22": "1"}, "unreadable"),
            Sample(arguments, {"ghost": {"qty": "1"}}, "unreadable"),
            Sample(arguments, {"M-22": ["1"]}, "unreadable"),
            Sample(arguments, {"terms": {"tier": "Diamant"}}, "unreadable"),
            Sample(arguments, {"terms": {"validity": ["30"]}}, "unreadable"),
            Sample(arguments, ["M-22"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        terms, boxes, lines = raw.get(TERMS, {}), raw.get(BOXES, {}), _lines(raw)
        if not isinstance(terms, dict) or not isinstance(boxes, dict):
            return Unreadable(WRONG_SHAPE)
        if not lines.keys() <= self._articles.keys():
            return Unreadable(_NOT_OFFERED)
        counterpart = terms.get("counterpart", "")
        draft = Draft(
            {sku: Entered(*(_read(cell) for cell in _line(line))) for sku, line in lines.items()},
            **{name: _read(entry.parse(terms.get(name))) for name, entry in self._entries.items()},
            counterpart=" ".join(counterpart.split()) if isinstance(counterpart, str) else "",
            boxes=frozenset(one for one in self._boxes if boxes.get(one) == TICKED),
        )
        draft = replace(draft, validity=int(draft.validity)) if draft.validity else draft
        unread = any(isinstance(cell, Unreadable) for _, cell in self._conditions(terms))
        if draft == Draft() and not unread:
            return Blank()
        missing = self._missing(raw, draft)
        refused = [one.sentence for one in self.desk.tariff.refusals(draft)]
        note = " ".join(filter(None, [*refused, missing]))
        return Value(draft, _summed(self.desk.tariff, draft), note, complete=not missing and not unread)

    def _conditions(self, terms: Mapping[str, Any]) -> list[tuple[str, Outcome]]:
        return [(name, entry.parse(terms.get(name))) for name, entry in self._entries.items()]

    def _missing(self, raw: Mapping[str, Any], draft: Draft) -> str:
        """Say what is still to be said."""
        if not draft.lines:
            return typeset("Il reste à choisir les lignes du devis.")
        asked = [
            f"la quantité de {self._articles[sku].name}"
            for sku, line in _lines(raw).items()
            if isinstance(_line(line)[0], Blank)
        ]
        asked += [
            f"« {HEADS[name]} »"
            for name, cell in self._conditions(raw.get(TERMS, {}))
            if isinstance(cell, Blank)
        ]
        return typeset(f"Il reste à dire : {listing(asked)}.") if asked else ""

    def _cells(self, raw: Mapping[str, Any], draft: Draft) -> dict[str, dict[str, dict[str, str]]]:
        """What the page says of each line, of the conditions that cannot be read, and the totals."""
        worked = {line.article.id: line for line in self.desk.tariff.priced(draft)}
        refused: dict[str, list[str]] = {}
        for one in self.desk.tariff.refusals(draft):
            refused.setdefault(one.line, []).append(one.rule)
        cells = {}
        for sku, line in _lines(raw).items():
            qty, off = _line(line)
            cells[sku] = {"qty": _said(qty), "off": _said(off), "line": _worth(worked.get(sku))}
            if sku in refused:
                cells[sku]["line"]["message"] = f"refusée{NBSP}: {', '.join(refused[sku])}"
            elif sku not in worked and None not in draft.lines[sku]:
                cells[sku]["line"]["message"] = _NO_MACHINE
        conditions = self._conditions(raw.get(TERMS, {}))
        cells[TERMS] = {name: _said(cell) for name, cell in conditions if isinstance(cell, Unreadable)}
        return cells | {TOTALS: _totals(self.desk.tariff, draft)}

    def _words(self, draft: Draft) -> dict[str, str]:
        """What was said of each condition, in words; nothing where nothing was."""
        return {
            name: entry.labels.get(_id(getattr(draft, name)), "") for name, entry in self._entries.items()
        }

    def _sheet(self, draft: Draft) -> Html:
        desk = self.desk
        return sheet(
            Sheet(
                desk.issuer,
                desk.client,
                desk.number,
                desk.on,
                draft,
                desk.tariff.priced(draft),
                desk.tariff.totals(draft),
                desk.tariff.terms,
                self._words(draft),
                # Whoever signs, signs at the foot.
                tuple(text for one, text in self._boxes.items() if one in draft.boxes - {VISA}),
            )
        )

    def _entered(self, raw: Any) -> Html:
        outcome = self.parse(raw)
        return self._sheet(outcome.value) if isinstance(outcome, Value) else entered_text(raw)


def _listed(article: Article) -> str:
    """The list price of an article."""
    each = f" et {euros(article.price_per_kw)} par kW de la machine" if article.price_per_kw else ""
    return typeset(f"{euros(article.price)} HT{each}")


def _lines(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {row: line for row, line in raw.items() if row not in (TERMS, BOXES)}


def _line(line: Any) -> tuple[Outcome, Outcome]:
    """Understand the quantity and the discount of a line; a line that is no mapping is unreadable."""
    if not isinstance(line, dict):
        return Unreadable(WRONG_SHAPE), Value(Decimal(0))
    qty, off = _QTY.parse(line.get("qty")), _OFF.parse(line.get("off"))
    if isinstance(qty, Value) and qty.value <= 0:
        qty = Unreadable(_NO_QUANTITY)
    if isinstance(off, Value) and not 0 <= off.value < 1:
        off = Unreadable(_NO_DISCOUNT)
    return qty, Value(Decimal(0)) if isinstance(off, Blank) else off


def _read(outcome: Outcome) -> Any:
    return outcome.value if isinstance(outcome, Value) else None


def _id(said: Any) -> str:
    return "" if said is None else str(said)


def _said(outcome: Outcome) -> dict[str, str]:
    """Refuse what cannot be read, and remark on how the rest was: the line says what it comes to."""
    match outcome:
        case Unreadable(message):
            return {"state": "unreadable", "echo": "", "message": message}
        case Value(_, _, note):
            return {"state": "answered", "echo": "", "message": note}
    return {"state": "blank", "echo": "", "message": ""}


def _worth(line: Priced | None) -> dict[str, str]:
    told = ""
    if line and line.rate is not None:
        off = f" · remise {pct(line.discount)}" if line.discount else ""
        told = typeset(f"{euros(line.net)} net{off} · marque {percent(line.rate, 1)}")
    return {"state": "answered", "echo": told, "message": ""}


def _totals(tariff: Tariff, draft: Draft) -> dict[str, dict[str, str]]:
    """Each total by name, in the order in which a quote adds them up; nothing while there is none."""
    found = tariff.totals(draft)
    if not found:
        return {}
    margin = f"{euros(found.margin)}, soit {percent(found.margin_rate, 1)} de marque"
    written = {
        "Net des lignes": euros(found.net),
        "Éco-contribution": euros(found.eco_fee),
        "Total HT": euros(found.ht),
        "TVA": euros(found.vat),
        "Total TTC": euros(found.ttc),
        **({} if found.deposit is None else {"Acompte TTC": euros(found.deposit)}),
        "Marge, pour vous": margin,
    }
    return {name: {"state": "answered", "echo": text, "message": ""} for name, text in written.items()}


def _summed(tariff: Tariff, draft: Draft) -> str:
    found, many = tariff.totals(draft), count(len(draft.lines), "ligne")
    if not found:
        return many
    margin = f"marge {euros(found.margin)}, soit {percent(found.margin_rate, 1)} de marque"
    return typeset(f"{many} · {euros(found.ht)} HT · {euros(found.ttc)} TTC · {margin}")
