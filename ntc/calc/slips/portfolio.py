"""Mistakes on the classes of a portfolio (beside F58)."""

from collections.abc import Mapping

from ntc import french
from ntc.calc.numbers import Number
from ntc.calc.slips.slip import Slip, slip


def abc_a_class(amounts: Mapping[str, Number]) -> list[Slip]:
    """Mistakes on who is in class A: a fifth of the clients, however much they buy.

    >>> sorted(abc_a_class({"a": 120, "b": 60, "c": 30, "d": 20, "e": 10})[0].value)
    ['a']
    """
    ranked = sorted(amounts, key=lambda key: (-amounts[key], key))
    fifth = ranked[: max(1, len(ranked) // 5)]
    return [
        slip(
            "abc-clients",
            frozenset(fifth),
            f"Vous avez retenu {french.count(len(fifth), 'client')} sur {len(ranked)} : A se coupe sur le "
            "chiffre "
            "d’affaires cumulé, non sur le nombre de clients.",
        )
    ]
