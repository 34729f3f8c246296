"""Frames hold what the records hold, typed, and sum exactly: SQL on the raw files says the same."""

import csv
import sqlite3
import subprocess
import sys
from datetime import date, time
from decimal import Decimal

import pandas as pd
import pytest

from ntc.case import VARIANTS, load, schema
from ntc.paths import TABLES

PUBLIC = [name for name, table in schema().items() if table.public]
# The dtype of a column where a value may be missing, and where none is.
TYPES = {
    "id": ("str", "str"),
    "text": ("str", "str"),
    "choice": ("str", "str"),
    "int": ("Int64", "int64"),
    "bool": ("boolean", "bool"),
    "decimal": ("object", "object"),
    "date": ("datetime64[s]", "datetime64[s]"),
    "time": ("object", "object"),
}
OBJECTS = {"decimal": Decimal, "time": time}


def plain(value):
    """A cell of a frame as a record holds it."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_frame_holds_what_the_records_hold(variant):
    case = load(variant)
    for name in PUBLIC:
        frame = case.frame(name)
        assert list(frame.columns) == [column.name for column in schema()[name].public]
        records = [tuple(map(plain, line)) for line in frame.itertuples(index=False, name=None)]
        assert records == [tuple(record) for record in case.rows(name)], name
    assert len(PUBLIC) >= 69


def test_columns_are_typed_as_they_are_declared():
    for name in PUBLIC:
        frame = load("00").frame(name)
        for column in schema()[name].public:
            values = frame[column.name]
            if column.type == "choice" and column.values:
                assert tuple(values.dtype.categories) == column.values, (name, column)
            else:
                optional, plain = TYPES[column.type]
                assert values.dtype == (optional if column.optional else plain), (name, column)
            if column.type in OBJECTS:
                assert {type(value) for value in values.dropna()} <= {OBJECTS[column.type]}, (name, column)


def cents(text):
    return int(text.replace(".", ""))


@pytest.fixture(scope="module")
def sql():
    """The orders and lines of variant 00 in SQLite, amounts in whole cents."""
    db = sqlite3.connect(":memory:")
    for name in ("orders", "order_lines"):
        with (TABLES / "00" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        db.execute(f"create table {name} ({', '.join(head)})")
        db.executemany(f"insert into {name} values ({', '.join('?' * len(head))})", rows)
    db.create_function("cents", 1, cents, deterministic=True)
    yield db
    db.close()


def test_groups_and_sums_are_exact_to_the_cent(sql):
    orders = load("00").frame("orders")
    by_year = orders.groupby([orders["date"].dt.year, "status"])["net_ht"].sum()
    query = "select substr(date, 1, 4), status, sum(cents(net_ht)) from orders group by 1, 2"
    expected = {(int(year), status): Decimal(total) / 100 for year, status, total in sql.execute(query)}
    assert by_year.to_dict() == expected


def test_products_of_columns_are_exact_to_the_cent(sql):
    lines = load("00").frame("order_lines")
    costs = (lines["qty"] * lines["unit_cost"]).groupby(lines["order_id"]).sum()
    query = "select order_id, sum(qty * cents(unit_cost)) from order_lines group by 1"
    assert costs.to_dict() == {order: Decimal(total) / 100 for order, total in sql.execute(query)}


def test_a_sum_leaves_out_what_is_missing():
    products = load("00").frame("products")
    assert products["kw"].isna().any()
    assert products["kw"].sum() == sum(p.kw for p in load("00").products if p.kw is not None)


def test_a_frame_is_the_caller_s_own():
    case = load("00")
    frame = case.frame("towns")
    frame["name"] = "Rennes"
    frame.loc[0, "dept"] = "?"
    frame["more"] = 1
    assert case.frame("towns")["name"].tolist() == [town.name for town in case.towns]
    assert case.frame("towns").loc[0, "dept"] == case.towns[0].dept
    assert "more" not in case.frame("towns")


def test_columns_may_bear_their_french_heads():
    frame = load("00").frame("orders", heads=True)
    assert list(frame.columns) == [column.label for column in schema()["orders"].public]
    assert frame["Date"][0].date() == load("00").orders[0].date


@pytest.mark.parametrize("name", ["remedy_plans", "no_such_table"])
def test_what_a_learner_has_not_makes_no_frame(name):
    with pytest.raises(AttributeError, match=name):
        load("00").frame(name)


@pytest.mark.slow
def test_pandas_waits_for_the_first_frame():
    """What a lesson says and draws when it opens rests on records: fields are live before pandas comes."""
    code = (
        "import sys; from ntc.case import load; from ntc.lessons.prose import prose;"
        "from ntc.lessons.cp4 import charts;"
        "case = load('00'); prose('cp4-bilan', case); charts.margin_by_family(case); charts.time_split(case);"
        "before = 'pandas' in sys.modules; case.frame('orders'); print(before, 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_dates_and_hours_of_the_class():
    frame = load("00").frame("tour_stops")
    assert load("00").frame("company")["closing"][0] == pd.Timestamp(date(2025, 12, 31))
    assert isinstance(frame["opens"].dropna().iloc[0], time)
