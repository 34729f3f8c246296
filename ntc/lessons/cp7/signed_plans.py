"""What CP7 asks about, pages 8 and 9: the pen, the rewinding; opening and close."""

from textwrap import shorten
from typing import Any

from ntc.case import Case
from ntc.fields.kinds.order import BAR
from ntc.french import quoted, typeset
from ntc.instruments.script import Script, script

__all__ = [
    "REWOUND",
    "rewound_faults",
    "rewound_lines",
    "rewound_signals",
    "signed_steps",
    "signed_talk",
]

REWOUND = "E7"
"""The talk of a colleague that is read again (« entretien relu »)."""
_EXERCISE, _TALK = "cp7-closing", "D5"
_THREE = ("première", "deuxième", "troisième")
_BEGUN = 64

Pairs = tuple[tuple[str, str], ...]


def signed_talk(case: Case) -> Script:
    """The talk in which one closes (« conclusion »)."""
    return script(case, _TALK)


def signed_steps(case: Case) -> Pairs:
    """What there is to do from the agreement on, with what there is not, the bar last.

    The intruder stands where its first letter takes it among what is drawn: nowhere in particular.
    """
    steps = [(row.step_id, row.text) for row in case.quiz_steps if row.exercise == _EXERCISE]
    for row in (row for row in case.quiz_items if row.exercise == _EXERCISE):
        place = next((rank for rank, (_, text) in enumerate(steps) if text > row.text), len(steps))
        steps.insert(place, (row.item_id, row.text))
    return (*steps, (BAR, typeset("— sous cette barre : ce qui ne se fait à aucun moment —")))


def rewound_lines(case: Case) -> Pairs:
    """The replies of the talk to read again, by their rank and their first words."""
    return tuple((row.line_id, typeset(_begun(row))) for row in case.talk_lines if row.talk_id == REWOUND)


def rewound_faults() -> Pairs:
    """Three rows for three faults, in whatever order."""
    return tuple((f"f{rank}", f"Une {name} faute") for rank, name in enumerate(_THREE, 1))


def rewound_signals() -> Pairs:
    """Three rows for three signals, in whatever order."""
    names = (name.replace("ère", "er") for name in _THREE)
    return tuple((f"s{rank}", f"Un {name} signal") for rank, name in enumerate(names, 1))


def _begun(row: Any) -> str:
    words = shorten(row.text, _BEGUN, placeholder="…")
    return f"{row.rank} · {row.speaker} : {quoted(words)}"
