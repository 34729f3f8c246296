"""What keys read of a talk that was led: the nature of each reply, its fault, the words one knows it by."""

from collections.abc import Sequence
from fractions import Fraction
from textwrap import shorten

from autograder.truth import Truth
from ntc.french import count, number
from ntc.instruments.script import Answer, Script

FAULT = "faute"
ASKED = "question"
_HEARD = "écoute"
OPEN = 2
"""From how many points on a question lets the other speak: below, it closes, or comes too soon."""
_QUOTED = 60

LISTENED = "Vous avez laissé parler, ou repris ce qui venait d’être dit, {}."
AGAINST = "On en retire {}, pour ce qui a fermé l’échange."
MORE = "Il y avait lieu de le faire plus souvent."


class Led:
    """A talk as far as it went (« entretien mené »), with what the generator laid down of it."""

    def __init__(self, script: Script, dialogue: str, truth: Truth, path: Sequence[str]) -> None:
        self.script, self.labels = script, truth.of("dialogue_choices")
        self.nodes = truth.of("dialogue_nodes")
        self.best: list[Answer] = script.walk(truth.of("dialogues")[dialogue].best_path.split()) or []
        self.said: list[Answer] = script.walk(path) or []
        self.place = self.said[-1].next if self.said else script.start
        self.ended = not script.after(self.place)

    def points(self, replies: Sequence[Answer]) -> int:
        """What replies are worth together."""
        return sum(self.labels[one.id].score for one in replies)

    def listened(self, replies: Sequence[Answer]) -> int:
        """How many replies let the other speak, or take up what was said."""
        return sum(map(self._listens, replies))

    def _listens(self, said: Answer) -> bool:
        label = self.labels[said.id]
        return _HEARD in label.flags or (ASKED in label.flags and label.score >= OPEN)


def listening_told(made: int, against: int, fraction: Fraction, never: str) -> str:
    """Say how often one listened; ``never`` where one did not at all."""
    if not made:
        return never
    told = [LISTENED.format(count(made, "fois", "fois"))]
    if against:
        told.append(AGAINST.format(number(against)))
    if fraction < 1:
        told.append(MORE)
    return " ".join(told)


def begun(text: str) -> str:
    """The first words of a reply, by which one knows it again."""
    short = shorten(text, _QUOTED, placeholder="…")
    return f"{short.rstrip(' .,;:!?…')}…" if short.endswith("…") else short


def fault_of(nature: str) -> str:
    """Which fault a reply is, of its nature (« faute, promesse »); empty when it is none."""
    named = nature.split(", ")
    return named[-1] if FAULT in named else ""


def led_by(script: Script, truth: Truth, *natures: str) -> tuple[str, ...]:
    """The talk whose replies are of these natures, one after the other; StopIteration when there is none."""
    labels, path, place = truth.of("dialogue_choices"), [], script.start
    for nature in natures:
        said = next(one for one in script.after(place) if labels[one.id].flags == nature)
        path.append(said.id)
        place = said.next
    return tuple(path)
