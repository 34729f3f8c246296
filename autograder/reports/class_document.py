"""The class view (*vue de la classe*) for the instructor, as blocks: levels, then what to check."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from autograder.reports.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Kind,
    Paragraph,
    Strong,
    Table,
)
from autograder.reports.levels import Level
from autograder.reports.sheet import CriterionLine, Sheet, Work
from autograder.reports.sheet_document import NOTHING
from autograder.reports.wording import (
    competency_name,
    criterion_mark,
    criterion_name,
    in_short,
    late,
    state,
    total,
)
from ntc.french import day_and_hour, plural
from ntc.referential import Competency, Item

TITLE = "Vue de la classe"


def class_document(sheets: Sequence[Sheet], moment: datetime, unclaimed: Sequence[str] = ()) -> Document:
    """Compose the view of the class whose sheets are given, made at ``moment``.

    ``unclaimed`` tells of the files received that belong to no learner of the class.
    """
    return Document(
        title=TITLE,
        blocks=(
            *_head(sheets, moment),
            *_totals(sheets),
            *_levels(sheets),
            *_to_check(sheets, unclaimed),
        ),
        made=moment,
        foot=TITLE,
    )


def _head(sheets: Sequence[Sheet], moment: datetime) -> Iterator[Block]:
    paper = next((sheet.paper for sheet in sheets if sheet.paper), "")
    yield Heading((f"{TITLE} · {paper}" if paper else TITLE,), 1)
    learners = f"{len(sheets)} {plural(len(sheets), 'apprenant')}"
    made = f"{learners}. Établie le {day_and_hour(moment)}."
    yield Paragraph((f"{made} Document du formateur : ne pas remettre aux apprenants.",))


def _totals(sheets: Sequence[Sheet]) -> Iterator[Block]:
    columns = (
        Column((("Apprenant",),), 40, Kind.HEAD),
        Column((("Total",),), 40),
        Column((("Travaux notés",),), 100, Kind.LIST),
    )
    yield Heading(("Totaux",), 2)
    yield Table("", columns, tuple(_total(sheet) for sheet in sheets))


def _total(sheet: Sheet) -> tuple[Cell, ...]:
    works = tuple((_work(done),) for done in sheet.works)
    said = total(sheet.total) if sheet.total else Level.ABSENT.label
    return ((sheet.name,),), ((said,),), works


def _work(done: Work) -> str:
    told = [done.title, *([f"remis le {day_and_hour(done.submitted)}"] if done.submitted else []), late(done)]
    return ", ".join(part for part in told if part)


def _levels(sheets: Sequence[Sheet]) -> Iterator[Block]:
    yield Heading(("Apprenants et critères",), 2)
    yield Paragraph((f"Signes : {', '.join(f'{level.sign} {level.label}' for level in Level)}",), soft=True)
    tables = [
        table
        for section in zip(*(sheet.sections for sheet in sheets), strict=True)
        if (table := _competency(sheets, section[0][0], [lines for _, lines in section]))
    ]
    yield from tables or [Paragraph((NOTHING,))]


def _competency(
    sheets: Sequence[Sheet], competency: Competency, rows: Sequence[Sequence[CriterionLine]]
) -> Table | None:
    """Set learners against the criteria of a competency that have evidence; None when none has."""
    kept = [column for column in zip(*rows, strict=True) if any(line.evidence for line in column)]
    if not kept:
        return None
    return Table(
        competency_name(competency),
        (Column((("Apprenant",),), 2, Kind.HEAD), *(_column(column[0].criterion) for column in kept)),
        tuple(
            (((Strong(sheet.name, link=f"{sheet.file}.html"),),), *map(_cell, lines))
            for sheet, lines in zip(sheets, zip(*kept, strict=True), strict=True)
        ),
        wide=True,
    )


def _column(criterion: Item) -> Column:
    return Column(((Strong(criterion_name(criterion.id)),), (criterion.label,)), 2, Kind.STATE)


def _cell(line: CriterionLine) -> Cell:
    mark = criterion_mark(line)
    return ((state(line.level),), *([(mark,)] if mark else []), *((said,) for said in in_short(line)))


def _to_check(sheets: Sequence[Sheet], unclaimed: Sequence[str]) -> Iterator[Block]:
    yield Heading(("À vérifier par le formateur",), 2)
    flagged = [sheet for sheet in sheets if sheet.flags]
    if not flagged and not unclaimed:
        yield Paragraph(("Rien à signaler.",))
    for sheet in flagged:
        yield Heading((sheet.name,), 3)
        yield Items(tuple((flag,) for flag in sheet.flags))
    if unclaimed:
        yield Heading(("Reçu, et à personne de la classe",), 3)
        yield Items(tuple((each,) for each in unclaimed))
