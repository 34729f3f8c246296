"""What keys read of a talk that was led: the nature of each reply, its fault, the words one knows it by."""

from textwrap import shorten

from autograder.truth import Truth
from ntc.instruments.script import Script

FAULT = "faute"
_QUOTED = 60


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
