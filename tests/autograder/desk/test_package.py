"""« Dossier des apprenants » on the desk: its progress, its refusals, what is said of the one there is."""

import json
import os
from pathlib import Path

import pytest

from autograder.desk import views, worker
from autograder.grading.places import Places
from autograder.package import folder
from autograder.package.download import DownloadError
from tests.spaces import plain


def events(monkeypatch, root: Path, make) -> tuple[int, list[dict]]:
    """What the worker tells of making a package, made by a function of the test."""
    monkeypatch.chdir(root)
    monkeypatch.setattr(folder, "make", make)
    read, write = os.pipe()
    monkeypatch.setattr(worker, "_own_output", lambda: os.fdopen(write, "w", encoding="utf-8"))
    code = worker.main(["package"])
    with os.fdopen(read, encoding="utf-8") as told:
        return code, [json.loads(line) for line in told]


def test_it_is_followed_to_its_end(monkeypatch, tmp_path):
    def make(target, variants, step, say):
        say("Windows, Python 3.13 : 2 à télécharger.")
        step(1, 2)
        step(2, 2)
        target.mkdir(parents=True)
        (target / "un").write_bytes(b"0" * 1_600_000)
        assert variants == tmp_path / "classroom" / "variantes.csv"
        return target

    code, told = events(monkeypatch, tmp_path, make)
    assert code == 0
    assert [(one["done"], one["of"]) for one in told if "of" in one] == [(1, 2), (2, 2)]
    assert plain(told[0]["line"]) == "Windows, Python 3.13 : 2 à télécharger."
    place = tmp_path / "paquet" / "Cours NTC"
    assert plain(told[-1]["told"]) == f"Le dossier « Cours NTC » est prêt (2 Mo) : {place}"


def test_what_stands_in_its_way_is_told_in_french(monkeypatch, tmp_path):
    def make(*_):
        raise DownloadError("Pas de connexion à Internet : …")

    code, told = events(monkeypatch, tmp_path, make)
    assert code == 1
    assert (plain(told[-1]["told"]), told[-1]["state"]) == ("Pas de connexion à Internet : …", "refused")


@pytest.mark.parametrize("changed", [False, True])
def test_one_that_is_there_says_where_and_whether_the_class_has_changed(tmp_path, changed):
    places = Places(tmp_path)
    assert views._package(places)["made"] == ""
    places.classroom.mkdir()
    places.variants.write_text("zola.e,03")
    copied = folder.variants_in(places.package, places.variants)
    copied.parent.mkdir(parents=True)
    copied.write_text("zola.e,04" if changed else "zola.e,03")
    (places.package / folder.PAGE).write_text("")
    told = views._package(places)
    assert told["place"] == str(places.package)
    assert told["page"] == "files/paquet/Cours NTC/LISEZ-MOI.html"
    assert ("a changé depuis" in told["why"]) == changed
