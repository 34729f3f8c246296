"""What a booklet says, as blocks: activity by activity, competency by competency, with room for hands.

Its words are ours: the form of the ministry is not reproduced. It proposes levels by the documented rule
of the sheets; whether a criterion is met is for the person to write who evaluates, and signs.
"""

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
    Signatures,
    Strong,
    Table,
)
from autograder.reports.levels import CONDITIONS, RESERVES, RULE, Level
from autograder.reports.sheet import CriterionLine, Evidence, Sheet
from autograder.reports.sheet_document import WRITTEN, foot, observed, verified_by, watched
from autograder.reports.wording import (
    answered,
    competency_name,
    criterion_in_short,
    criterion_mark,
    evidence_mark,
    in_short,
    marks,
    state,
    total,
    work,
)
from ntc import exercises, referential
from ntc.french import day, day_and_hour, typeset
from ntc.referential import Competency

TITLE = "Livret d’évaluations en cours de formation"
ABOUT = (
    "Ce livret réunit ce qui a été évalué pendant la formation : pour chaque compétence du titre, ses "
    "critères, les preuves datées de chacun, les écrits notés par le formateur, ce qui s’observe en "
    "situation. Les niveaux sont proposés d’après les points ; dire si une compétence est acquise revient "
    "au formateur, qui l’écrit à la main et signe, puis au jury."
)
_FILLED_IN = ("Date de naissance", "Centre de formation", "Session (du, au)", "Formateur référent")
_TRANSVERSAL = "Compétences transversales"
_NOTHING = "Aucun travail noté jusqu’ici."
_OPINION = (
    ("Date", 22),
    ("Formateur évaluateur", 44),
    ("Critères satisfaits ? (oui, non, lesquels)", 54),
    ("Commentaire", 60),
)


def booklet_document(sheet: Sheet, papers: Sequence[Sheet], moment: datetime, code: str = "") -> Document:
    """Compose the booklet of a learner, made at ``moment``; ``papers`` are sheets of mock examinations."""
    return Document(
        title=f"{TITLE} : {sheet.name}",
        blocks=(
            *_head(sheet, moment, code),
            *_summary(sheet),
            *_to_fill_in(),
            *_how_to_read(),
            *_activities(sheet),
            *_transversal(sheet),
            *_papers(papers),
            *_works(sheet, papers),
            Heading(("Visas",), 2),
            Signatures(("Le responsable du centre (nom, date, signature)", "L’apprenant (date, signature)")),
        ),
        made=moment,
        foot=foot(sheet, code),
    )


def _head(sheet: Sheet, moment: datetime, code: str) -> Iterator[Block]:
    title = referential.load()
    yield Heading((TITLE,), 1)
    yield Paragraph((f"Titre professionnel « {title.title} » ({title.code}, {title.edition})",))
    yield Facts(
        (
            ("Apprenant", f"{sheet.name} ({sheet.learner_id})"),
            ("Livret établi le", day_and_hour(moment)),
            *((("Total des leçons", total(sheet.total)),) if sheet.total else ()),
            *verified_by(code),
        )
    )


def _summary(sheet: Sheet) -> Iterator[Block]:
    """Every competency on one line."""
    yield Heading(("En un coup d’œil",), 2)
    columns = (
        Column((("Compétence",),), 78, Kind.NAME),
        Column((("Niveau des critères",),), 50),
        Column((("Points",),), 26, Kind.FIGURE),
        Column((("Évaluée",),), 26, Kind.SHORT),
    )
    rows = tuple(
        (((competency_name(competency),),), _levels(lines), ((_points(lines),),), _when(lines))
        for competency, lines in sheet.sections
    )
    yield Table("", columns, rows, dense=True)


def _levels(lines: Sequence[CriterionLine]) -> Cell:
    """How many criteria are at each level, the best first."""
    found = [line.level for line in lines]
    return tuple((f"{found.count(level)} {level.sign} {level.label}",) for level in Level if level in found)


def _points(lines: Sequence[CriterionLine]) -> str:
    earned, at_stake = (sum(each) for each in zip(*(line.points for line in lines), strict=True))
    return marks(earned, at_stake) if at_stake else ""


def _when(lines: Sequence[CriterionLine]) -> Cell:
    moments = [piece.answered for line in lines for piece in line.evidence if piece.answered]
    if not moments:
        return (("—",),)
    first, last = day(min(moments)), day(max(moments))
    return ((first,),) if first == last else ((f"du {first}",), (f"au {last}",))


def _to_fill_in() -> Iterator[Block]:
    yield Heading(("Identité et formation, à remplir à la main",), 2)
    columns = (Column((("Renseignement",),), 60, Kind.HEAD), Column((("À la main",),), 120))
    yield Table("", columns, tuple((((label,),), WRITTEN) for label in _FILLED_IN))


def _how_to_read() -> Iterator[Block]:
    yield Heading(("Comment lire ce livret",), 2)
    for said in (ABOUT, CONDITIONS, RULE):
        yield Paragraph((typeset(said),))
    yield Items(tuple((state(level), typeset(f" : {level.meaning}")) for level in Level))
    yield Paragraph((typeset(RESERVES),))


def _activities(sheet: Sheet) -> Iterator[Block]:
    for number, activity in enumerate(referential.load().activities.values(), 1):
        sections = [section for section in sheet.sections if section[0].activity == activity.id]
        yield Heading((typeset(f"Activité {number} : {activity.title}"),), 2)
        if not any(line.evidence for _, lines in sections for line in lines):
            yield Paragraph((_NOTHING,))
        for competency, lines in sections:
            yield from _competency(sheet, competency, lines)
        yield Signatures(("Le formateur évaluateur (nom, date, signature)", "L’apprenant (date, signature)"))


def _transversal(sheet: Sheet) -> Iterator[Block]:
    yield Heading((_TRANSVERSAL,), 2)
    for competency, lines in sheet.sections:
        if competency.activity is None:
            yield from _competency(sheet, competency, lines)


def _competency(sheet: Sheet, competency: Competency, lines: Sequence[CriterionLine]) -> Iterator[Block]:
    yield Heading((competency_name(competency),), 3)
    yield _proofs(lines)
    yield from _written(lines)
    if seen := sheet.observed.get(competency.id):
        yield from observed(seen)
    for grid in sheet.watched.get(competency.id, ()):
        yield from watched(grid)
    yield _by_hand(competency)


def _proofs(lines: Sequence[CriterionLine]) -> Table:
    columns = (
        Column((("Critère",),), 56, Kind.HEAD),
        Column((("Niveau",),), 34),
        Column((("Preuves : date, exercice, note",),), 90, Kind.LIST),
    )
    return Table("", columns, tuple(map(_criterion, lines)))


def _criterion(line: CriterionLine) -> tuple[Cell, ...]:
    mark = criterion_mark(line)
    level = ((state(line.level),), *([(mark,)] if mark else []), *((said,) for said in in_short(line)))
    proofs: tuple[Line, ...] = tuple(map(_proof, line.evidence))
    unseen = ((typeset(line.unseen),),) if line.unseen else ()
    return ((criterion_in_short(line.criterion),),), level, (*proofs, *unseen)


def _proof(piece: Evidence) -> Line:
    when = f"{answered(piece)}, " if piece.answered else ""
    said = (f", {piece.state}",) if piece.state else ()
    return typeset(f"{when}{piece.title} : "), Strong(evidence_mark(piece)), *said


def _written(lines: Sequence[CriterionLine]) -> Iterator[Block]:
    """The lines of written productions that a person marked, with what that person said."""
    declared = exercises.load()
    pieces = [piece for line in lines for piece in line.evidence if piece.exercise not in declared]
    marked = sorted(
        (piece for piece in pieces if piece.earned is not None and not piece.blank),
        key=lambda piece: piece.exercise,
    )
    if not marked:
        return
    columns = (
        Column((("Écrit noté par le formateur",),), 56, Kind.HEAD),
        Column((("Note",),), 26, Kind.FIGURE),
        Column((("Ce qui est atteint, et la remarque",),), 98, Kind.LIST),
    )
    yield Table("", columns, tuple(map(_marked, marked)))


def _marked(piece: Evidence) -> tuple[Cell, ...]:
    reached = tuple((Strong(typeset(f"{heading} :")), f" {said}") for heading, said in piece.grid[:1])
    remark = ((Strong(typeset("Remarque :")), f" {piece.comment}"),) if piece.comment else ()
    return ((piece.title,),), ((evidence_mark(piece),),), (*reached, *remark)


def _by_hand(competency: Competency) -> Table:
    columns = tuple(Column(((head,),), share) for head, share in _OPINION)
    return Table(f"Avis du formateur sur {competency.id.upper()}", columns, ((WRITTEN,) * len(columns),))


def _papers(papers: Sequence[Sheet]) -> Iterator[Block]:
    """What a mock examination showed, which counts for none of the levels above."""
    for sheet in papers:
        yield Heading((sheet.paper,), 2)
        yield Paragraph(
            (
                typeset(
                    "Épreuve à durée limitée, sur des données nouvelles. Elle ne compte pas dans ce qui "
                    "précède."
                ),
            )
        )
        if sheet.total:
            yield Facts((("Total", total(sheet.total)),))
        columns = (
            Column((("Critère",),), 110, Kind.NAME),
            Column((("Niveau",),), 40),
            Column((("Points",),), 30, Kind.FIGURE),
        )
        rows = tuple(
            (((criterion_in_short(line.criterion),),), ((state(line.level),),), ((criterion_mark(line),),))
            for line in sheet.lines
            if line.evidence
        )
        yield Table("", columns, rows, dense=True)


def _works(sheet: Sheet, papers: Sequence[Sheet]) -> Iterator[Block]:
    done = [each for one in (sheet, *papers) for each in one.works]
    if done:
        yield Heading(("Les travaux notés",), 2)
        yield Facts(tuple(("Travail noté", work(each)) for each in done))
