"""Digits as they are written in French: the groups of thousands, the decimal mark, and what is refused."""

import re
from decimal import Decimal

MAX_DIGITS = 15
MAX_DECIMALS = 8

_PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]*))?|[.,]([0-9]+)")
_SPACED = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]*))?")
_POINTED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]*)|([0-9]{1,3}(?:\.[0-9]{3}){2,})")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]*|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


class Refusal(Exception):
    """Carries the French sentence that says what to change."""


def read_digits(body: str) -> Decimal:
    """Read digits, spaces, points and commas as one number; raises Refusal, which says what to change."""
    if _TWO_WAYS.fullmatch(body):
        thousands, decimals = body.replace(".", " "), body.replace(".", ",")
        raise Refusal(f"« {body} » peut se lire de deux façons : écrivez {thousands} ou {decimals}.")
    if _ENGLISH.fullmatch(body):
        raise Refusal(
            f"« {body} » est écrit à l'anglaise : en français, les espaces séparent les milliers et la "
            "virgule les décimales, par exemple 1 234,50."
        )
    match = _PLAIN.fullmatch(body) or _SPACED.fullmatch(body) or _POINTED.fullmatch(body)
    if not match:
        if " " in body:
            raise Refusal(
                "Un ou plusieurs nombres ? Les espaces séparent les milliers par groupes de trois chiffres : "
                "par exemple 12 345,60."
            )
        raise Refusal(f"« {body} » n'est pas un nombre lisible : écrivez par exemple 1 234,50.")
    whole, decimals = _halves(match)
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        raise Refusal("Ce nombre a trop de chiffres : arrondissez-le.")
    return Decimal(f"{whole or '0'}.{decimals or '0'}") if decimals else Decimal(whole or "0")


def _halves(match: re.Match[str]) -> tuple[str, str]:
    """Return the digits before and after the decimal mark, whichever way of writing matched."""
    if match.re is _SPACED:
        whole, decimals = match[1], match[2]
    elif match.re is _PLAIN:
        whole, decimals = match[1], match[2] or match[3]
    else:
        whole, decimals = match[1] or match[3], match[2]
    return re.sub("[ .]", "", whole or "").lstrip("0"), decimals or ""
