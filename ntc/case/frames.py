"""Frames: the lines of a table for pandas, each column typed as it is declared.

Amounts and rates stay the exact ``Decimal`` of the records (a column of objects): sums, groups and products
are exact to the last cent, and nothing has to be scaled back; ``astype(float)`` is for drawings alone. Dates
are ``datetime64``, whole numbers ``Int64`` where one may be missing, choices categories in their order.

pandas is imported with the first frame, and not before: a lesson opens without it.
"""

from typing import TYPE_CHECKING, Any

from ntc.case.columns import Column

if TYPE_CHECKING:
    from pandas import DataFrame


def frame(records: tuple, columns: tuple[Column, ...]) -> "DataFrame":
    """Make a frame of the records of a table, its columns named as the fields of a record."""
    import pandas as pd

    values = zip(*records, strict=True)
    return pd.DataFrame(
        {
            column.name: pd.Series(list(cells), dtype=_dtype(column))
            for column, cells in zip(columns, values, strict=True)
        }
    )


def _dtype(column: Column) -> Any:
    import pandas as pd

    if column.type == "choice" and column.values:
        return pd.CategoricalDtype(list(column.values))
    return {
        "id": "str",
        "text": "str",
        "choice": "str",
        "int": "Int64" if column.optional else "int64",
        "decimal": "object",
        "date": "datetime64[s]",
        "time": "object",
        "bool": "boolean" if column.optional else "bool",
    }[column.type]
