"""No file of a shared room names a lesson: what is a lesson's own lies in the folders named after it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("ntc", "autograder", "benchmarks")
FILES = ("start.py", "jupyter_config.py", "nbgrader_config.py")
# A lesson's own folders, and what is made from the lessons and the tables: data, not code.
OWN = re.compile(r"(ntc/lessons|autograder/keys)/cp[1-7]/")
MADE = re.compile(r"autograder/truth/\d\d/|ntc/labextension/ntc-lesson/shipped/")
TEXT = {".py", ".js", ".css", ".json", ".toml", ".j2", ".html", ".md"}
# cp4, CP4, cp4-bilan, a pattern such as cp\d; neither cp1252 nor cp9, which is no competency of the title.
NAMES_A_LESSON = re.compile(r"(?<![a-z0-9])cp(?:[1-7](?!\d)|\\d|\[)", re.I)


def shared_files():
    for room in ROOMS:
        yield from (path for path in (ROOT / room).rglob("*") if path.suffix in TEXT and is_shared(path))
    yield from (ROOT / name for name in FILES)


def is_shared(path):
    name = path.relative_to(ROOT).as_posix()
    return not (OWN.match(name) or MADE.match(name))


def test_no_file_of_a_shared_room_names_a_lesson():
    files = list(shared_files())
    assert len(files) > 150
    named = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NAMES_A_LESSON.search(line)
    ]
    assert named == []


@pytest.mark.parametrize(
    "line",
    ['open("cp4-bilan.answers.json")', "CP4, critère 1", 're.compile(r"(cp\\d)-")', "{cp1,cp2}", "(cp[1-7])"],
)
def test_a_name_is_seen(line):
    assert NAMES_A_LESSON.search(line)


@pytest.mark.parametrize("line", ["cp1252", "cp9-essai", "gcp4", "cpN", "scp1", "cp41"])
def test_what_is_no_name_of_a_lesson_is_let_through(line):
    assert not NAMES_A_LESSON.search(line)


def test_the_folders_of_a_lesson_are_its_own_and_those_around_are_not():
    assert not is_shared(ROOT / "autograder/keys/cp4/time.py")
    assert not is_shared(ROOT / "ntc/lessons/cp4/prose.py")
    assert is_shared(ROOT / "autograder/keys/registry.py")
    assert is_shared(ROOT / "ntc/lessons/own.py")
