"""The reader (« liseuse »): texts of a table as cards, in a list or one at a time, marked for oneself."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from ntc.case import Case, Column, schema
from ntc.exercises import Exercise
from ntc.fields.base import Feedback, Sample
from ntc.fields.kinds.match import MatchField
from ntc.fields.markup import Html, element
from ntc.fields.options import Options
from ntc.french import count, typeset
from ntc.tables.declared import code, shown

MARKS = (("keep", "à garder"), ("doubt", "à revoir"), ("drop", "à écarter"))
_UNMARKED = typeset("Aucune marque : elles sont pour vous, sans note.")


class Shape(NamedTuple):
    """Which columns make a card: its title, its facts, its texts, and the lines of another table."""

    title: str
    facts: Sequence[str]
    texts: Sequence[str]
    lines: tuple[str, str, str] | None


class Text(NamedTuple):
    """One text to read: what it is called, its facts (head, value), its paragraphs."""

    id: str
    title: str
    facts: list[tuple[str, str]]
    texts: list[str]


class Reader(MatchField):
    """Texts of a public table to read, search and mark for oneself; it is no exercise and nothing counts it.

    ``title``, ``facts`` and ``texts`` name columns of ``table``: what a card is called, what stands under its
    title with the French heads of the schema, and what is read in full; ``lines`` are those of a table that
    refers to this one: (table, who speaks, what is said). ``only`` names the rows to show, ``order`` the
    column that sorts them (« -date »: the last one first). Raw and value: as ``MatchField``, {row: mark}; an
    id that no exercise bears. Raises KeyError for a table or a column that a learner may not read.
    """

    kind = "reader"
    assessed = False

    def __init__(
        self,
        id: str,
        case: Case,
        table: str,
        *,
        title: str,
        facts: Sequence[str] = (),
        texts: Sequence[str] = (),
        lines: tuple[str, str, str] | None = None,
        only: Iterable[str] | None = None,
        order: str = "",
        marks: Options = MARKS,
        label: str = "",
    ) -> None:
        self.texts = _texts(case, table, Shape(title, facts, texts, lines), only, order)
        self._label = typeset(label or schema()[table].label)
        super().__init__(id, [(one.id, one.title) for one in self.texts], marks)

    @property
    def label(self) -> str:
        """What is read: the French name of the table, unless the lesson says another."""
        return self._label

    def controls(self) -> dict[str, Any]:
        """Describe the texts and the marks."""
        return {"texts": [one._asdict() for one in self.texts], "options": list(self.choices.items())}

    def feedback(self, raw: Any) -> Feedback:
        """Say how many texts are marked: a text without a mark is no answer that is missing."""
        told = super().feedback(raw)
        match told.state:
            case "blank":
                return Feedback("blank", message=_UNMARKED)
            case "unreadable":
                return told
        marked = sum(bool(mark) for mark in raw.values())
        return Feedback("answered", count(marked, "texte marqué", "textes marqués"))

    def remarks(self, raw: Any) -> list[str]:
        """Remark on nothing before handing in: marks are the reader's own."""
        return []

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give none: its cards are those of a case."""
        return []

    def _declared(self, id: str) -> tuple[Exercise, str]:
        return Exercise(id, self._label, 0, (), ()), ""

    def _listed(self, given: dict[str, str]) -> Html:
        """Write the marked texts with their marks."""
        marked = (one for one in self.texts if one.id in given)
        return element(
            "ul", *(element("li", typeset(f"{one.title} : {self.choices[given[one.id]]}")) for one in marked)
        )


def _texts(case: Case, table: str, shape: Shape, only: Iterable[str] | None, order: str) -> list[Text]:
    """The rows of a table as texts to read, in order."""
    columns = _public(table)
    rows = case.rows(table)
    if only is not None:
        kept = set(only)
        rows = [row for row in rows if code(schema()[table], row) in kept]
    if order:
        name = columns[order.removeprefix("-")].name
        rows = sorted(rows, key=lambda row: getattr(row, name), reverse=order.startswith("-"))
    said = _said(case, table, *shape.lines) if shape.lines else {}
    return [_text(case, columns, shape, row, said, code(schema()[table], row)) for row in rows]


def _text(
    case: Case, columns: dict[str, Column], shape: Shape, row: Any, said: dict[str, list[str]], code: str
) -> Text:
    def filled(names: Sequence[str]) -> list[tuple[str, str]]:
        cells = ((columns[name].label, _read(case, columns[name], row)) for name in names)
        return [(head, value) for head, value in cells if value]

    texts = [value for _, value in filled(shape.texts)]
    return Text(code, _read(case, columns[shape.title], row), filled(shape.facts), texts + said.get(code, []))


def _public(table: str) -> dict[str, Column]:
    return {column.name: column for column in schema()[table].public}


def _said(case: Case, table: str, lines: str, speaker: str, text: str) -> dict[str, list[str]]:
    """What is said in each card, line by line, in the order of the table of lines."""
    columns = _public(lines)
    link = next(
        column.name for column in columns.values() for to in column.references if to.split(".")[0] == table
    )
    found: dict[str, list[str]] = {}
    for row in case.rows(lines):
        who, what = (_read(case, columns[name], row) for name in (speaker, text))
        found.setdefault(getattr(row, link), []).append(typeset(f"{who} : {what}"))
    return found


def _read(case: Case, column: Column, row: Any) -> str:
    """A cell as one reads it, a code by the name that it stands for."""
    value = getattr(row, column.name)
    return _names(case, column.references).get(value) or typeset(shown(column, value))


@cache
def _names(case: Case, references: tuple[str, ...]) -> dict[str, str]:
    """What the codes of a column stand for, where that has a name."""
    targets = [schema()[reference.split(".")[0]] for reference in references]
    return {
        getattr(row, target.key[0]): shown(
            _public(target.name)[target.naming[0]], getattr(row, target.naming[0])
        )
        for target in targets
        if target.naming
        for row in case.rows(target.name)
    }
