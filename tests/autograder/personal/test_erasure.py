"""After an erasure nothing speaks of a learner any more, wherever one looks; the others have lost nothing."""

import json
import re
import zipfile
from io import BytesIO

import pytest
from nbgrader.api import Gradebook
from pypdf import PdfReader

from autograder.desk import people
from autograder.grading import flags, turn
from autograder.grading.places import AUTOGRADED, COURSE_ID, DOWNLOADED, FEEDBACK
from autograder.grading.render import flags_html
from autograder.package.folder import variants_in
from autograder.personal import erasure
from autograder.personal.command import main
from autograder.stamps.verifying import verify_file
from tests.autograder.personal.class_of_two import (
    ASSIGNMENT,
    LESSON,
    NAMES,
    OTHER,
    WHO,
    answers,
    put,
    zipped,
)
from tests.spaces import plain

BY = "Jeanne Leroy"


@pytest.fixture(autouse=True)
def told(places, capsys):
    """What is held of them was gathered before: that is held too."""
    assert main([WHO]) == 0
    capsys.readouterr()


def everything(places):
    """Every file of the course and of the exchange, packed ones and the text of PDF files too."""
    for root in (places.root, places.exchange):
        for path in root.rglob("*"):
            yield path.relative_to(root).as_posix(), b""
            if path.is_file():
                yield from unpacked(path.name, path.read_bytes())


def unpacked(name, content):
    yield name, content
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield name, content.decode("utf-16").encode()
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as whole:
            for each in whole.namelist():
                yield from unpacked(each, whole.read(each))
    if content[:5] == b"%PDF-":
        yield name, "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).encode()


def found(places, names=NAMES):
    wanted = [name.lower().encode() for name in names] + [b"dupont"]
    return [
        name
        for name, content in everything(places)
        if any(each in name.lower().encode() or each in content.lower() for each in wanted)
    ]


def erase(*more):
    return main([WHO, "--erase", "--by", BY, *more])


def test_nothing_is_left_anywhere(places, capsys):
    assert len(found(places)) > 30
    assert erase() == 0
    assert found(places) == []
    assert "ne sont plus nulle part" in plain(capsys.readouterr().out)
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        assert [student.id for student in gradebook.students] == [OTHER]
        assert gradebook.find_assignment(ASSIGNMENT).submissions == []


def test_the_others_have_lost_nothing(places):
    before = {path: path.read_bytes() for path in places.root.rglob("*") if path.is_file()}
    put(places.classroom / "submitted" / OTHER / ASSIGNMENT / "x.json", answers(OTHER, "é" * 9))
    assert erase() == 0
    for path, content in before.items():
        if (
            OTHER in path.as_posix()
            and path.suffix in (".json", ".html", ".pdf")
            and "intake" not in path.name
        ):
            now = path.read_bytes()
            assert now == content or path == places.record(OTHER, LESSON), path
    record = json.loads(places.record(OTHER, LESSON).read_text(encoding="utf-8"))
    assert record["flags"][0]["message"].endswith("aussi chez « personne effacée ».")
    assert places.roster.read_bytes().decode("cp1252").splitlines() == [
        "identifiant;nom;prénom;courriel;variante",
        "zola.e;Zola;Émile;;03",
    ]
    assert (
        variants_in(places.package, places.variants).read_text("utf-8") == "identifiant,variante\nzola.e,03\n"
    )
    assert places.deadlines.read_text("utf-8-sig").endswith(f"{ASSIGNMENT},,30/01/2026\n")
    assert (places.classroom / "journal/bureau.log").read_text("utf-8") == f"2026 INFO relevé de {OTHER}\n"
    assert len([*(places.exchange / COURSE_ID / "feedback").iterdir()]) == 1
    assert len([*(places.exchange / COURSE_ID / "inbound").iterdir()]) == 1


def test_a_download_keeps_the_part_of_the_others_and_is_not_new(places):
    archive = places.root / DOWNLOADED / ASSIGNMENT / "archive"
    when = (archive / "Devoirs.zip").stat().st_mtime_ns
    assert erase() == 0
    assert [path.name for path in archive.iterdir()] == ["Devoirs.zip"]
    assert (archive / "Devoirs.zip").stat().st_mtime_ns == when
    with zipfile.ZipFile(archive / "Devoirs.zip") as whole:
        assert whole.namelist() == ["Zola Emile_9_assignsubmission_file_/remise.zip"]


def test_what_others_wrote_themselves_is_counted_and_left(places, capsys):
    theirs = places.received(OTHER, ASSIGNMENT) / "2026-01-12" / "mot.answers.json"
    put(theirs, answers(OTHER, "J’ai travaillé avec Marie Dupont."))
    archive = places.root / DOWNLOADED / ASSIGNMENT / "archive" / "zola.zip"
    put(archive, zipped({"cp4-bilan.answers.json": answers(OTHER, "Avec Marie Dupont."), "y": b"y"}))
    kept = theirs.read_bytes(), archive.read_bytes()
    assert erase() == 0
    assert (theirs.read_bytes(), archive.read_bytes()) == kept
    said = plain(capsys.readouterr().out)
    assert "2 fichiers parlent encore" in said
    assert "mot.answers.json" in said
    # On the desk nobody is shown the way to a file: it is said whose it is.
    named = [path.relative_to(places.root).as_posix() for path in (theirs, theirs, archive)]
    assert people._whose(places, named) == ["le travail d’Émile Zola", "le fichier « zola.zip »"]


def test_a_marked_copy_names_them_no_more_where_it_is_the_machine_that_did(places):
    copy = places.root / AUTOGRADED / OTHER / ASSIGNMENT / f"{LESSON}.ipynb"
    said = str(flags_html([flags.alike([WHO, "autre.a"], "les mêmes phrases")]))
    outputs = [{"data": {"text/html": [html]}} for html in (said, f"<p>Avec {WHO}.</p>")]
    put(copy, json.dumps({"cells": [{"outputs": outputs}, {"source": []}]}))
    assert erase() == 0
    first, second = (
        each["data"]["text/html"] for each in json.loads(copy.read_bytes())["cells"][0]["outputs"]
    )
    assert "chez «\u00a0personne effacée\u00a0» et «\u00a0autre.a\u00a0» aussi" in first
    assert second == [f"<p>Avec {WHO}.</p>"]
    # What is said in the record and on the copy is counted once as a finding, once as a copy.
    page, _ = sorted(places.erasures.iterdir())
    told = plain(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))
    assert re.search(r"copies corrigées d’autres, où son nom est ôté\s+1\s", told)


def test_the_certificate_says_what_when_and_by_whom_and_names_nobody(places, capsys):
    assert erase() == 0
    page, paper = sorted(places.erasures.iterdir())
    text = plain(re.sub(r"<[^>]+>", "\n", page.read_text(encoding="utf-8").partition("</style>")[2]))
    for said in (
        BY,
        "Certificat d’effacement",
        "notes du carnet",
        "lignes de listes",
        "lignes du journal",
        "livrets",
    ):
        assert said in text
    assert re.search(r"Effacé le\n+\d\d/\d\d/\d{4} à \d\d:\d\d", text)
    assert verify_file(places, page.read_bytes()).vouched
    assert verify_file(places, paper.read_bytes()).vouched


def test_cut_short_anywhere_it_is_asked_for_again_and_ends_the_same(places, monkeypatch, capsys):
    steps = ("_take_away", "_clean", "_from_gradebook", "_drop_lines", "_wipe")
    for step in steps:
        whole, calls, at = getattr(erasure, step), [], 1 if step in ("_from_gradebook", "_wipe") else 2

        def cut(*given, whole=whole, calls=calls, at=at, **named):
            calls.append(1)
            if len(calls) == at:
                raise OSError(28, "plein")
            return whole(*given, **named)

        with monkeypatch.context() as patch:
            patch.setattr(erasure, step, cut)
            assert erase() == 1, step
        assert "Le disque est plein" in capsys.readouterr().err
    assert found(places)
    assert erase() == 0
    assert found(places) == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [([WHO, "--erase"], "Dites qui efface"), (["absent", "--erase", "--by", BY], "Rien n’est")],
)
@pytest.mark.slow
def test_what_cannot_be_erased_changes_nothing(places, arguments, why, capsys):
    before = sorted(found(places))
    assert main(arguments) == 1
    assert why in capsys.readouterr().err
    assert sorted(found(places)) == before


def test_it_waits_for_whatever_is_done_in_the_course(places, capsys):
    held = turn.take(places, turn.CLASSROOM)
    assert erase() == 1
    held.release()
    assert "est déjà en cours" in plain(capsys.readouterr().err)
    assert (places.root / FEEDBACK / WHO).is_dir()


def test_of_two_who_bear_one_name_only_one_goes(places, capsys):
    twin = "dupont.marie;Dupont;Marie;;05\r\n"
    with places.roster.open("ab") as stream:
        stream.write(twin.encode("cp1252"))
    archive = places.root / DOWNLOADED / ASSIGNMENT / "archive" / "Dupont Marie_12.zip"
    put(archive, zipped({"cp4-bilan.answers.json": answers("dupont.marie")}))
    assert erase() == 0
    assert places.roster.read_bytes().decode("cp1252").splitlines()[1:] == [
        "zola.e;Zola;Émile;;03",
        twin.strip(),
    ]
    assert archive.is_file()
