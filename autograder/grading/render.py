"""What is shown of a mark, in French, in formgrader and in the feedback; a learner's words are escaped."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from autograder.grading.flags import Flag
from autograder.grading.hands import Apart
from autograder.grading.marking import Marked
from autograder.mark import Mark, PartMark
from ntc.exercises import Exercise, RubricLine
from ntc.fields.markup import Html, element, join
from ntc.fields.rubric import anchors, scale
from ntc.french import count, number, typeset
from ntc.referential import load as referential

_STYLE = Path(__file__).resolve().parent.parent / "templates" / "copy.css"
HOW_TO_PLACE = (
    "Partez de « conforme ». Tout y est : conforme ou plus. Il manque quelque chose : partiel. « Absent » "
    "seulement si l’un des cas que ce repère nomme est là."
)
"""How a level is chosen where two anchors are true at once."""
_TO_THE_MARKER = {"class_": "ntc-flags", "role": "alert"}
FLAGS = str(element("div", **_TO_THE_MARKER)).removesuffix("</div>")
"""How what a marked copy says to its marker begins: an erasure looks for it."""
VERDICTS = {
    "blank": "Sans réponse",
    "unreadable": "Illisible",
    "wrong": "À revoir",
    "partial": "En partie",
    "right": "Exact",
}
CARRIED = "Erreur reportée"
"""What stands for « Exact » on an answer that is right only from one's own wrong ones: it has its points."""


@cache
def style() -> Html:
    """The style sheet of a marked copy."""
    return Html(f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>")


def points_of(earned: float, worth: float) -> str:
    r"""Write a score: « 11,5 / 16 points ».

    >>> points_of(11.5, 16)
    '11,5 / 16\xa0points'
    """
    return f"{number(earned)} / {count(worth, 'point')}"


def verdict_word(verdict: str, *, carried: bool) -> str:
    """The word for what became of an answer; empty for none. A figure that is wrong is never « exact ».

    >>> verdict_word("right", carried=True)
    'Erreur reportée'
    """
    return CARRIED if carried and verdict == "right" else VERDICTS.get(verdict, "")


def answers_html(marked: Marked) -> Html:
    """What the learner entered in the fields of an exercise, as it is understood."""
    return join(
        *(Html(field.html(marked.raw(key), marked.saved(key))) for key, field in marked.fields.items())
    )


def mark_html(mark: Mark) -> Html:
    """What happened to each part of an exercise and why, for the learner; the score is nbgrader's to show."""
    parts = [_part(part) for part in mark.parts]
    return element(
        "div",
        element("ul", *parts, class_="ntc-mark-parts") if parts else Html(""),
        *(element("p", comment, class_="ntc-mark-comment") for comment in mark.comments),
        class_="ntc-mark",
    )


def expected_html(mark: Mark) -> Html:
    """The right answers, for the instructor only; empty when the key gives none."""
    expected = [part for part in mark.parts if part.expected]
    if not expected:
        return Html("")
    lines = (element("li", part.label, typeset(" : "), element("b", part.expected)) for part in expected)
    return element(
        "details",
        element("summary", "Réponses attendues (formateur)"),
        element("ul", *lines),
        class_="ntc-expected",
    )


def line_html(line: RubricLine, points: float) -> Html:
    """A line of the grid of a written exercise: its wording, its criterion, and what each level is worth."""
    return element(
        "div",
        element("p", element("strong", typeset(f"Ligne {line.id} : {line.text}"))),
        element("p", criterion_label(line.criterion)),
        element("p", typeset(f"Barème : {scale(points)}.")),
        anchors(line),
        class_="ntc-line",
    )


def placing_html() -> Html:
    """How to choose among the four levels of a line (« placer »), for whoever marks a grid."""
    return element("div", element("p", typeset(HOW_TO_PLACE)), class_="ntc-line")


def text_html(marked: Marked, opened: bool) -> Html:
    """The text to mark, folded away when it is shown once already."""
    attributes = {"open": "open"} if opened else {}
    return element(
        "details",
        element("summary", "Texte rendu"),
        answers_html(marked),
        class_="ntc-text",
        **attributes,
    )


def helps_html(mark: Mark | None) -> Html:
    """What the machine points out in a text, for whoever marks it; it gives no points."""
    said = [*mark.comments, *(part.message for part in mark.parts if part.message)] if mark else []
    if not said:
        return Html("")
    return element(
        "div",
        element("p", element("strong", "Aides à la lecture (ne donnent aucun point)")),
        element("ul", *(element("li", sentence) for sentence in said)),
        class_="ntc-helps",
    )


def apart_html(apart: Apart | None) -> Html:
    """The points that a person gave to other answers, which do not count; empty when there are none."""
    if apart is None:
        return Html("")
    extra = f", et {number(apart.extra)} en plus" if apart.extra else ""
    told = f"Réponse remise de nouveau depuis votre correction : {count(apart.points, 'point')}{extra}, "
    return element(
        "div",
        element("p", element("strong", typeset(told + "mis de côté, ne comptent pas. À vous de décider."))),
        element("p", typeset("Votre remarque d’alors : "), element("q", apart.comment))
        if apart.comment
        else Html(""),
        class_="ntc-flags",
    )


def flags_html(listed: Sequence[Flag]) -> Html:
    """What the instructor must know of a hand-in before reading its mark; empty when there is nothing."""
    if not listed:
        return Html("")
    return element(
        "div",
        element("p", element("strong", "À savoir sur cette copie")),
        element("ul", *(element("li", flag.message) for flag in listed)),
        **_TO_THE_MARKER,
    )


def told_html(told: str) -> Html:
    """A sentence for the head of a copy; empty when there is nothing to tell."""
    return element("p", told) if told else Html("")


def criteria_labels(exercise: Exercise) -> list[str]:
    """The criteria that an exercise is evidence for, in words."""
    return [criterion_label(key) for key in exercise.criteria]


def criterion_label(key: str) -> str:
    """Name a criterion in words: « CP9, critère 3 : Note lisible, utilisable par autrui »."""
    competency, _, number_ = key.partition(".c")
    return typeset(f"{competency.upper()}, critère {number_} : {referential().items[key].label}")


def _part(part: PartMark) -> Html:
    """The verdict on a part and why: what was answered stands above, in its field."""
    verdict = verdict_word(part.verdict, carried=part.carried)
    head = element("p", element("b", part.label), " ", element("span", verdict, class_="ntc-verdict"))
    # « Exact » and « Exact. » say the same once.
    says_more = part.message.rstrip(".") not in ("", verdict)
    return element(
        "li",
        head,
        element("p", part.message) if says_more else Html(""),
        class_=f"ntc-part ntc-part-{'carried' if verdict == CARRIED else part.verdict}",
    )
