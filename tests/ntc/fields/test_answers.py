import errno
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from filelock import FileLock

from ntc.fields import answers as module
from ntc.fields.answers import AnswersError, AnswersFile, LeftError, SaveError, read_answers

WRITER = """
import sys
from pathlib import Path
from ntc.fields.answers import AnswersFile
path, name = Path(sys.argv[1]), sys.argv[2]
answers = AnswersFile(path, "cp4-bilan", "dupont.m", "07")
sys.stdin.readline()
for number in range(50):
    answers.set(f"cp4-{name}-{number}", str(number))
"""


def opened(path, learner="dupont.m", variant="07"):
    return AnswersFile(path, "cp4-bilan", learner, variant)


def raws(path):
    return {key: entry["raw"] for key, entry in read_answers(path)["answers"].items()}


def names(folder):
    return sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))


def test_what_is_saved_is_there_in_another_session(path):
    before = datetime.now().astimezone() - timedelta(seconds=1)
    saved = opened(path).set("cp4-x", "1 234,5")
    again = opened(path)
    assert again.get("cp4-x") == "1 234,5"
    assert again.saved("cp4-x") == saved
    assert before <= saved <= datetime.now().astimezone()
    assert again.get("cp4-y") is None
    assert again.saved("cp4-y") is None
    assert again.notice == ""


def test_the_file_says_whose_it_is_and_reads_well_in_an_editor(path):
    opened(path).set("cp4-x", "é")
    text = path.read_text(encoding="utf-8")
    assert '"raw": "é"' in text
    assert json.loads(text) | {"answers": {}} == {
        "schema": 1,
        "lesson": "cp4-bilan",
        "learner": "dupont.m",
        "variant": "07",
        "answers": {},
    }


def test_what_two_kernels_save_is_merged_field_by_field(path):
    first, second = opened(path), opened(path)
    first.set("cp4-x", "1")
    second.set("cp4-y", "2")
    first.set("cp4-z", "3")
    second.set("cp4-x", "4")
    assert raws(path) == {"cp4-x": "4", "cp4-y": "2", "cp4-z": "3"}
    assert first.get("cp4-x") == "4"


@pytest.mark.slow
def test_two_processes_at_once_lose_nothing(path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], stdin=subprocess.PIPE, text=True)
        for name in ("a", "b")
    ]
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert raws(path) == {f"cp4-{name}-{number}": str(number) for name in "ab" for number in range(50)}
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("damage", ["", "{half", '{"schema": 99}', "[" * 100_000])
def test_a_damaged_file_is_kept_aside_and_never_overwritten(path, damage):
    path.write_text(damage)
    answers = opened(path)
    answers.set("cp4-x", "1")
    aside = next(entry for entry in path.parent.iterdir() if entry.name.startswith("cp4-bilan.abime."))
    assert aside.read_text() == damage
    assert aside.name in answers.notice
    assert not aside.name.endswith(".answers.json")
    assert raws(path) == {"cp4-x": "1"}


def test_damage_while_the_lesson_is_open_loses_no_answer(path):
    answers = opened(path)
    answers.set("cp4-x", "1")
    path.write_text("{half")
    assert answers.get("cp4-x") == "1"
    answers.set("cp4-y", "2")
    path.unlink()
    answers.set("cp4-z", "3")
    assert raws(path) == {"cp4-x": "1", "cp4-y": "2", "cp4-z": "3"}


def test_two_files_set_aside_within_one_second_are_both_kept(path):
    for damage in ("one", "two", "three"):
        path.write_text(damage)
        opened(path)
    kept = {entry.read_text() for entry in path.parent.iterdir() if not entry.name.startswith(".")}
    assert kept == {"one", "two", "three"}


def test_a_link_is_set_aside_and_what_it_leads_to_is_left_alone(path, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("mine")
    path.symlink_to(other)
    opened(path).set("cp4-x", "1")
    assert other.read_text() == "mine"
    assert not path.is_symlink()
    assert raws(path) == {"cp4-x": "1"}


@pytest.mark.parametrize(("learner", "variant"), [("dupont.m", "08"), ("autre", "07")])
def test_the_file_of_another_learner_or_variant_is_set_aside(path, learner, variant):
    opened(path, learner, variant).set("cp4-x", "theirs")
    answers = opened(path)
    assert answers.get("cp4-x") is None
    answers.set("cp4-x", "mine")
    aside = path.with_name(next(name for name in names(path.parent) if name != path.name))
    assert raws(aside) == {"cp4-x": "theirs"}
    assert f"{learner}.variante-{variant}" in aside.name
    assert aside.name in answers.notice


def test_who_says_their_name_later_keeps_what_they_answered_on_the_same_data(path):
    opened(path, learner="").set("cp4-x", "1")
    answers = opened(path)
    answers.set("cp4-y", "2")
    assert read_answers(path)["learner"] == "dupont.m"
    assert raws(path) == {"cp4-x": "1", "cp4-y": "2"}
    assert answers.notice == ""


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.ENOSPC, "disque est plein"), (errno.EROFS, "n’accepte pas"), (errno.EIO, "n’a pas réussi")],
)
def test_an_answer_that_the_disk_refuses_is_kept_and_leaves_with_the_next(path, monkeypatch, number, why):
    answers = opened(path)
    answers.set("cp4-x", "1")
    reached = []
    answers.subscribe("cp4-x", lambda raw, when: reached.append((raw, when)))

    def refuse(*_):
        raise OSError(number, "refused")

    with monkeypatch.context() as refusing:
        refusing.setattr(module, "write_atomically", refuse)
        with pytest.raises(SaveError, match=why) as refusal:
            answers.set("cp4-x", "2")
        assert "est gardée ici" in str(refusal.value)
        with pytest.raises(SaveError):
            answers.set("cp4-y", ["a"])
    assert raws(path) == {"cp4-x": "1"}
    assert answers.get("cp4-x") == "2"
    assert answers.saved("cp4-x") is None
    assert reached == []

    answers.set("cp4-z", "3")
    assert raws(path) == {"cp4-x": "2", "cp4-y": ["a"], "cp4-z": "3"}
    assert reached == [("2", answers.saved("cp4-x"))]


def test_a_full_disk_leaves_the_old_file_whole(path, monkeypatch):
    answers = opened(path)
    answers.set("cp4-x", "1")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="disque est plein"):
        answers.set("cp4-x", "2")
    assert raws(path) == {"cp4-x": "1"}


def test_a_folder_that_cannot_be_written_is_said_in_french(path, monkeypatch):
    def forbidden(*_, **__):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(FileLock, "acquire", forbidden)
    answers = opened(path)
    with pytest.raises(SaveError, match="n’accepte pas d’enregistrement"):
        answers.set("cp4-x", "1")
    assert answers.get("cp4-x") == "1"


def test_a_lock_that_another_program_holds_is_waited_for_then_told(path, monkeypatch):
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.05)
    answers = opened(path)
    held = FileLock(path.with_name(f".{path.name}.lock"))
    with held, pytest.raises(SaveError, match="enregistrées ailleurs"):
        answers.set("cp4-x", "1")
    answers.set("cp4-y", "2")
    assert raws(path) == {"cp4-x": "1", "cp4-y": "2"}


def test_what_is_saved_can_always_be_read_back(path):
    answers = opened(path)
    answers.set("cp4-x", "a\x00b\ud83d \U0001f600 <script>\n")
    assert raws(path) == {"cp4-x": "ab \U0001f600 <script>\n"}


@pytest.mark.parametrize("raw", [3, None, ["a", 1], {"a": ["b"]}, "x" * 50_001])
def test_what_no_field_gives_is_not_saved(path, raw):
    answers = opened(path)
    with pytest.raises(AnswersError):
        answers.set("cp4-x", raw)
    assert answers.all() == {}


@pytest.mark.slow
def test_answers_that_the_reader_would_find_too_big_are_not_written(path):
    opened(path).set("cp4-0", "x" * 49_000)
    document = json.loads(path.read_text("utf-8"))
    document["answers"] |= {f"cp4-{number}": document["answers"]["cp4-0"] for number in range(1, 19)}
    path.write_text(json.dumps(document), "utf-8")
    answers = opened(path)
    answers.set("cp4-19", "x" * 49_000)
    with pytest.raises(SaveError, match="trop longues"):
        answers.set("cp4-20", "x" * 49_000)
    assert len(raws(path)) == 20


def test_only_ids_of_fields_are_saved(path):
    with pytest.raises(ValueError, match=r"\.\./x"):
        opened(path).set("../x", "1")


def test_two_tabs_in_one_table_keep_each_other_s_cells(path):
    first, second = opened(path), opened(path)
    first.set("cp4-t", {"a": {"x": "1"}})
    second.set("cp4-t", {"b": {"x": "2"}}, None)
    first.set("cp4-t", {"a": {"x": "1", "y": "3"}}, {"a": {"x": "1"}})
    assert raws(path) == {"cp4-t": {"a": {"x": "1", "y": "3"}, "b": {"x": "2"}}}


def test_what_the_other_tab_s_answer_was_is_kept_when_it_is_replaced(path):
    first, second = opened(path), opened(path)
    first.set("cp4-x", "celle d'ici", None)
    second.set("cp4-x", "celle de là", None)
    assert raws(path) == {"cp4-x": "celle de là"}
    assert [version.raw for version in first.versions.of("cp4-x")] == ["celle d'ici"]


def test_who_subscribed_hears_what_another_program_wrote_once_they_look(path):
    first, second, heard = opened(path), opened(path), []
    first.subscribe("cp4-x", lambda raw, when: heard.append(raw))
    first.look()
    second.set("cp4-x", "ailleurs")
    second.set("cp4-y", "autre")
    assert heard == []
    first.look()
    first.look()
    assert heard == ["ailleurs"]


def test_answers_kept_back_join_what_was_written_meanwhile(path, monkeypatch):
    first, second = opened(path), opened(path)
    first.set("cp4-t", {"a": "1"})

    def refuse(*_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as refusing:
        refusing.setattr(module, "write_atomically", refuse)
        for raw, base in (({"a": "1", "b": "2"}, {"a": "1"}), ({"a": "1", "b": "23"}, {"a": "1", "b": "2"})):
            with pytest.raises(SaveError):
                first.set("cp4-t", raw, base)
    second.set("cp4-t", {"a": "1", "c": "4"}, {"a": "1"})
    first.set("cp4-z", "5")
    assert raws(path)["cp4-t"] == {"a": "1", "b": "23", "c": "4"}


def test_answers_follow_their_owner(path):
    mine, theirs = ("dupont.m", "07"), ("autre", "08")
    opened(path, *mine).set("cp4-x", "mine")
    opened(path, *theirs).set("cp4-x", "theirs")
    again = opened(path, *mine)
    assert again.get("cp4-x") == "mine"
    assert "reviendra sous l’identifiant «\u00a0autre\u00a0»" in again.notice
    assert "Vos réponses sont de retour." in again.notice
    assert opened(path, *theirs).get("cp4-x") == "theirs"
    assert opened(path, *theirs).notice == ""
    assert names(path.parent) == [path.name, "cp4-bilan.dupont.m.variante-07.json"]


def test_work_without_a_name_waits_and_comes_back_too(path):
    opened(path, "", "00").set("cp4-x", "nobody's")
    opened(path).set("cp4-x", "mine")
    assert names(path.parent) == [path.name, "cp4-bilan.sans-nom.variante-00.json"]
    again = opened(path, "", "00")
    assert again.get("cp4-x") == "nobody's"
    assert "Vos réponses sont de retour." in again.notice


def test_a_lesson_still_open_under_another_name_writes_to_its_owner_s_place(path):
    before = opened(path, "autre", "08")
    before.set("cp4-x", "theirs")
    after = opened(path)
    after.set("cp4-x", "mine")
    before.set("cp4-y", "theirs, later")
    after.set("cp4-z", "mine too")
    assert raws(path) == {"cp4-x": "mine", "cp4-z": "mine too"}
    assert {key: before.get(key) for key in ("cp4-x", "cp4-y")} == {
        "cp4-x": "theirs",
        "cp4-y": "theirs, later",
    }
    assert opened(path, "autre", "08").get("cp4-y") == "theirs, later"


def test_answers_that_wait_already_are_joined_of_each_the_last_saved(path):
    opened(path, "autre", "08").set("cp4-x", "theirs")
    opened(path)
    # Brought by hand from another computer, with what was answered there.
    opened(path.with_name("cp4-b.answers.json"), "autre", "08").set("cp4-y", "elsewhere")
    path.with_name("cp4-b.answers.json").rename(path)
    opened(path)
    again = opened(path, "autre", "08")
    assert (again.get("cp4-x"), again.get("cp4-y")) == ("theirs", "elsewhere")


def test_what_waits_under_a_name_that_is_not_its_own_is_left_alone(path):
    opened(path, "autre", "08").set("cp4-x", "theirs")
    path.rename(path.with_name("cp4-bilan.dupont.m.variante-07.json"))
    assert opened(path).get("cp4-x") is None


NAMES = [("dupont.m", "07"), ("", "00")]


@pytest.mark.parametrize("mine", NAMES, ids=["named", "unnamed"])
def test_nothing_is_saved_under_a_name_that_is_no_longer_the_one_that_was_said(path, mine):
    said = [mine]
    file = AnswersFile(path, "cp4-bilan", *mine, lambda: said[0])
    file.set("cp4-x", "mine")
    said[0] = ("martin.p", "05")
    with pytest.raises(LeftError, match=r"«\u00a0martin\.p\u00a0»\u00a0: rien ne s’y enregistre plus"):
        file.set("cp4-x", "somebody's")
    AnswersFile(path, "cp4-bilan", *said[0], lambda: said[0]).set("cp4-y", "theirs")
    with pytest.raises(LeftError):
        file.set("cp4-y", "somebody's")
    said[0] = mine
    again = AnswersFile(path, "cp4-bilan", *mine, lambda: said[0])
    assert {key: entry["raw"] for key, entry in again.all().items()} == {"cp4-x": "mine"}
    # The page that stayed open is its owner's again.
    file.set("cp4-z", "mine too")
    assert raws(path) == {"cp4-x": "mine", "cp4-z": "mine too"}


def test_a_name_that_cannot_be_read_any_more_stops_nobody(path):
    file = AnswersFile(path, "cp4-bilan", "dupont.m", "07", lambda: ("", "00"))
    file.set("cp4-x", "mine")
    assert raws(path) == {"cp4-x": "mine"}


@pytest.mark.parametrize("has_answered", [False, True])
def test_what_was_given_before_another_name_was_said_joins_the_former_person_s_answers(path, has_answered):
    one, other = ("dupont.m", "07"), ("martin.p", "05")
    said = [one]
    file = AnswersFile(path, "cp4-bilan", *one, lambda: said[0])
    file.set("cp4-x", "12")
    file.set("cp4-y", "kept")
    said[0] = other
    theirs = AnswersFile(path, "cp4-bilan", *other, lambda: said[0])
    if has_answered:
        theirs.set("cp4-x", "34")
    file.set("cp4-x", "13", "12", former=True)
    assert theirs.get("cp4-x") == ("34" if has_answered else None)
    theirs.set("cp4-z", "theirs")
    assert read_answers(path)["learner"] == "martin.p"
    assert AnswersFile(path, "cp4-bilan", *one).get("cp4-x") == "13"
    assert AnswersFile(path, "cp4-bilan", *one).get("cp4-y") == "kept"
    assert AnswersFile(path, "cp4-bilan", *other).get("cp4-z") == "theirs"
