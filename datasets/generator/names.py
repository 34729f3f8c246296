"""Invented names: companies, people, SIRET numbers that fail Luhn, telephones and e-mails kept for fiction.

All the stems are dealt out once between the variants, so that no two variants share one.
"""

import unicodedata

from generator.stream import Stream
from generator.wording import elided
from generator.words import read

VARIANTS = 17
_PUBLIC = "SEG12"


class Names:
    """The names that belong to one variant."""

    def __init__(self, variant: str) -> None:
        number, words = int(variant), read("names")
        # One order for all the variants, dealt like cards: the lists of two variants are disjoint.
        self._stems = iter(_dealt("stems", words["heads"], words["tails"], number))
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
        while True:
            number = "".join(str(self._stream.below(10)) for _ in range(14))
            if number[0] != "0" and not luhn(number) and not luhn(number[:9]) and number not in self._sirets:
                self._sirets.add(number)
                return number

    def landline(self) -> str:
        """Invent a landline number of the range kept for fiction."""
        return f"02 61 91 {self._stream.below(100):02d} {self._stream.below(100):02d}"

    def mobile(self) -> str:
        """Invent a mobile number of the range kept for fiction."""
        return f"06 39 98 {self._stream.below(100):02d} {self._stream.below(100):02d}"


def surnames(variant: str) -> list[str]:
    """Return the surnames of a variant: ``Names`` deals them from the first, a text takes from the last."""
    words = read("names")
    return _dealt("surnames", words["surname_heads"], words["surname_tails"], int(variant))


def luhn(digits: str) -> bool:
    """Tell whether a number passes Luhn's check (SIREN and SIRET do)."""
    return (
        sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(reversed(digits)))
        % 10
        == 0
    )


def email(person: str, domain: str) -> str:
    """Build an address under .example, which no one can own."""
    return f"{plain(person).replace(' ', '.')}@{plain(domain).replace(' ', '-')}.example"


def plain(text: str) -> str:
    """Return the text without accents nor capitals."""
    spread = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("'", "-"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def misspelt(name: str) -> str:
    """Write a name as a hurried colleague would: capitals, an abbreviation, no accent."""
    return plain(name).upper().replace("ETABLISSEMENTS", "ETS").replace("CENTRE HOSPITALIER", "CH")


def _dealt(pool: str, heads: list[str], tails: list[str], number: int) -> list[str]:
    words = dict.fromkeys(head + tail for head in heads for tail in tails)
    return Stream("names", pool).shuffled(list(words))[number::VARIANTS]
