"""Texts with choices: ``[a|b|c]`` stands for one of them, drawn again for every record."""

import re

from generator.stream import Stream

_CHOICE = re.compile(r"\[([^\[\]]*)\]")


def vary(text: str, stream: Stream) -> str:
    """Return the text with one of each of its choices, the innermost first."""
    while found := _CHOICE.search(text):
        text = text[: found.start()] + stream.pick(found[1].split("|")) + text[found.end() :]
    return text


def deal(texts: list[str], count: int, stream: Stream) -> list[str]:
    """Return so many texts, each formulation as often as the others, no two texts alike."""
    out: list[str] = []
    while len(out) < count:
        for text in stream.shuffled(texts):
            said = vary(text, stream)
            if said not in out:
                out.append(said)
    return out[:count]
