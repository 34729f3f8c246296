"""The criterion sheet as a PDF, without any program but Python: the same on Linux, macOS and Windows.

The DejaVu fonts that matplotlib brings are embedded: they have the narrow no-break space of French
typography.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import matplotlib
from fpdf import FPDF
from fpdf.enums import TableBordersLayout, VAlign, XPos, YPos
from fpdf.fonts import FontFace

from autograder.reports.levels import RULE, Level
from autograder.reports.sheet import CriterionLine, Evidence, Sheet
from autograder.reports.wording import (
    answered,
    criterion_mark,
    criterion_name,
    evidence_mark,
    made,
    remarks,
    work,
)
from ntc import referential
from ntc.referential import Competency

_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_STYLES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf"}
_ACCENT, _INK, _SOFT, _WASH = (11, 85, 99), (27, 39, 51), (74, 90, 104), (242, 245, 247)


def sheet_pdf(sheet: Sheet, moment: datetime) -> bytes:
    """Lay out a learner's criterion sheet on A4 pages and give the file's bytes."""
    page = _Page(sheet, moment)
    page.add_page()
    page.head()
    page.summary()
    for competency, lines in sheet.assessed:
        page.details(competency, lines)
    page.unassessed()
    page.signatures()
    return bytes(page.output())


class _Page(FPDF):
    """The layout of a sheet: each method writes one block where the previous one ended."""

    def __init__(self, sheet: Sheet, moment: datetime) -> None:
        super().__init__(format="A4")
        self.sheet, self.moment = sheet, moment
        for style, name in _STYLES.items():
            self.add_font("DejaVu", style, str(_FONTS / name))
        self.set_margins(15, 15, 15)
        self.set_auto_page_break(True, 18)
        self.set_lang("fr")
        self.set_title(f"Fiche de preuves par critère : {sheet.name}")
        self.set_creation_date(moment)
        self._body()

    def footer(self) -> None:
        """Name the learner and the page at the foot of each page."""
        self.set_y(-13)
        self.set_font("DejaVu", "", 8)
        self.set_text_color(*_SOFT)
        self.cell(0, 5, f"{self.sheet.name} ({self.sheet.learner_id})", new_x=XPos.LMARGIN, new_y=YPos.TOP)
        self.cell(0, 5, f"page {self.page_no()} sur {{nb}}", align="R")

    def head(self) -> None:
        """Write who the sheet is about and how to read it."""
        title = referential.load()
        self._heading("Fiche de preuves par critère", 16, outline=False)
        self._line(f"Titre professionnel « {title.title} » ({title.code}, {title.edition})")
        self.ln(1)
        for label, value in (
            ("Apprenant", f"{self.sheet.name} (identifiant : {self.sheet.learner_id})"),
            ("Données", f"jeu {self.sheet.variant}"),
            ("Fiche établie le", made(self.moment)),
            *(("Travail noté", work(done)) for done in self.sheet.works),
        ):
            self._line(f"**{label} :** {value}")
        self._heading("Comment lire cette fiche", 12)
        self._line(RULE)
        self.ln(1)
        for level in Level:
            self._line(f"{level.sign}  **{level.label}** : {level.meaning}")

    def summary(self) -> None:
        """Write the level of each criterion of the competencies that have evidence."""
        self._heading("En un coup d’œil", 12)
        if not self.sheet.assessed:
            self._line("Aucun critère n’a encore été évalué.")
        for competency, lines in self.sheet.assessed:
            self._heading(f"{competency.id.upper()} · {competency.title}", 10)
            rows = [
                (
                    f"{criterion_name(line.criterion.id)} · {line.criterion.label}",
                    f"{line.level.sign} {line.level.label}",
                    criterion_mark(line),
                )
                for line in lines
            ]
            self._table(("Critère", "Niveau", "Points"), rows, (100, 52, 28))

    def details(self, competency: Competency, lines: Sequence[CriterionLine]) -> None:
        """Write the evidence of each criterion of a competency."""
        self._heading(f"Les preuves : {competency.title}", 12)
        for line in lines:
            if line.evidence:
                level = f"{line.level.sign} {line.level.label}"
                self._heading(f"{criterion_name(line.criterion.id)} · {line.criterion.label} — {level}", 10)
                rows = [
                    (answered(piece), piece.title, evidence_mark(piece), _remarks(piece))
                    for piece in line.evidence
                ]
                self._table(("Date", "Exercice", "Note", "Observations"), rows, (23, 45, 24, 88))

    def unassessed(self) -> None:
        """List the criteria that have no evidence yet, by competency."""
        if self.sheet.unassessed:
            self._heading("Critères pas encore évalués", 12)
        for competency, lines in self.sheet.unassessed:
            self._heading(f"{competency.id.upper()} · {competency.title}", 10)
            for line in lines:
                name = criterion_name(line.criterion.id)
                self._line(f"{line.level.sign} {name} · {line.criterion.label} : {line.level.label}")

    def signatures(self) -> None:
        """Leave room for the two signatures, on one page."""
        if self.will_page_break(40):
            self.add_page()
        self.ln(6)
        top, width = self.get_y(), self.epw / 2 - 3
        for label, left in (
            ("Le formateur (nom, date, signature)", self.l_margin),
            ("L’apprenant (date, signature)", self.l_margin + width + 6),
        ):
            self.rect(left, top, width, 30)
            self.set_xy(left + 2, top + 2)
            self.cell(width, 5, label)

    def _heading(self, text: str, size: int, outline: bool = True) -> None:
        self.ln(1.5 if size < 12 else 3)
        if self.will_page_break(25):
            self.add_page()
        self.set_font("DejaVu", "B", size)
        self.set_text_color(*(_INK if size < 12 else _ACCENT))
        if outline and size >= 12:
            self.start_section(text)
        self.multi_cell(0, size * 0.5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._body()
        self.ln(0.5)

    def _line(self, text: str) -> None:
        self.multi_cell(0, 4.6, text, align="L", markdown="**" in text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        self.set_draw_color(185, 196, 205)
        style = FontFace(emphasis="BOLD", fill_color=_WASH)
        aligns = ["RIGHT" if head in ("Points", "Note") else "LEFT" for head in heads]
        with self.table(
            col_widths=widths,
            text_align=aligns,
            headings_style=style,
            line_height=4.6,
            padding=1,
            v_align=VAlign.T,
            borders_layout=TableBordersLayout.ALL,
        ) as table:
            table.row(heads)
            for row in rows:
                table.row(row)

    def _body(self) -> None:
        self.set_font("DejaVu", "", 9)
        self.set_text_color(*_INK)


def _remarks(evidence: Evidence) -> str:
    return "\n".join(
        f"{heading} : {sentence}" if heading else sentence for heading, sentence in remarks(evidence)
    )
