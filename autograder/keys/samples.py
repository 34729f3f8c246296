"""How specimens write raw answers: what a careful learner would type into the fields."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from autograder.keys.registry import Specimen
from ntc import exercises
from ntc.french import day, half_up

Raw = dict[str, Any]


def typed(value: Decimal | int | date, unit: str = "") -> str:
    """Write a value as it can be typed, four decimals at most: 1234,5; 32,86 % for 0.3286; 27/10/2025.

    A per cent has two decimals at least: 5,00 % is no rounding of 5,26 %.
    """
    if isinstance(value, date):
        return day(value)
    if unit == "%":
        shown = half_up(value * 100, 4).normalize()
        return f"{max(shown, half_up(shown, 2), key=_places):f} %".replace(".", ",")
    return f"{half_up(value, 4).normalize():f}".replace(".", ",")


def table(field_id: str, values: Mapping[str, Decimal | date]) -> Raw:
    """The raw answer of a table of one column, in the unit that the part of each row declares."""
    parts = exercises.load()[field_id].parts
    return {field_id: {row: {"value": typed(value, parts[row].unit)} for row, value in values.items()}}


def cells(right: Raw, field_id: str, changes: Mapping[str, Decimal | date]) -> Raw:
    """The same raw answers with other values in some rows of a table of one column."""
    return {**right, field_id: {**right[field_id], **table(field_id, changes)[field_id]}}


def blank(*raws: Raw) -> list[Specimen]:
    """Specimens of an exercise left blank: nothing saved at all, and each of these raw answers."""
    return [Specimen(f"blank {rank}", raw) for rank, raw in enumerate(({}, *raws))]


def garbled(*raws: Raw) -> list[Specimen]:
    """Specimens that cannot be read, and earn nothing."""
    return [Specimen(f"unreadable {rank}", raw) for rank, raw in enumerate(raws)]


def _places(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)
