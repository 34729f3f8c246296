"""What the schema says of each column: all that a table shows of it, and nothing left to be guessed."""

import re
import tomllib

import pytest

from ntc.case import VARIANTS, load, schema
from ntc.paths import DATASETS

RAW = tomllib.loads((DATASETS / "schema.toml").read_text(encoding="utf-8"))
NUMBERS = ("int", "decimal")
READINGS = {"percent": NUMBERS, "year": NUMBERS, "month": ("date",), "competency": ("id",)}


def public():
    """Each column that a learner reads: its table, itself, and what the file says of it word for word."""
    for table in schema().values():
        for column in table.public:
            yield table, column, RAW[table.name]["columns"][column.name]


def test_every_number_that_a_learner_reads_says_whether_it_adds_up():
    numbers = [(table.name, column.name) for table, column, _ in public() if column.type in NUMBERS]
    silent = [(table.name, column.name) for table, column, said in public()
              if (column.type in NUMBERS) != isinstance(said.get("adds"), bool)]  # fmt: skip
    assert not silent
    assert len(numbers) > 150


def test_what_is_a_part_of_a_whole_or_a_rank_does_not_add_up():
    assert not [
        (table.name, column.name)
        for table, column, _ in public()
        if column.adds
        and (column.unit in ("%", "/5", "°", "bar") or column.reads or column.name in table.key)
    ]


def test_days_of_work_and_yearly_prices_add_up_but_not_indices_limits_and_what_is_per_head():
    adds = {(table.name, column.name): column.adds for table, column, _ in public()}
    assert adds["remedies", "days"] is adds["actions", "days"] is adds["contracts", "yearly_price"] is True
    assert not any(adds["price_index", name] for name in ("electricity", "steel", "compressors"))
    assert not any(adds["segments", name] for name in ("airflow_per_employee", "potential_per_employee"))
    assert not any(adds["weeks", name] for name in ("admin_max", "reserve_min"))


def test_a_reading_fits_its_column():
    unfit = [(table.name, column.name) for table, column, _ in public()
             if column.reads and column.type not in READINGS.get(column.reads, ())]  # fmt: skip
    assert not unfit
    assert {column.reads for _, column, _ in public()} == {None, *READINGS}


@pytest.mark.slow
def test_ratios_and_codes_of_exercises_say_how_they_are_read():
    """On every variant: a rate below one without a unit, a code that names a competency."""
    ratios, codes = set(), set()
    for table, column, _ in public():
        values = [
            getattr(row, column.name)
            for variant in VARIANTS
            for row in load(variant).rows(table.name)
            if getattr(row, column.name) is not None
        ]
        if column.type == "decimal" and not column.unit and all(-1 < value < 1 for value in values):
            ratios.add((table.name, column.name))
        if column.type == "id" and any(re.match(r"cp\d-", value) for value in values):
            codes.add((table.name, column.name))
            assert all(re.match(r"cp\d-", value) for value in values), column
    assert ratios == {(table.name, column.name) for table, column, _ in public() if column.reads == "percent"}
    assert codes == {
        (table.name, column.name) for table, column, _ in public() if column.reads == "competency"
    }


def test_a_table_is_named_by_columns_that_it_shows():
    named = [table for table in schema().values() if table.naming]
    assert all(set(table.naming) <= {column.name for column in table.public} for table in named)
    assert len(named) > 40
    first = [column for table in named for column in table.public if column.name == table.naming[0]]
    assert all(
        column.type == "text" or len(table.naming) > 1 for table, column in zip(named, first, strict=True)
    )


def test_french_heads_are_unique_in_a_table():
    assert not [
        name for name, table in schema().items() if len(set(table.heads.values())) < len(table.public)
    ]
