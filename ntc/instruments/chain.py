"""The sizing sheet (« chaîne d'air »): elements in their order, each with its model and one's own figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from ntc.case import Case
from ntc.fields.base import Feedback, Field, Sample, entered_text
from ntc.fields.entries import WRONG_SHAPE, ChoiceEntry, Entry, NumberEntry
from ntc.fields.kinds.table import said
from ntc.fields.markup import Html, element
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import NBSP, count, listing, typeset

Symbol = Literal["compressor", "vessel", "dryer", "filter", "separator", "network"]
"""What an element is drawn as: compresseur, cuve, sécheur, filtre, séparateur, réseau."""

PLACE, MODEL = "place", "model"
MODEL_HEAD = "Modèle"

_NOT_THERE = typeset("Un des éléments n'existe pas ici : choisissez de nouveau.")
_UNREADABLE = typeset("Une case au moins n'est pas lisible.")


@dataclass(frozen=True)
class Element:
    """An element of the chain: ``models``, pairs of id and label to choose from, if it has some.

    ``figures``: triples (id, label, unit), the boxes for what one worked out oneself. Raises ValueError for
    a figure that takes the id of the place or of the model, or a symbol that cannot be drawn.
    """

    id: str
    label: str
    symbol: Symbol
    models: Sequence[tuple[str, str]] = ()
    figures: Sequence[tuple[str, str, str]] = ()

    def __post_init__(self) -> None:
        if self.symbol not in get_args(Symbol):
            raise ValueError(f"{self.id}: no such symbol: {self.symbol}")
        if {PLACE, MODEL} & {id for id, *_ in self.figures}:
            raise ValueError(f"{self.id}: ids that are taken: {self.figures}")


@dataclass(frozen=True)
class Chain:
    """Elements in their order, the models chosen, and the figures typed, by element."""

    order: tuple[str, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Outcome]] = field(default_factory=dict)


class AirChain(Field):
    """A chain of air built element by element; it is drawn as one builds it, and works nothing out.

    Raw: {element: {"place": "1", "model": id, figure: text}} for the elements that are in it; of two at one
    place the first of those given comes first. Value: ``Chain``, complete once each element is in it with
    its model and its figures.
    """

    kind = "chain"
    raw_type = dict

    def __init__(self, id: str, elements: Sequence[Element]) -> None:
        self.elements = {one.id: one for one in elements}
        if len(self.elements) != len(elements):
            raise ValueError(f"{id}: each element needs an id of its own")
        self._entries: dict[str, dict[str, Entry]] = {
            one.id: ({MODEL: ChoiceEntry(one.models)} if one.models else {})
            | {name: NumberEntry(unit) for name, _, unit in one.figures}
            for one in elements
        }
        super().__init__(id)

    def controls(self) -> dict[str, Any]:
        """Describe the elements: what each is drawn as, its boxes in their order."""
        return {
            "elements": [
                {
                    "id": one.id,
                    "label": one.label,
                    "symbol": one.symbol,
                    "boxes": [
                        {"id": name, "label": self._heads(one)[name]} | entry.controls()
                        for name, entry in self._entries[one.id].items()
                    ],
                }
                for one in self.elements.values()
            ]
        }

    def feedback(self, raw: Any) -> Feedback:
        """Say, box by box, what is understood; one unreadable box makes the chain unreadable."""
        told, outcome = super().feedback(raw), self.parse(raw)
        if not isinstance(outcome, Value):
            return told
        cells = {
            id: {name: said(cell) for name, cell in line.items()} for id, line in self._parsed(raw).items()
        }
        if any(cell["state"] == "unreadable" for line in cells.values() for cell in line.values()):
            return Feedback("unreadable", told.echo, _UNREADABLE, cells)
        return Feedback(told.state, told.echo, told.message, cells)

    def in_lines(self, value: Value) -> list[str]:
        """Write the elements in their order, each with its model and its figures."""
        chain: Chain = value.value
        return [
            typeset(" — ".join([f"{rank}. {self.elements[id].label}", *self._told(id, chain)]))
            for rank, id in enumerate(chain.order, 1)
        ]

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give chains: whole, begun, empty, and with what cannot be."""
        arguments = {"elements": SAMPLE}
        flow = Value(NumberEntry("m³/min").parse("5,63").value, f"5,63{NBSP}m³/min")
        return [
            Sample(
                arguments,
                {
                    "d": {"place": "2", "model": "SF-70", "flow": "5,63"},
                    "c": {"place": "1", "model": "GV-22"},
                    "n": {"place": "3"},
                },
                "answered",
                Chain(("c", "d", "n"), {"c": "GV-22", "d": "SF-70"}, {"c": {}, "d": {"flow": flow}, "n": {}}),
            ),
            Sample(
                arguments,
                {"d": {"place": "1"}, "c": {"place": "1"}},
                "partial",
                Chain(("c", "d"), {}, {"c": {}, "d": {"flow": Blank()}}),
            ),
            Sample(arguments, {}, "blank"),
            Sample(arguments, {"c": {"place": "1", "model": "XX"}}, "unreadable"),
            Sample(arguments, {"d": {"place": "1", "flow": "beaucoup"}}, "unreadable"),
            Sample(arguments, {"d": {"place": "1", "flow": ["5"]}}, "unreadable"),
            Sample(arguments, {"d": {"flow": "5,63"}}, "unreadable"),
            Sample(arguments, {"d": {"place": "²"}}, "unreadable"),
            Sample(arguments, {"ghost": {"place": "1"}}, "unreadable"),
            Sample(arguments, {"c": "1"}, "unreadable"),
            Sample(arguments, ["c"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        if not raw:
            return Blank()
        if not raw.keys() <= self.elements.keys():
            return Unreadable(_NOT_THERE)
        if not all(isinstance(line, dict) and _place(line) for line in raw.values()):
            return Unreadable(WRONG_SHAPE)
        order = tuple(sorted((id for id in self.elements if id in raw), key=lambda id: _place(raw[id])))
        cells = self._parsed(raw)
        models = {id: line[MODEL] for id, line in cells.items() if MODEL in line}
        chain = Chain(
            order,
            {id: cell.value for id, cell in models.items() if isinstance(cell, Value)},
            {id: {name: cell for name, cell in cells[id].items() if name != MODEL} for id in cells},
        )
        missing = self._missing(cells)
        echo = f"{count(len(order), 'élément')} sur {len(self.elements)}"
        whole = all(isinstance(cell, Value) for line in cells.values() for cell in line.values())
        return Value(chain, echo, missing, complete=not missing and whole)

    def _parsed(self, raw: Mapping[str, Any]) -> dict[str, dict[str, Outcome]]:
        """Understand every box of the elements that are in the chain, in the order of the elements."""
        return {
            id: {name: entry.parse(raw[id].get(name)) for name, entry in self._entries[id].items()}
            for id in self.elements
            if id in raw
        }

    def _missing(self, cells: Mapping[str, Mapping[str, Outcome]]) -> str:
        """Say what is still to be placed, and what is still to be filled in."""
        left = [one.label for id, one in self.elements.items() if id not in cells]
        empty = [
            f"{self._heads(self.elements[id])[name]} ({self.elements[id].label})"
            for id, line in cells.items()
            for name, cell in line.items()
            if isinstance(cell, Blank)
        ]
        told = [f"À placer : {listing(left)}."] if left else []
        told += [f"Il reste à remplir : {listing(empty)}."] if empty else []
        return typeset(" ".join(told))

    def _told(self, id: str, chain: Chain) -> list[str]:
        """The model and the figures of an element, each under its head."""
        one, said = self.elements[id], chain.figures[id]
        model = dict(one.models).get(chain.models.get(id, ""))
        figures = [
            f"{label} : {said[name].echo}" for name, label, _ in one.figures if isinstance(said[name], Value)
        ]
        return [*([f"{MODEL_HEAD} : {model}"] if model else []), *figures]

    def _heads(self, one: Element) -> dict[str, str]:
        return {MODEL: MODEL_HEAD} | {name: label for name, label, _ in one.figures}

    def _entered(self, raw: Any) -> Html:
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return entered_text(raw)
        cells = self._parsed(raw)
        return element("ol", *(self._written(id, cells[id]) for id in outcome.value.order))

    def _written(self, id: str, cells: Mapping[str, Outcome]) -> Html:
        one = self.elements[id]
        heads = self._heads(one)
        written = [f"{heads[name]} : {_shown(cell)}" for name, cell in cells.items()]
        return element("li", element("strong", one.label), *(f" · {typeset(text)}" for text in written))


def models(case: Case, prefix: str) -> tuple[tuple[str, str], ...]:
    """The models of the catalogue whose reference begins so: pairs of reference and label."""
    return tuple(
        (one.sku, f"{one.sku}, {one.label}") for one in case.products if one.sku.startswith(f"{prefix}-")
    )


def _place(line: Mapping[str, Any]) -> int:
    """The place that a line says, from 1; 0 when it says none."""
    said = line.get(PLACE)
    return int(said) if isinstance(said, str) and said.isdecimal() and len(said) < 3 else 0


def _shown(outcome: Outcome) -> str:
    match outcome:
        case Blank():
            return "sans réponse"
        case Unreadable(message):
            return f"illisible : {message}"
        case Value(_, echo):
            return echo


SAMPLE = (
    Element("c", "Compresseur", "compressor", (("GV-22", "GV-22, 22 kW"), ("GV-30", "GV-30, 30 kW"))),
    Element(
        "d",
        "Sécheur <b>froid</b>",
        "dryer",
        (("SF-40", "SF-40, 4 m³/min"), ("SF-70", "SF-70, 7 m³/min")),
        (("flow", "Débit corrigé", "m³/min"),),
    ),
    Element("n", "Réseau", "network"),
)
