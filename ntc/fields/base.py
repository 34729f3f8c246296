"""What every answer field has in common: its exercise, the four outcomes, its widget, its static page."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from ntc import exercises, french
from ntc.fields import session
from ntc.fields.entries import WRONG_SHAPE
from ntc.fields.markup import Html, element
from ntc.fields.merging import merge
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset

if TYPE_CHECKING:
    from ntc.fields.widget import FieldWidget

STATES = {
    "blank": "Sans réponse",
    "unreadable": "Illisible",
    "partial": "Incomplet",
    "answered": "Répondu",
}
_CLOSED = typeset("Ce champ de réponse n'est pas encore ouvert : fermez la leçon, puis ouvrez-la de nouveau.")


Reply = tuple[dict[str, Any], list[bytes]]
"""What a field answers to its page: a message, and bytes that go with it."""


@dataclass(frozen=True)
class Sample:
    """One raw answer and what a kind of field makes of it: its own example, run by the tests."""

    arguments: dict[str, Any]
    raw: Any
    state: str
    value: Any = None


@dataclass(frozen=True)
class Feedback:
    """What the page says about an answer: state, echo, refusal or remark, and the same for each cell."""

    state: str
    echo: str = ""
    message: str = ""
    cells: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)


class Field(ABC):
    """One answer field of an exercise.

    ``id`` is the exercise's id, or that id, a hyphen and a suffix. Raises KeyError when no declared exercise
    bears it, RuntimeError when nbgrader executes the cell outside our grading set-up.
    """

    kind: ClassVar[str]
    raw_type: ClassVar[type] = str
    echo_prefix: ClassVar[str] = ""
    assessed: ClassVar[bool] = True
    taken_back: ClassVar[bool] = True
    """Whether an earlier version of an answer may come back: what was said to somebody does not."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.exercise, self.suffix = self._declared(id)
        self.part = self.exercise.parts.get(self.suffix)
        self.headed = True
        session.register(self)

    @property
    def label(self) -> str:
        """The French label: of the part that the suffix names, or of the field; else the exercise's title."""
        return self.part.label if self.part else self.exercise.fields.get(self.suffix, self.exercise.title)

    @property
    def help(self) -> str:
        """A line of help under the label, or nothing."""
        return self.part.help if self.part else ""

    def parse(self, raw: Any) -> Outcome:
        """Understand a raw answer; never raises, whatever a file brings."""
        if raw is None:
            return Blank()
        return self._understand(raw) if isinstance(raw, self.raw_type) else Unreadable(WRONG_SHAPE)

    def feedback(self, raw: Any) -> Feedback:
        """Say what the page shows of a raw answer."""
        match self.parse(raw):
            case Blank():
                return Feedback("blank")
            case Unreadable(message):
                return Feedback("unreadable", message=message)
            case Value() as value:
                state = "answered" if value.complete else "partial"
                return Feedback(state, self.echo_prefix + value.echo, value.note)

    def remarks(self, raw: Any) -> list[str]:
        """Say what is worth a second look before handing in, never what is right; nothing when blank."""
        feedback = self.feedback(raw)
        if feedback.state not in ("unreadable", "partial"):
            return []
        return [feedback.message or typeset(f"{STATES[feedback.state]} : {feedback.echo}.")]

    def in_lines(self, value: Value) -> list[str]:
        """Write what was understood in lines of French, for a sheet that annexes it."""
        return [value.echo]

    def merge(self, base: Any, mine: Any, theirs: Any) -> Any:
        """Put together what two tabs made of one answer that began as ``base``; the page does the same."""
        return merge(base, mine, theirs)

    def reply(self, asked: Any) -> Reply | None:
        """Answer what the page of this kind of field asks for beyond its spec; None when it is not for it."""
        return None

    def spec(self) -> dict[str, Any]:
        """Describe the field for the page (``widgets/field.js`` of the lab extension)."""
        return {
            "kind": self.kind,
            "field": self.id,
            "exercise": self.exercise.id,
            "label": self.label,
            "help": self.help,
            "badges": self._badges(),
        } | self.controls()

    def _badges(self) -> list[str]:
        """Say what the exercise is worth, and in every frame of it that it is one."""
        if not self.assessed:
            return []
        return badges(self.exercise) if self.headed else [continued(self.exercise)]

    def html(self, raw: Any, saved: datetime | None = None) -> str:
        """Write the answer as a static page: what was entered, how it is understood, when it was saved."""
        feedback = self.feedback(raw)
        state = STATES[feedback.state]
        if saved and feedback.state != "blank":
            state = f"{state}, enregistré le {french.day(saved)} à {french.hour(saved)}"
        return element(
            "div",
            element("p", element("strong", self.label), class_="ntc-answer-label"),
            self._entered(raw) if feedback.state != "blank" else "",
            element("p", feedback.echo, class_="ntc-answer-echo") if feedback.echo else "",
            element("p", feedback.message, class_="ntc-answer-message") if feedback.message else "",
            element("p", state, class_="ntc-answer-state"),
            class_=f"ntc-answer ntc-answer-{self.kind}",
            data_field=self.id,
            data_state=feedback.state,
        )

    def widget(self) -> "FieldWidget":
        """Build the live field, on the answers file of the open lesson.

        Raises RuntimeError when no lesson is open.
        """
        # Imported here: grading, collecting and tests of the course need no widget machinery.
        from ntc.fields.widget import FieldWidget

        answers = session.current_answers()
        if answers is None:
            raise RuntimeError("open_lesson comes first: it opens the answers file that fields save to")
        return FieldWidget(self, answers)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Display the live field; without an open lesson, say what to do."""
        if session.is_collecting():
            return {}
        if session.current_answers() is None:
            return {"text/html": element("p", _CLOSED, role="alert"), "text/plain": _CLOSED}
        return self.widget()._repr_mimebundle_(**kwargs)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"

    def _declared(self, id: str) -> tuple[exercises.Exercise, str]:
        """What declares the field, and the field's own suffix."""
        return exercises.find(id)

    @abstractmethod
    def controls(self) -> dict[str, Any]:
        """Describe what this kind of field adds to its spec."""

    @classmethod
    @abstractmethod
    def samples(cls) -> list[Sample]:
        """Give answers of this kind: readable, blank and unreadable ones."""

    @abstractmethod
    def _understand(self, raw: Any) -> Outcome:
        """Understand an answer of the right type."""

    @abstractmethod
    def _entered(self, raw: Any) -> Html:
        """Write what was entered; ``raw`` may be of any type."""


def badges(exercise: exercises.Exercise) -> list[str]:
    r"""Say what an exercise is worth and which criteria it shows: « 16 points », « CP9 · critère 1 ».

    >>> badges(exercises.Exercise("cp9-x", "", 2.0, ("cp9.c1", "cp9.c2", "ct1.c1"), ()))[1]
    'CP9\xa0: critères 1 et 2'
    """
    grouped: dict[str, list[str]] = {}
    for criterion in exercise.criteria:
        group, _, number = criterion.partition(".c")
        grouped.setdefault(group.upper(), []).append(number)
    worth = french.count(exercise.points, "point")
    return [worth] + [
        typeset(f"{group} : {french.plural(len(numbers), 'critère')} {french.listing(sorted(numbers))}")
        for group, numbers in grouped.items()
    ]


def continued(exercise: exercises.Exercise) -> str:
    r"""Say in a further frame which points it is part of.

    >>> continued(exercises.Exercise("cp9-x", "", 7.0, (), ()))
    'suite de l’exercice à 7\xa0points'
    """
    return f"suite de l’exercice à {french.count(exercise.points, 'point')}"


def entered_text(text: Any) -> Html:
    """Write what was typed, between guillemets; something that is no text is shown as it is stored."""
    shown = text if isinstance(text, str) else repr(text)[:200]
    return element(
        "p", f"Saisi{french.NBSP}: «{french.NBSP}{shown}{french.NBSP}»", class_="ntc-answer-entered"
    )
