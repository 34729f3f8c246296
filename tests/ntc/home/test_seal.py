import hashlib
import json

import pytest

from ntc.home.seal import grouped, seal

RECORD = {
    "schema": 1,
    "lesson": "cp4-bilan",
    "learner": "dupont.m",
    "variant": "07",
    "answers": {"cp4-time-admin": {"raw": "12\u202f%", "saved": "2026-01-12T14:32:05+01:00"}},
}


def test_the_seal_is_the_sha256_of_the_answers_written_in_one_way():
    text = (
        '{"answers":{"cp4-time-admin":{"raw":"12\u202f%","saved":"2026-01-12T14:32:05+01:00"}},'
        '"learner":"dupont.m","lesson":"cp4-bilan","schema":1,"variant":"07"}'
    )
    assert seal(RECORD) == hashlib.sha256(text.encode()).hexdigest()


def test_layout_and_order_of_the_file_do_not_matter():
    reordered = json.loads(json.dumps(dict(reversed(RECORD.items())), indent=4))
    assert seal(reordered) == seal(RECORD)


@pytest.mark.parametrize(
    "change",
    [
        {"learner": "zola.e"},
        {"variant": "08"},
        {"answers": {}},
        {"answers": {"cp4-time-admin": {"raw": "13\u202f%", "saved": "2026-01-12T14:32:05+01:00"}}},
        {"answers": {"cp4-time-admin": {"raw": "12\u202f%", "saved": "2026-01-12T14:32:06+01:00"}}},
    ],
)
def test_any_change_breaks_the_seal(change):
    assert seal(RECORD | change) != seal(RECORD)


def test_an_answer_that_no_text_file_could_hold_has_a_seal_too():
    odd = RECORD | {"answers": {"cp4-note": {"raw": "\ud800", "saved": ""}}}
    assert len(seal(odd)) == 64


def test_a_seal_is_shown_in_groups_of_four():
    assert grouped("ab" * 32) == " ".join(["abab"] * 16)
