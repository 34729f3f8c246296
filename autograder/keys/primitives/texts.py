"""Helps for a text that a person marks (*text*): the machine points things out and gives no points."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from autograder.keys.answers import Answers, unread
from autograder.mark import Mark
from ntc.calc.numbers import Number
from ntc.fields.kinds.text import TextHelps
from ntc.fields.outcome import Blank, Unreadable, Value
from ntc.french import MONTHS, count, listing, typeset
from ntc.plain import plain

REFUSAL = ("ne plus", "opposer", "opposition", "désinscri", "désabonn", "refus", "stop", "plus de courriel")
"""Words by which one tells how to say no."""
_IN_WORDS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
MARKS = "Repères de ses données : {}."


def text_helps(helps: TextHelps) -> tuple[str, ...]:
    """Say in French what a text field noticed: length, missing headings, figures that match the data."""
    return tuple(map(typeset, (_length(helps), _headings(helps), _figures(helps))))


def pointed_out(
    answers: Answers, heads: Mapping[str, str], say: Callable[[str, str], Iterable[str]], facts: Sequence[str]
) -> Mark:
    """The mark, without points, of texts that a person marks: what ``say`` notes of each, by field and text.

    ``heads`` name the fields; ``facts`` are those of the learner's own data by which levels are told
    (« repères »).
    """
    entries = {field: answers.entry(field) for field in heads}
    if all(isinstance(entry.outcome, Blank) for entry in entries.values()):
        return Mark(0.0, comments=("Sans réponse.",))
    said: list[str] = []
    for field, entry in entries.items():
        if isinstance(entry.outcome, Value):
            said += say(field, entry.value)
        else:
            told = unread(entry) if isinstance(entry.outcome, Unreadable) else "sans réponse."
            said.append(f"{heads[field]} : {told}")
    return Mark(0.0, comments=tuple(map(typeset, (*said, MARKS.format(listing(facts))))))


def counts(text: str, figure: Number, noun: str) -> bool:
    """Whether a text counts so many of a thing, in figures or, of a few, in words."""
    said = [f"{Decimal(figure):f}"]
    if figure == int(figure) and figure < len(_IN_WORDS):
        said.append(plain(_IN_WORDS[int(figure)]))
    flat = re.sub(r"\s+", " ", plain(text))
    return bool(re.search(rf"\b(?:{'|'.join(said)}) {re.escape(noun)}", flat))


def tells_refusal(text: str) -> bool:
    """Whether a text seems to say how to refuse others like it."""
    return any(plain(words) in plain(text) for words in REFUSAL)


def cites(text: str, day: date) -> bool:
    """Whether a text names a day, in words or in figures."""
    words = rf"\b{day.day}(?:er)?\s+{plain(MONTHS[day.month - 1])}"
    return bool(re.search(rf"{words}|\b{day.day:02d}/{day.month:02d}", plain(text)))


def _length(helps: TextHelps) -> str:
    least, most = helps.target
    length = f"{count(helps.words, 'mot')} pour {least} à {most} demandés"
    if helps.words < least:
        return f"{length} : c’est court."
    return f"{length} : c’est long." if helps.words > most else f"{length}."


def _headings(helps: TextHelps) -> str:
    if not helps.missing_headings:
        return "Toutes les rubriques demandées sont là."
    return f"Rubriques introuvables : {listing([f'« {heading} »' for heading in helps.missing_headings])}."


def _figures(helps: TextHelps) -> str:
    if not helps.figures:
        return "Aucun chiffre du texte n’a été retrouvé dans les données du secteur."
    found = listing([f"{written} ({name})" for name, written in helps.figures.items()])
    return f"Chiffres retrouvés dans les données : {found}."
