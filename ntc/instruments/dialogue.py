"""The dialogue player (« dialogue »): one answers what is said, line by line, and what was said is said."""

from typing import Any

from ntc import french
from ntc.fields.base import Field, Sample, entered_text
from ntc.fields.entries import WRONG_SHAPE
from ntc.fields.markup import Html, element
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import typeset
from ntc.instruments.practised import Practised
from ntc.instruments.script import Answer, Line, Script

YOU = "Vous"
_GOES_ON = typeset("Le dialogue n’est pas fini.")


class Dialogue(Field):
    """A talk played once: each answer that is chosen brings the next line, and none is taken back.

    Raw: list of the ids of what was said, in order. Value: tuple of them, complete at the end of the talk. A
    path that cannot be gone is unreadable. Of two tabs the one that went further stands, and the other is
    told.
    """

    kind = "dialogue"
    raw_type = list
    taken_back = False
    again = False

    def __init__(self, id: str, script: Script) -> None:
        self.script = script
        super().__init__(id)

    def controls(self) -> dict[str, Any]:
        """Describe the talk: its lines, and what may be said after each."""
        answers: dict[str, list[tuple[str, str, str]]] = {}
        for one in self.script.answers:
            answers.setdefault(one.after, []).append((one.id, one.text, one.next))
        return {
            "setting": self.script.setting,
            "start": self.script.start,
            "lines": {line.id: (line.speaker, line.text) for line in self.script.lines},
            "answers": answers,
            "costs": dict(self.script.costs) if self.again else {},
            "again": self.again,
        }

    def merge(self, base: Any, mine: Any, theirs: Any) -> Any:
        """Keep the talk that went further; of two as long, the one that was written first."""
        paths = [self.parse(raw) for raw in (mine, theirs)]
        gone = [len(one.value) if isinstance(one, Value) else 0 for one in paths]
        return mine if gone[0] > gone[1] else theirs

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give talks: at their end, on the way, not begun, and paths that cannot be gone."""
        arguments = {"script": SAMPLE}
        return [
            Sample(arguments, ["a1", "b1"], "answered", ("a1", "b1")),
            Sample(arguments, ["a2"], "answered", ("a2",)),
            Sample(arguments, ["a1"], "partial", ("a1",)),
            Sample(arguments, [], "blank"),
            Sample(arguments, ["b1"], "unreadable"),
            Sample(arguments, ["a2", "b1"], "unreadable"),
            Sample(arguments, ["a1", "a1"], "unreadable"),
            Sample(arguments, [["a1"]], "unreadable"),
            Sample(arguments, {"a1": "b1"}, "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        if not raw:
            return Blank()
        said = self.script.walk(raw)
        if said is None:
            return Unreadable(WRONG_SHAPE)
        ended = not self.script.after(said[-1].next)
        echo = french.count(len(said), "réponse donnée", "réponses données")
        return Value(tuple(raw), echo, "" if ended else _GOES_ON, complete=ended)

    def _entered(self, raw: Any) -> Html:
        said = self.script.walk(raw) if isinstance(raw, self.raw_type) else None
        if said is None:
            return entered_text(raw)
        first = _told(self.script.line(self.script.start))
        return element("ol", first, *(line for one in said for line in self._turn(one)))

    def _turn(self, answer: Answer) -> tuple[Html, Html]:
        return _spoken(YOU, answer.text), _told(self.script.line(answer.next))


class Rehearsal(Practised, Dialogue):
    """A talk to practise on (« répétition »); its script is none that is assessed.

    Raw and value: as ``Dialogue``.
    """

    @property
    def label(self) -> str:
        """The title of the talk."""
        return self.script.title


def _told(line: Line) -> Html:
    return _spoken(line.speaker, line.text)


def _spoken(who: str, text: str) -> Html:
    return element("li", element("strong", typeset(f"{who} :")), " ", text)


SAMPLE = Script(
    title="Un appel",
    setting="Le standard vous passe M. Ber.",
    start="l1",
    lines=(
        Line("l1", "M. Ber", "Ma machine est arrêtée."),
        Line("l2", "M. Ber", "Depuis ce matin, 6\u00a0h\u00a045."),
        Line("l3", "M. Ber", "Alors, venez vite."),
        Line("l4", "M. Ber", "Je raccroche."),
    ),
    answers=(
        Answer("a1", "l1", "Depuis quand\u00a0?", "l2"),
        Answer("a2", "l1", "Ce n’est pas <b>moi</b>.", "l4"),
        Answer("b1", "l2", "Je viens à 9\u00a0h.", "l3"),
        Answer("b2", "l2", "On verra.", "l4"),
    ),
    costs={"a1": "Vous laissez parler.", "b2": "Une promesse sans date."},
)
