"""Figures that the prose of CP7 names, pages 8 and 9: the pen, the rewinding; opening and close."""

from typing import Any

from ntc.case import Case, people
from ntc.french import NBSP, typeset
from ntc.lessons.cp7.signed_plans import REWOUND

_CLOSING = "D5"


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    account = next(row.account_id for row in case.dialogues if row.dialogue_id == _CLOSING)
    deciding, buying = (
        [row for row in case.contacts if row.account_id == account and row.decision_role == role]
        for role in ("décideur", "acheteur")
    )
    talk = next(row for row in case.talks if row.talk_id == REWOUND)
    return {
        "fin-patron": _called(deciding[0]),
        "fin-acheteuse": _called(buying[0]),
        "relu-acheteuse": typeset(talk.contact.split(",")[0]),
    }


def _called(person: Any) -> str:
    """A person as one speaks of them: « Mme Vigniaud »."""
    return f"{'Mme' if people.is_woman(person.first) else 'M.'}{NBSP}{person.last}"
