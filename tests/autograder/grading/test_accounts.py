"""Where accounts tell who is who, a hand-in counts for the account that it belongs to."""

import logging
from pathlib import Path

import pytest

from autograder.grading import exchange
from autograder.grading.exchange import Inbox
from autograder.grading.places import Places

NAME = "at9-essai+2026-01-12 15:00:00.000000 UTC+YWJjZGVm"


@pytest.mark.parametrize(("told", "left"), [("", ["a", "b"]), ("oui", ["b"])])
def test_a_hand_in_of_another_account_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, left: list[str]
) -> None:
    monkeypatch.setenv("NTC_ACCOUNTS", told)
    mine = tmp_path / f"b+{NAME}"
    for folder in (tmp_path / f"a+{NAME}", mine):
        folder.mkdir()
    monkeypatch.setattr(Path, "owner", lambda path: "B")
    inbox = Inbox(Places(tmp_path), "at9-essai", tmp_path, {}, logging.getLogger("autograder"))
    inbox.set_aside()
    kept = [path.name.split("+")[0] for path in tmp_path.iterdir() if not path.name.startswith("refuse~")]
    assert sorted(kept) == left
    assert [notice.message.count("un autre compte l’a déposée") for notice in inbox.noted] == [1] * (
        2 - len(left)
    )


def test_an_account_that_is_gone_is_nobody_s(tmp_path: Path) -> None:
    assert not exchange.accounts.owns(tmp_path / "absent", "b")
