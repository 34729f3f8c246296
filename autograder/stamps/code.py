"""The short code of a document (*code de vérification*), to be typed from paper: ``7K3M-9QXT-2H5V``.

Eleven signs of an alphabet without look-alikes, then one that tells a slip of the fingers: with a prime
number of signs, no single wrong sign and no two neighbours that changed places go unseen.
"""

import hashlib
import hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SIGNS, _GROUP = 11, 4
_FOR = b"ntc code 1\0"


class Mistyped(ValueError):
    """What was typed can be no code; the message says so in French."""


def code_of(key: bytes, text: str) -> str:
    """Give the code of what a document says, under the key of its class."""
    drawn = hmac.new(key, _FOR + text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    number, signs = int.from_bytes(drawn), ""
    for _ in range(_SIGNS):
        number, rank = divmod(number, len(ALPHABET))
        signs += ALPHABET[rank]
    return _grouped(signs + ALPHABET[_check(signs)])


def read(typed: str) -> str:
    """Read a code as somebody typed it: small letters, spaces, no hyphens; raises Mistyped."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) != _SIGNS + 1:
        raise Mistyped(f"Un code a {_SIGNS + 1} signes, comme 7K3M-9QXT-2H5V : celui-ci en a {len(signs)}.")
    if stray := sorted({sign for sign in signs if sign not in ALPHABET}):
        raise Mistyped(f"« {stray[0]} » n’est dans aucun code : relisez-le sur la fiche.")
    if signs[-1] != ALPHABET[_check(signs[:-1])]:
        raise Mistyped(
            "Ce n’est le code d’aucune fiche : relisez-le, un signe est faux ou deux sont à la place l’un "
            "de l’autre."
        )
    return _grouped(signs)


def _check(signs: str) -> int:
    return sum(rank * ALPHABET.index(sign) for rank, sign in enumerate(signs, 1)) % len(ALPHABET)


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
