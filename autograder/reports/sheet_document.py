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
from autograder.reports.levels import CONDITIONS, RESERVES, RULE, Level
from autograder.reports.sheet import CriterionLine, Evidence, Sheet
from autograder.reports.wording import (
    answered,
    at_a_glance,
    competency_name,
    criterion_in_short,
    criterion_mark,
    criterion_title,
    evidence_mark,
    handed_in,
    remarks,
    reserves,
    state,
    total,
    work,
)
from ntc import referential
from ntc.exercises import Exercise
from ntc.french import NBSP, day_and_hour, typeset
from ntc.referential import Competency, Item

TITLE = "Fiche de preuves par critère"
TO_OBSERVE = (
    "La leçon le fait travailler sans le noter : c’est à voir en salle ou en entreprise, puis à écrire ici à "
    "la main. Une ligne vide n’est pas une preuve."
)
WRITTEN: Cell = ((NBSP,), (NBSP,))
"""Room for two lines of handwriting."""
CODE = "Code de vérification"
CONDITIONS_SEEN = "Conditions constatées par le formateur"
BY_HAND = (("Date et lieu", 50), ("Durée", 30), ("Surveillance, aides permises", 100))
NOTHING = "Aucun critère n’a encore été évalué."


def sheet_document(sheet: Sheet, moment: datetime, code: str = "") -> Document:
    """Compose the sheet of a learner, made at ``moment``; ``code`` is the one that it is verified by."""
    return Document(
        title=f"{_title(sheet)} : {sheet.name}",
        blocks=(
            *_head(sheet, moment, code),
            Paragraph((typeset(CONDITIONS),)),
            *_summary(sheet),
            *_how_to_read(),
            *_proofs(sheet),
            *_remainder(sheet),
            *_works(sheet),
            *_seen(),
            Signatures(("Le formateur (nom, date, signature)", "L’apprenant (date, signature)")),
            *_annexes(sheet),
        ),
        made=moment,
        foot=foot(sheet, code),
    )


def foot(sheet: Sheet, code: str) -> str:
    """What each page of paper bears: whose it is, and the code that it is verified by."""
    whose = f"{sheet.name} ({sheet.learner_id})"
    return f"{whose} · code {code}" if code else whose


def verified_by(code: str) -> tuple[tuple[str, str], ...]:
    """The fact that says the code of a document; none as long as it has none."""
    return ((CODE, code),) if code else ()


def _head(sheet: Sheet, moment: datetime, code: str) -> Iterator[Block]:
    title = referential.load()
    yield Heading((_title(sheet),), 1)
    yield Paragraph((f"Titre professionnel « {title.title} » ({title.code}, {title.edition})",))
    yield Facts(
        (
            ("Apprenant", f"{sheet.name} ({sheet.learner_id}), données du jeu {sheet.variant}"),
            ("Fiche établie le", day_and_hour(moment)),
            *((("Total", total(sheet.total)),) if sheet.total else ()),
            *verified_by(code),
        )
    )


def _title(sheet: Sheet) -> str:
    return f"{TITLE} · {sheet.paper}" if sheet.paper else TITLE


def _how_to_read() -> Iterator[Block]:
    yield Heading(("Comment lire cette fiche",), 2)
    yield Paragraph((typeset(RULE),))
    yield Items(tuple((state(level), typeset(f" : {level.meaning}")) for level in Level))
    yield Paragraph((typeset(RESERVES),))


def _summary(sheet: Sheet) -> Iterator[Block]:
    """All the criteria in one table, with what their level leaves open: a jury reads it first, on a page."""
    yield Heading(("En un coup d’œil",), 2)
    if not sheet.assessed:
        yield Paragraph((NOTHING,))
        return
    columns = (
        Column((("Critère",),), 88, Kind.NAME),
        Column((("Niveau",),), 30),
        Column((("Points",),), 26, Kind.FIGURE),
        Column((("Réserves",),), 36),
    )
    to_observe = {item.id for items in sheet.observed.values() for item in items}
    rows = tuple(
        (
            ((criterion_in_short(line.criterion),),),
            ((state(line.level),),),
            ((criterion_mark(line),),),
            tuple((reserve,) for reserve in at_a_glance(line, observed=line.criterion.id in to_observe)),
        )
        for _, lines in sheet.assessed
        for line in lines
    )
    yield Table("", columns, rows, dense=True)


def _proofs(sheet: Sheet) -> Iterator[Block]:
    for competency, lines in sheet.assessed:
        yield Heading((f"Les preuves : {competency.title}",), 2)
        for line in lines:
            if line.evidence:
                yield from _criterion(line)
        if seen := sheet.observed.get(competency.id):
            yield from observed(seen)
        for grid in sheet.watched.get(competency.id, ()):
            yield from watched(grid)


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


def _works(sheet: Sheet) -> Iterator[Block]:
    """Which hand-ins were marked; each receipt must bear the same seal."""
    if sheet.works:
        yield Heading(("Les travaux notés",), 2)
        yield Facts(tuple(("Travail noté", work(done)) for done in sheet.works))


def _seen() -> Iterator[Block]:
    """Room for a hand to say in which conditions the work was done, where somebody saw it."""
    yield Heading((CONDITIONS_SEEN,), 2)
    columns = tuple(Column(((head,),), share) for head, share in BY_HAND)
    yield Table("", columns, ((WRITTEN,) * len(columns),))


def _annexes(sheet: Sheet) -> Iterator[Block]:
    for production in sheet.productions:
        yield Heading((typeset(f"Annexe : {production.title}"),), 2)
        yield Paragraph((handed_in(production),), soft=True)
        for heading, lines in production.pieces:
            if heading != production.title:
                yield Heading((heading,), 3)
            yield Quoted(lines)


def observed(items: Sequence[Item]) -> Iterator[Block]:
    """Room to write what was seen of skills that no exercise assesses."""
    yield Heading(("Travaillé, à observer par le formateur",), 3)
    yield Paragraph((typeset(TO_OBSERVE),), soft=True)
    yield _by_hand("Ce qui est travaillé", [item.label for item in items])


def watched(grid: Exercise) -> Iterator[Block]:
    """The grid of observation of a scene, to be filled in by hand."""
    yield Heading((typeset(f"Grille d’observation : {grid.title}"),), 3)
    yield _by_hand("Ce que l’on voit ou entend", [part.label for part in grid.parts.values()])


def _by_hand(head: str, labels: Sequence[str]) -> Table:
    """Rows that a hand fills in: when, who saw it, what."""
    heads = ((head, 60), ("Date", 22), ("Observateur", 38), ("Constat", 60))
    columns = tuple(
        Column(((said,),), share, Kind.TEXT if rank else Kind.HEAD)
        for rank, (said, share) in enumerate(heads)
    )
    return Table("", columns, tuple((((label,),), *(WRITTEN,) * 3) for label in labels))


def _remainder(sheet: Sheet) -> Iterator[Block]:
    if sheet.unassessed:
        yield Heading(("Critères pas encore évalués",), 2)
    for competency, lines in sheet.unassessed:
        yield from _left(competency, lines)


def _left(competency: Competency, lines: tuple[CriterionLine, ...]) -> Iterator[Block]:
    yield Heading((competency_name(competency),), 3)
    yield Items(tuple((f"{criterion_title(line.criterion)} : {line.level.label}",) for line in lines))
