"""The criterion sheet (*fiche de preuves par critère*) of a learner, as blocks."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from autograder.reports.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Kind,
    Line,
    Paragraph,
    Quoted,
    Signatures,
    Strong,
    Table,
)
from autograder.reports.levels import RESERVES, RULE, Level
from autograder.reports.sheet import CriterionLine, Evidence, Sheet
from autograder.reports.wording import (
    answered,
    competency_name,
    criterion_mark,
    criterion_title,
    evidence_mark,
    handed_in,
    made,
    remarks,
    reserves,
    state,
    total,
    work,
)
from ntc import referential
from ntc.french import NBSP, typeset
from ntc.referential import Competency, Item

TITLE = "Fiche de preuves par critère"
TO_OBSERVE = (
    "La leçon le fait travailler sans le noter : c’est à voir en salle ou en entreprise, puis à écrire ici à "
    "la main. Une ligne vide n’est pas une preuve."
)
NOTHING = "Aucun critère n’a encore été évalué."


def sheet_document(sheet: Sheet, moment: datetime) -> Document:
    """Compose the sheet of a learner, made at ``moment``."""
    blocks = (*_head(sheet, moment), *_how_to_read(), *_summary(sheet), *_proofs(sheet), *_remainder(sheet))
    return Document(
        title=f"{TITLE} : {sheet.name}",
        blocks=(
            *blocks,
            Signatures(("Le formateur (nom, date, signature)", "L’apprenant (date, signature)")),
            *_annexes(sheet),
        ),
        made=moment,
        foot=f"{sheet.name} ({sheet.learner_id})",
    )


def _head(sheet: Sheet, moment: datetime) -> Iterator[Block]:
    title = referential.load()
    yield Heading((TITLE,), 1)
    yield Paragraph((f"Titre professionnel « {title.title} » ({title.code}, {title.edition})",))
    yield Facts(
        (
            ("Apprenant", sheet.name),
            ("Identifiant", sheet.learner_id),
            ("Données", f"jeu {sheet.variant}"),
            ("Fiche établie le", made(moment)),
            *(("Travail noté", work(done)) for done in sheet.works),
            *((("Total", total(sheet.total)),) if sheet.total else ()),
        )
    )


def _how_to_read() -> Iterator[Block]:
    yield Heading(("Comment lire cette fiche",), 2)
    yield Paragraph((typeset(RULE),))
    yield Items(tuple((state(level), typeset(f" : {level.meaning}")) for level in Level))
    yield Paragraph((typeset(RESERVES),))


def _summary(sheet: Sheet) -> Iterator[Block]:
    yield Heading(("En un coup d’œil",), 2)
    if not sheet.assessed:
        yield Paragraph((NOTHING,))
    columns = (
        Column((("Critère",),), 100, Kind.HEAD),
        Column((("Niveau",),), 52),
        Column((("Points",),), 28, Kind.FIGURE),
    )
    for competency, lines in sheet.assessed:
        rows = tuple(
            (
                ((criterion_title(line.criterion),),),
                ((state(line.level),), *((reserve,) for reserve in reserves(line))),
                ((criterion_mark(line),),),
            )
            for line in lines
        )
        yield Table(competency_name(competency), columns, rows)


def _proofs(sheet: Sheet) -> Iterator[Block]:
    for competency, lines in sheet.assessed:
        yield Heading((f"Les preuves : {competency.title}",), 2)
        for line in lines:
            if line.evidence:
                yield from _criterion(line)
        if observed := sheet.observed.get(competency.id):
            yield from _observed(observed)


def _criterion(line: CriterionLine) -> Iterator[Block]:
    title = criterion_title(line.criterion)
    reserved = "".join(f", {reserve}" for reserve in reserves(line))
    yield Heading((f"{title} — ", state(line.level), *([reserved] if reserved else [])), 3)
    columns = (
        Column((("Date",),), 23, Kind.SHORT),
        Column((("Exercice",),), 45, Kind.HEAD),
        Column((("Note",),), 24, Kind.FIGURE),
        Column((("Observations",),), 88, Kind.LIST),
    )
    yield Table("", columns, tuple(_proof(piece) for piece in line.evidence))
    if line.unseen:
        yield Paragraph((typeset(line.unseen),), soft=True)


def _proof(piece: Evidence) -> tuple[Cell, ...]:
    observations: list[Line] = [
        (Strong(f"{heading} :"), f" {sentence}") if heading else (sentence,)
        for heading, sentence in remarks(piece)
    ]
    return ((answered(piece),),), ((piece.title,),), ((evidence_mark(piece),),), tuple(observations)


def _annexes(sheet: Sheet) -> Iterator[Block]:
    for production in sheet.productions:
        yield Heading((typeset(f"Annexe : {production.title}"),), 2)
        yield Paragraph((handed_in(production),), soft=True)
        yield Quoted(production.text)


def _observed(items: Sequence[Item]) -> Iterator[Block]:
    yield Heading(("Travaillé, à observer par le formateur",), 3)
    yield Paragraph((typeset(TO_OBSERVE),), soft=True)
    heads = (("Ce qui est travaillé", 60), ("Date", 22), ("Observateur", 38), ("Constat", 60))
    columns = tuple(
        Column(((head,),), share, Kind.TEXT if rank else Kind.HEAD)
        for rank, (head, share) in enumerate(heads)
    )
    by_hand: Cell = ((NBSP,), (NBSP,))  # room for two lines of handwriting
    yield Table("", columns, tuple((((item.label,),), *(by_hand,) * 3) for item in items))


def _remainder(sheet: Sheet) -> Iterator[Block]:
    if sheet.unassessed:
        yield Heading(("Critères pas encore évalués",), 2)
    for competency, lines in sheet.unassessed:
        yield from _left(competency, lines)


def _left(competency: Competency, lines: tuple[CriterionLine, ...]) -> Iterator[Block]:
    yield Heading((competency_name(competency),), 3)
    yield Items(tuple((f"{criterion_title(line.criterion)} : {line.level.label}",) for line in lines))
