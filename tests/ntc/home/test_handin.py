import json
import os
import re
import zipfile
from datetime import datetime

import pytest

from ntc.home.handin import HandInError, hand_in, review
from ntc.home.past import past
from ntc.home.seal import grouped, seal
from ntc.learner import Learner

NOW = datetime.fromisoformat("2026-11-24T14:32:08+01:00")
ANSWERS = {
    "cp4-note": "Situation : <b>tout</b> va bien. " * 60,
    "cp4-variance": {"volume": {"ca": "beaucoup"}},
}


@pytest.fixture
def handed_in(activity, work, learner, answer):
    answer(ANSWERS)
    return hand_in(activity, work, learner, NOW)


def test_the_zip_is_named_for_any_platform_and_holds_answers_notebook_and_receipt(handed_in, work):
    assert handed_in.archive == work / "remises" / "dupont.m_at1-strategie_2026-11-24-1432.zip"
    with zipfile.ZipFile(handed_in.archive) as archive:
        assert sorted(archive.namelist()) == [
            "cp4-bilan.answers.json",
            "cp4-bilan.ipynb",
            "recu.html",
            "recu.json",
        ]
        inside = json.loads(archive.read("cp4-bilan.answers.json"))
    assert inside == json.loads((work / "at1-strategie/cp4-bilan.answers.json").read_text(encoding="utf-8"))


def test_the_seal_of_the_receipt_is_that_of_the_answers_handed_in(handed_in):
    with zipfile.ZipFile(handed_in.archive) as archive:
        digest = seal(json.loads(archive.read("cp4-bilan.answers.json")))
        receipt = json.loads(archive.read("recu.json"))
    assert receipt["seals"] == {"cp4-bilan": digest}
    assert grouped(digest) in handed_in.page.read_text(encoding="utf-8")


def test_the_receipt_lists_what_was_recorded_and_what_is_blank(handed_in):
    page = handed_in.page.read_text(encoding="utf-8")
    text = re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", "", page.partition("</style>")[2]))
    assert "Marie Dupont (dupont.m)" in text
    assert "24/11/2026 à 14:32" in text
    assert "La note de synthèse : répondu" in text
    assert "Expliquer l’écart : volume, mix, prix : illisible" in text
    assert "Le tableau de bord du secteur au 31/12/2025 : sans réponse" in text
    assert "&lt;b&gt;tout&lt;/b&gt;" in page


def test_the_receipt_as_data_gives_the_state_of_every_field(handed_in):
    receipt = json.loads(handed_in.page.with_suffix(".json").read_text(encoding="utf-8"))
    assert receipt["handed_in"] == "2026-11-24T14:32:08+01:00"
    assert receipt["lessons"]["cp4-bilan"]["cp4-note"]["fields"] == {"cp4-note": "answered"}
    assert receipt["lessons"]["cp4-bilan"]["cp4-dashboard"]["state"] == "blank"


def test_handing_in_twice_in_a_minute_keeps_both(handed_in, activity, work, learner):
    second = hand_in(activity, work, learner, NOW)
    assert second.archive.name == "dupont.m_at1-strategie_2026-11-24-1432-2.zip"
    assert handed_in.archive.is_file()
    assert {entry.archive for entry in past(work, learner, "at1-strategie")} == {
        handed_in.archive,
        second.archive,
    }


def test_past_hand_ins_come_latest_first_and_strangers_are_passed_over(handed_in, activity, work, learner):
    later = hand_in(activity, work, learner, NOW.replace(hour=16))
    for suffix in ("json", "zip", "html"):
        (work / "remises" / f"dupont.m_at1-strategie_y.{suffix}").write_text("[]", encoding="utf-8")
    assert [entry.archive for entry in past(work, learner, "at1-strategie")] == [
        later.archive,
        handed_in.archive,
    ]
    assert past(work, learner, "at2-negociation") == []
    assert past(work, Learner("zola.e", "", "07"), "at1-strategie") == []


def test_without_an_exchange_one_is_told_to_deposit_the_zip(handed_in):
    assert not handed_in.deposit.done
    assert "plateforme de votre centre" in handed_in.deposit.message


def test_nobody_cannot_hand_in(activity, work):
    with pytest.raises(HandInError, match="identifiant"):
        review(activity, work, Learner("", "", "00"))


def test_a_lesson_that_is_not_begun_cannot_be_handed_in(activity, work, learner):
    with pytest.raises(HandInError, match="ouvrez une leçon"):
        review(activity, work, learner)
    assert not (work / "remises").exists()


def test_answers_on_other_data_are_not_handed_in(activity, work, learner, answer):
    answer(ANSWERS, variant="00")
    with pytest.raises(HandInError, match="jeu de données 00"):
        hand_in(activity, work, learner, NOW)


def test_a_full_disk_is_said_and_leaves_nothing_half_written(activity, work, learner, answer, monkeypatch):
    answer(ANSWERS)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HandInError, match="Libérez de la place"):
        hand_in(activity, work, learner, NOW)
    assert list((work / "remises").iterdir()) == []


def test_a_missing_notebook_does_not_stop_the_hand_in(activity, work, learner, answer, lesson):
    answer(ANSWERS)
    (work / lesson.notebook).unlink()
    with zipfile.ZipFile(hand_in(activity, work, learner, NOW).archive) as archive:
        assert "cp4-bilan.answers.json" in archive.namelist()


@pytest.fixture
def exchange(tmp_path):
    """An exchange of nbgrader's, configured above the learner's folder, with nothing released yet."""
    root = tmp_path / "exchange"
    for folder in ("outbound", "inbound", "feedback"):
        (root / "ntc" / folder).mkdir(parents=True)
    config = f'c = get_config()\nc.CourseDirectory.course_id = "ntc"\nc.Exchange.root = {str(root)!r}\n'
    (tmp_path / "nbgrader_config.py").write_text(config, encoding="utf-8")
    return root / "ntc"


def test_through_the_exchange_nothing_is_left_to_do(exchange, activity, work, learner, answer):
    (exchange / "outbound" / "at1-strategie").mkdir()
    answer(ANSWERS)
    handed_in = hand_in(activity, work, learner, NOW)
    assert handed_in.deposit.done
    (arrived,) = (exchange / "inbound").iterdir()
    record = json.loads((arrived / "cp4-bilan.answers.json").read_text(encoding="utf-8"))
    assert {"cp4-bilan": seal(record)} == handed_in.receipt.seals


def test_an_activity_that_is_not_released_goes_by_zip(exchange, activity, work, learner, answer):
    answer(ANSWERS)
    handed_in = hand_in(activity, work, learner, NOW)
    assert "n’attend pas encore ce travail" in handed_in.deposit.message
    assert handed_in.archive.is_file()


def test_an_exchange_that_cannot_be_reached_goes_by_zip(exchange, activity, work, learner, answer):
    exchange.parent.rename(exchange.parent.with_name("elsewhere"))
    answer(ANSWERS)
    handed_in = hand_in(activity, work, learner, NOW)
    assert not handed_in.deposit.done
    assert "plateforme de votre centre" in handed_in.deposit.message
    assert handed_in.archive.is_file()
