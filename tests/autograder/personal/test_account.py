"""All that is held of a learner is told, and nothing of the others, nor of what is right."""

import json
import zipfile

import pytest

from autograder.personal.command import main
from autograder.personal.person import Person
from tests.autograder.personal.class_of_two import ASSIGNMENT, NAMES, WHO
from tests.spaces import plain


@pytest.fixture
def archive(places, capsys):
    assert main([WHO]) == 0
    with zipfile.ZipFile(capsys.readouterr().out.strip()) as whole:
        assert places.account(WHO).is_file()
        return {name: whole.read(name) for name in whole.namelist()}


@pytest.mark.slow
def test_the_archive_tells_everything_once(archive):
    data = json.loads(archive["donnees.json"])
    assert data["personne"] == {
        "identifiant": WHO,
        "nom": "Dupont",
        "prénom": "Marie",
        "courriel": "marie@exemple.fr",
    }
    assert {line["liste"] for line in data["listes"]} == {
        "roster.csv",
        "roster-avant-20260110.csv",
        "variantes.csv",
        "delais.csv",
    }
    (submission,) = data["carnet de notes"]
    assert submission["activité"] == ASSIGNMENT
    marks = {note["exercice"]: note for note in submission["leçons"][0]["notes"]}
    assert (marks["cp4-note-2"]["note du formateur"], marks["cp4-causes"]["note de la machine"]) == (3, 6)
    assert submission["leçons"][0]["remarques"] == [
        {"exercice": "cp4-note-2", "remarque": "Prouvez <b>chaque</b> cause\u202f; datez-la."}
    ]
    assert [record["lesson"] for record in data["relevés de correction"]] == ["cp4-bilan"]
    assert len(data["fiches et livrets établis"]) == 2
    assert [each["message"] for each in data["remises à vérifier"]] == [
        "Remise « x.zip » : abîmée.",
        "Comme « dupont.m » : à voir.",
    ]
    # Two lines in each of two logs, and one in the journal of marks.
    assert len(data["journal"]) == 2 * 2 + 1
    what = {one["quoi"] for one in data["fichiers"]}
    assert what >= {
        "travaux remis, tels que reçus",
        "copies corrigées",
        "retours",
        "fiches de preuves",
        "livrets",
        "contestations",
    }
    assert {"remises dans le dépôt partagé", "retours dans le dépôt partagé"} <= what


def test_neither_what_is_right_nor_anybody_else_is_told(archive):
    other = Person("zola.e", "Zola", "Émile")
    for name in ("donnees.json", "donnees.html"):
        assert b"SECRET" not in archive[name]
    data = json.loads(archive["donnees.json"])
    assert data["relevés de correction"][0]["flags"][0]["message"] == "Copie probable de une autre personne."
    assert not other.is_in_bytes(archive["donnees.json"])
    assert not other.is_in_bytes(archive["donnees.html"])
    assert not any("autograded" in name or "copies corrigées" in name for name in archive)


def test_the_page_reads_as_the_file(archive):
    page = plain(archive["donnees.html"].decode())
    for said in (
        *NAMES[:2],
        "Prouvez &lt;b&gt;chaque&lt;/b&gt; cause",
        "Écart sur mix",
        "Ce qui est gardé sur vous",
    ):
        assert said in page
    assert any(name.startswith("fichiers/livrets/") and name.endswith(".pdf") for name in archive)
    assert any("travaux remis, tels que reçus" in name for name in archive)


def test_nobody_is_said_to_be_nobody(places, capsys):
    assert main(["absent"]) == 1
    assert "Rien n’est gardé" in capsys.readouterr().err
