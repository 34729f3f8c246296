"""Texts with choices: ``[a|b|c]`` stands for one of them, drawn again for every record."""

import re

from generator.core.stream import Stream

_TRIES = 20
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


def vary(text: str, stream: Stream) -> str:
    """Return the text with one of each of its choices, the innermost first."""
    while found := _CHOICE.search(text):
        text = text[: found.start()] + stream.pick(found[1].split("|")) + text[found.end() :]
    return text


def fresh(text: str, said: set[str], stream: Stream) -> str:
    """Return the text with choices made, and note it as said: one not said yet, as far as the choices go."""
    for _ in range(_TRIES):
        out = vary(text, stream)
        if out not in said:
            break
    said.add(out)
    return out


def deal(texts: list[str], count: int, stream: Stream) -> list[str]:
    """Return so many texts, each formulation as often as the others, no two texts alike."""
    out: list[str] = []
    while len(out) < count:
        for text in stream.shuffled(texts):
            said = vary(text, stream)
            if said not in out:
                out.append(said)
    return out[:count]
