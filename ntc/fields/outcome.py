"""The outcomes of an answer, kept apart everywhere: blank, unreadable, and a value (right or wrong)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Blank:
    """Nothing was entered (« sans réponse »)."""


@dataclass(frozen=True)
class Unreadable:
    """Something was entered that cannot be understood; ``message`` says in French what to change."""

    message: str


@dataclass(frozen=True)
class Value:
    """What was understood, and its echo in French: « 1 234,50 € ».

    ``note`` remarks on how it was read, when that needs saying; ``complete`` is False while a part is
    missing.
    """

    value: Any
    echo: str = ""
    note: str = ""
    complete: bool = True


Outcome = Blank | Unreadable | Value
