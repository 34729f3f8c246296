"""The text of a table: what its columns hold, typeset as French prints it."""

from datetime import date
from decimal import Decimal

import pytest
from generator.core.schema import check_columns, public_text, truth_text

TABLE = {
    "key": ["id"],
    "columns": {
        "id": {"type": "id"},
        "said": {"type": "text"},
        "due": {"type": "date"},
        "amount": {"type": "decimal", "places": 2},
        "fair": {"type": "bool", "truth": True},
    },
}


def row(said, **others):
    return {"id": "A1", "said": said, "due": date(2026, 1, 12), "amount": Decimal(5), "fair": True} | others


def test_columns_are_shown_or_kept_for_the_truth():
    rows = (row("oui, d'accord"), row(None, id="A2", due=None, fair=False))
    assert public_text(TABLE, rows) == (
        'id,said,due,amount\nA1,"oui, d\u2019accord",2026-01-12,5.00\nA2,,,5.00\n'
    )
    assert truth_text(TABLE, rows) == "id,fair\nA1,oui\nA2,non\n"


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        (
            "d'abord : 2 000 L ; « oui » 5 % ?",
            "d\u2019abord\u00a0: 2\u202f000 L\u202f; «\u00a0oui\u00a0» 5\u00a0%\u202f?",
        ),
        ("02 61 91 12 34", "02 61 91 12 34"),
    ],
)
def test_texts_are_typeset(plain, printed):
    assert public_text(TABLE, (row(plain),)) == f"id,said,due,amount\nA1,{printed},2026-01-12,5.00\n"


def test_a_row_has_the_declared_columns_and_no_other():
    check_columns("sayings", TABLE, (row("oui"),))
    with pytest.raises(ValueError, match="mood"):
        check_columns("sayings", TABLE, (row("oui", mood="gai"),))
