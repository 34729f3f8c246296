"""What talks written down word for word are made of: replies, who speaks, how long."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.core.stream import Stream
from generator.core.variation import vary
from generator.core.wording import capital, elided

_WORDS_A_SECOND = 2.5
_ATTEMPTS = 200


class Cue(NamedTuple):
    """A reply to come: the role of who speaks, its wordings, the labels of truth."""

    who: str
    wordings: Sequence[str]
    labels: Mapping[str, Any] = {}


class Line(NamedTuple):
    """A reply: the role of who speaks, the words, the labels of truth."""

    who: str
    text: str
    labels: Mapping[str, Any]


class Talk(NamedTuple):
    """A talk: its columns, the name of each role, its replies."""

    columns: dict[str, Any]
    voices: Mapping[str, str]
    lines: Sequence[Line]


class Voice:
    """Chooses the words of the replies of a variant, none of them twice."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._heard: set[str] = set()

    def say(self, cue: Cue, facts: Mapping[str, Any]) -> Line:
        """Choose the words of a reply and fill its facts in; the first letter is a capital.

        Raises ValueError when all its wordings have been said.
        """
        for _ in range(_ATTEMPTS):
            text = elided(vary(self._stream.pick(cue.wordings), self._stream).format(**facts))
            text = capital(" ".join(part for part in text.split(" ") if part))
            if text not in self._heard:
                self._heard.add(text)
                return Line(cue.who, text, cue.labels)
        raise ValueError(f"too few wordings: {cue.wordings}")


def written(talk: Talk, code: str, stream: Stream) -> Iterator[dict[str, Any]]:
    """Yield the rows of a talk's replies; each lasts as long as its words take to be said."""
    for rank, line in enumerate(talk.lines, start=1):
        yield {
            "line_id": f"{code}r{rank:02d}",
            "talk_id": code,
            "rank": rank,
            "speaker": talk.voices[line.who],
            "seconds": max(2, round(len(line.text.split()) / _WORDS_A_SECOND) + stream.below(2)),
            "text": line.text,
            **{label: line.labels.get(label) for label in ("fact", "phase", "signal", "fault", "also")},
            "tolerated": bool(line.labels.get("tolerated")),
        }
