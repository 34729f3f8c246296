"""The glossary (« lexique ») of the trade, kept in ``glossary/terms.toml``."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache

from ntc.paths import GLOSSARY

_ARTICLES = {"le", "la", "les", "l", "un", "une"}


@dataclass(frozen=True)
class Term:
    """A term of the trade: its French name, its meaning in our words and an example on the case."""

    id: str
    term: str
    competencies: tuple[str, ...]
    definition: str
    example: str
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    reference: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every wording that a lesson may use for it."""
        return (self.term, *self.aliases)


@cache
def load() -> dict[str, Term]:
    """Every term by id."""
    raw = tomllib.loads((GLOSSARY / "terms.toml").read_text(encoding="utf-8"))
    return {
        key: Term(key, **{k: tuple(v) if isinstance(v, list) else v for k, v in spec.items()})
        for key, spec in raw.items()
    }


def find(wording: str) -> Term | None:
    """The term that a wording names, whatever its article, case, accents or plural; else None."""
    return _by_wording().get(_canonical(wording))


def sort_key(wording: str) -> str:
    """Order French wordings as a dictionary does: capitals and accents aside."""
    return _plain(wording)


@cache
def _by_wording() -> dict[str, Term]:
    return {_canonical(name): term for term in load().values() for name in term.names}


def _canonical(wording: str) -> str:
    words = re.findall(r"[a-z0-9]+", _plain(re.sub(r"\(.*?\)", " ", wording)))
    words = words[1:] if words[:1] and words[0] in _ARTICLES else words
    return " ".join(word.rstrip("sx") if len(word) > 3 else word for word in words)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
