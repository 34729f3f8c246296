"""Words without their dress (*sans accents*): how names and heads are compared, and put in order."""

import unicodedata


def plain(text: str) -> str:
    """Give a text in lower case, its accents off.

    >>> plain("Activité, ÉMILE")
    'activite, emile'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
