"""The negotiation (« négociation »): one asks, compares, exchanges, or leaves; what is said is said."""

from typing import TYPE_CHECKING, Any

from ntc import french
from ntc.fields import session
from ntc.fields.base import Feedback, Field, Sample, entered_text
from ntc.fields.entries import WRONG_SHAPE, NumberEntry
from ntc.fields.markup import Html, element
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.french import euros, typeset
from ntc.instruments.bargaining import said
from ntc.instruments.bargaining.sample import SAMPLE
from ntc.instruments.bargaining.table import NOTHING, Table
from ntc.instruments.bargaining.take import Take, replayed
from ntc.instruments.practised import Practised

if TYPE_CHECKING:
    from ntc.fields.widget import FieldWidget

YOU = "Vous"
_GOES_ON = typeset("L’entretien n’est pas fini.")
_NO_FLOOR, _UNREAD_FLOOR = "pas encore écrit", "illisible, à récrire plus haut"


class Negotiation(Field):
    """A negotiation played once, against a clock: what was said is not taken back.

    Raw: list of the ids of the moves, in order. Value: tuple of them, complete at the end. What cannot be
    played is unreadable. Of two tabs the one that went further stands. ``floor`` is the field where the
    learner wrote down how low they will go: it is shown as they wrote it, never worked out. Once it is over
    each line says the minutes and the margin that it took, for whoever reads it again.
    """

    kind = "negotiation"
    raw_type = list
    taken_back = False
    again = False

    def __init__(self, id: str, table: Table, floor: str = "", title: str = "") -> None:
        self.table, self.floor, self.title = table, floor, title
        super().__init__(id)

    def controls(self) -> dict[str, Any]:
        """Describe what may be put together; what may be said now comes with the answer's own cells."""
        return {
            "speaker": self.table.speaker,
            "offers": [(one.id, one.label) for one in self.table.concessions.values()],
            "returns": [*self.table.counterparts.items(), (NOTHING, "rien")],
            "topics": list(self.table.topics.items()),
            "proofs": list(self.table.proofs.items()),
            "again": self.again,
        }

    def feedback(self, raw: Any) -> Feedback:
        """Say how far it is, and all that is heard and in view at this moment."""
        told, take = super().feedback(raw), self._take(raw)
        # What cannot be played is answered again from her first line.
        shown = self._shown(Take(self.table) if take is None else take)
        return Feedback(told.state, told.echo, told.message, shown)

    def merge(self, base: Any, mine: Any, theirs: Any) -> Any:
        """Keep the take that went further; of two as long, the one that was written first."""
        gone = [len(raw) if self._take(raw) is not None and raw else 0 for raw in (mine, theirs)]
        return mine if gone[0] > gone[1] else theirs

    def widget(self) -> "FieldWidget":
        """Build the live field, which shows one's floor as soon as it is written."""
        live, answers = super().widget(), session.current_answers()
        if self.floor and answers is not None:
            answers.subscribe(self.floor, lambda _raw, _when: live.show_again())
        return live

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give takes: ended, on the way, not begun, and what cannot be played."""
        arguments = {"table": SAMPLE}
        return [
            Sample(arguments, ["partir"], "answered", ("partir",)),
            Sample(arguments, ["proposer:x4|rien"], "answered", ("proposer:x4|rien",)),
            Sample(
                arguments,
                ["question", "reformuler:date", "proposer:x1|y1"],
                "partial",
                ("question", "reformuler:date", "proposer:x1|y1"),
            ),
            Sample(arguments, [], "blank"),
            Sample(arguments, ["partir", "question"], "unreadable"),
            Sample(arguments, ["proposer:x9|y1"], "unreadable"),
            Sample(arguments, ["proposer:x1"], "unreadable"),
            Sample(arguments, [["question"]], "unreadable"),
            Sample(arguments, {"question": "partir"}, "unreadable"),
        ]

    def _take(self, raw: Any) -> Take | None:
        """The take of a raw answer; None when it cannot be played."""
        if raw is None:
            return Take(self.table)
        return replayed(self.table, raw) if isinstance(raw, self.raw_type) else None

    def _understand(self, raw: Any) -> Outcome:
        if not raw:
            return Blank()
        take = self._take(raw)
        if take is None:
            return Unreadable(WRONG_SHAPE)
        told = [french.count(len(take.turns), "réplique"), said.ended(take)]
        echo = " · ".join(filter(None, told))
        return Value(tuple(raw), echo, "" if take.end else _GOES_ON, complete=bool(take.end))

    def _shown(self, take: Take) -> dict[str, Any]:
        """What the page draws, in words: the talk, the sheet, the ways out, the figures, the pad."""
        heard = said.replies(take)
        talk = {"0": {"text": said.opening(take.table)}}
        for rank, (turn, answer) in enumerate(zip(take.turns, heard, strict=True), start=1):
            talk[str(rank)] = {"mine": turn.move.text, "text": answer}
            if self.again or take.end:
                talk[str(rank)]["cost"] = said.cost(turn) if self.again else said.spent(turn, rank)
        shown = {
            "talk": talk,
            "facts": {
                "margin": {"head": "Marge", "text": euros(take.margin)},
                "clock": {"head": "Temps", "text": french.count(max(0, take.left), "minute")},
                **(self._limits(take) if self.floor else {}),
            },
            "notes": {
                str(rank): {"head": head, "text": text} for rank, (head, text) in enumerate(said.notes(take))
            },
        }
        if take.end:
            return shown | {"end": {"end": {"text": said.ended(take)}}}
        return shown | {
            name: {one.id: {"text": one.text} for one in moves(take)}
            for name, moves in (("sheet", said.sheet), ("out", said.ways_out))
        }

    def _limits(self, take: Take) -> dict[str, dict[str, str]]:
        """The price as it stands, and the one under which one said that one leaves."""
        return {
            "price": {"head": "Prix", "text": euros(take.price)},
            "floor": {"head": "Votre plancher", "text": self._floor()},
        }

    def _floor(self) -> str:
        """One's own floor, as it was written further up."""
        answers = session.current_answers()
        raw = answers.get(self.floor) if answers is not None else None
        outcome = NumberEntry("€").parse(raw) if isinstance(raw, str) else Blank()
        if isinstance(outcome, Value):
            return euros(outcome.value)
        return _UNREAD_FLOOR if isinstance(outcome, Unreadable) else _NO_FLOOR

    def _entered(self, raw: Any) -> Html:
        take = self._take(raw)
        if take is None:
            return entered_text(raw)
        lines = [(self.table.speaker, said.opening(self.table))]
        for turn, answer in zip(take.turns, said.replies(take), strict=True):
            lines += [(YOU, turn.move.text), (self.table.speaker, answer)]
        spoken = (
            element("li", element("strong", typeset(f"{who} :")), " ", text) for who, text in lines if text
        )
        return element("ol", *spoken)


class Sparring(Practised, Negotiation):
    """A negotiation to practise on (« assaut »); its buyer is none that is assessed.

    Raw and value: as ``Negotiation``.
    """

    @property
    def label(self) -> str:
        """Who is met."""
        return self.title or self.table.speaker
