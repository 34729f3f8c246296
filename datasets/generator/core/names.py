"""Invented names: companies, people, SIRET numbers that fail Luhn, telephones and e-mails kept for fiction.

All the stems are dealt out once between the variants, so that no two variants share one.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from itertools import pairwise

from generator.core.stream import Stream
from generator.core.wording import elided
from generator.words import read

VARIANTS = 17
_PUBLIC = "SEG12"
# The percentage of honest cards that somebody filled in carelessly.
_CARELESS = 26
_FORMS = ("SARL", "SAS")
_SHORTENED = (
    ("Établissements", "Ets"),
    ("Centre hospitalier", "CH"),
    ("Lycée professionnel", "LP"),
    ("Menuiserie", "Men."),
    ("Mécanique", "Méca."),
    ("Matériel", "Mat."),
    ("Machines", "Mach."),
    ("Laboratoires", "Labo."),
    ("Chantier", "Ch."),
    ("Imprimerie", "Imp."),
    ("Carrosserie", "Carr."),
)


class Names:
    """The names that belong to one variant."""

    def __init__(self, variant: str) -> None:
        # One order for all the variants, dealt like cards: the lists of two variants are disjoint.
        self._stems = iter(stems(variant))
        self._surnames = iter(surnames(variant))
        self._stream = Stream(variant, "names")
        self._sirets: set[str] = set()

    def company(self, seg_id: str) -> str:
        """Invent the name of a company of a segment."""
        stem, trade = next(self._stems), self._stream.pick(read("names")["trades"][seg_id])
        if seg_id == _PUBLIC:
            return elided(f"{trade} {stem}")
        pattern = self._stream.weighted(
            (("{trade} {stem}", 72), ("Établissements {stem}", 10), ("{stem} {trade}", 18))
        )
        return pattern.format(trade=trade, stem=stem)

    def person(self) -> str:
        """Invent a first name and a surname."""
        return f"{self._stream.pick(read('names')['first'])} {next(self._surnames)}"

    def siret(self) -> str:
        """Invent a SIRET number that no company can bear: it fails Luhn's check."""
        number = siret(self._stream, self._sirets)
        self._sirets.add(number)
        return number

    def landline(self) -> str:
        """Invent a landline number of the range kept for fiction."""
        return f"02 61 91 {self._stream.below(100):02d} {self._stream.below(100):02d}"

    def mobile(self) -> str:
        """Invent a mobile number of the range kept for fiction."""
        return f"06 39 98 {self._stream.below(100):02d} {self._stream.below(100):02d}"


def other_first_name(person: str, than: str) -> str:
    """Give a person the next first name, without drawing, when another spoken of beside them bears it."""
    first, _, surname = person.partition(" ")
    if first != than.partition(" ")[0]:
        return person
    known = read("names")["first"]
    return f"{known[(known.index(first) + 1) % len(known)]} {surname}"


def surnames(variant: str) -> list[str]:
    """Return the surnames of a variant: ``Names`` deals them from the first, a text takes from the last."""
    words = read("names")
    return _dealt("surnames", words["surname_heads"], words["surname_tails"], int(variant))


def stems(variant: str) -> list[str]:
    """Return the stems of the companies of a variant: ``Names`` deals the first, a story takes the last."""
    words = read("names")
    return _dealt("stems", words["heads"], words["tails"], int(variant))


def siret(stream: Stream, taken: Collection[str] = ()) -> str:
    """Invent a SIRET number that no company can bear, for it fails Luhn's check, and not yet ``taken``."""
    while True:
        number = "".join(str(stream.below(10)) for _ in range(14))
        if number[0] != "0" and not luhn(number) and not luhn(number[:9]) and number not in taken:
            return number


def luhn(digits: str) -> bool:
    """Tell whether a number passes Luhn's check (SIREN and SIRET do)."""
    return (
        sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(reversed(digits)))
        % 10
        == 0
    )


def email(person: str, domain: str, pattern: str = "{first}.{last}") -> str:
    """Build an address under .example, which no one can own; a pattern may ask for ``initial`` instead."""
    first, _, last = plain(person).partition(" ")
    local = pattern.format(first=first, initial=first[0], last=last.replace(" ", "."))
    return f"{local}@{domain}.example"


def domain(company: str) -> str:
    """Return the domain of a company, without its legal form nor any sign."""
    words = re.findall(r"[a-z0-9]+", plain(company))
    return "-".join(word for word in words if word.upper() not in _FORMS)


def plain(text: str) -> str:
    """Return the text without accents nor capitals."""
    spread = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("'", "-"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def misspelt(name: str, stream: Stream) -> str:
    """Write a name as another colleague did, who knew nothing of the first card."""
    return _otherwise(name, (*_SPELLINGS, (_doubled, 55)), stream)


def spelt(name: str, stream: Stream) -> str:
    """Write the name of an honest card: most as they should be, some as carelessly as a duplicate."""
    return _otherwise(name, _SPELLINGS, stream) if stream.chance(_CARELESS) else name


def _otherwise(name: str, spellings: Sequence[tuple[Callable[[str], str], int]], stream: Stream) -> str:
    found = name
    while found == name:
        found = stream.weighted(spellings)(name)
    return found


def _capitals(name: str) -> str:
    return plain(_short(name)).upper()


def _unaccented(name: str) -> str:
    return "".join(plain(letter).upper() if letter.isupper() else plain(letter) for letter in name)


def _short(name: str) -> str:
    for whole, abbreviation in _SHORTENED:
        name = name.replace(whole, abbreviation)
    return name


def _turned(name: str) -> str:
    """Set the trade on the other side of the name."""
    for trade in (trade for trades in read("names")["trades"].values() for trade in trades):
        if name.startswith(f"{trade} ") and not trade.endswith(" de"):
            return f"{name[len(trade) + 1 :]} ({trade.lower()})"
        if name.endswith(f" {trade}"):
            return f"{trade} {name[: -len(trade) - 1]}"
    return name


def _formed(name: str, form: str) -> str:
    """Add its legal form to the name of a company; a public body has none."""
    public = tuple(trade.removesuffix(" de") for trade in read("names")["trades"][_PUBLIC])
    return name if name.startswith(public) else f"{name} {form}"


def _doubled(name: str) -> str:
    """Double a consonant inside the longest word, or make one of two."""
    word = max(name.split(" "), key=len)
    for one, other in pairwise(word):
        if one == other:
            return name.replace(word, word.replace(one * 2, one, 1))
    place = next((at for at, letter in enumerate(word[2:-1], start=2) if letter in "lnrst"), None)
    return name if place is None else name.replace(word, word[: place + 1] + word[place:])


_SPELLINGS: tuple[tuple[Callable[[str], str], int], ...] = (
    (_capitals, 30),
    (_unaccented, 26),
    (_short, 22),
    (_turned, 12),
    *((partial(_formed, form=form), 5) for form in _FORMS),
)


def _dealt(pool: str, heads: list[str], tails: list[str], number: int) -> list[str]:
    return _shuffled(pool, tuple(heads), tuple(tails))[number::VARIANTS]


@cache
def _shuffled(pool: str, heads: tuple[str, ...], tails: tuple[str, ...]) -> list[str]:
    words = dict.fromkeys(head + tail for head in heads for tail in tails)
    return Stream("names", pool).shuffled(list(words))
