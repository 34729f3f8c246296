"""A class list put on the desk: what it changes is told first; refused, it changes nothing."""

from pathlib import Path

import pytest

from autograder.desk import enrolling
from autograder.desk.refused import Refused
from autograder.grading.places import Places
from ntc.roster import RosterError, read_roster
from tests.autograder.enrolment.books import book
from tests.spaces import plain

HEADS = ("Nom", "Prénom", "Groupe", "Téléphone")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    for variable in ("NTC_ROSTER", "NTC_GRADEBOOK"):
        monkeypatch.delenv(variable, raising=False)
    made = Places(tmp_path)
    made.classroom.mkdir()
    return made


def ask(places: Places, content: bytes, name: str = "classe.xlsx") -> tuple[str, str, str]:
    """What is asked, in plain spaces, and the mark to agree with."""
    found = enrolling.take(places, name, content)["ask"]
    return plain(found["title"]), plain("\n".join(found["lines"])), found["agreed"]


def put(places: Places, content: bytes) -> str:
    *_, agreed = ask(places, content)
    return plain(enrolling.take(places, "classe.xlsx", content, agreed)["told"])


def files(places: Places) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in places.classroom.iterdir() if path.is_file()}


FIRST = book((HEADS, ("Dupont", "Marie", "A", 612), ("Martin", "Paul", "A", 613)))
SECOND = book((HEADS, ("Martin", "Paul", "B", 613), ("Zola", "Émile", "B", 614), ("Total", None, 2, None)))


def test_a_first_list_says_what_it_holds_and_nothing_is_done_before_a_yes(places: Places) -> None:
    title, lines, agreed = ask(places, FIRST)
    assert title == "2 apprenants dans « classe.xlsx », feuille « Feuille 1 »."
    assert lines.splitlines() == [
        "2 ajoutés : Marie Dupont (dupont.m) et Paul Martin (martin.p).",
        "2 identifiants créés d’après le nom, à donner aux apprenants : dupont.m et martin.p.",
        "Colonnes laissées de côté : « Téléphone ».",
    ]
    assert files(places) == {}
    told = enrolling.take(places, "classe.xlsx", FIRST, agreed)["told"]
    assert plain(told) == "2 apprenants inscrits."
    assert list(read_roster(places.roster)) == ["dupont.m", "martin.p"]
    assert places.variants.read_text().startswith("identifiant,variante\ndupont.m,")
    assert plain(enrolling.take(places, "classe.xlsx", FIRST)["told"]).endswith("rien ne change.")


def test_what_changes_is_told_and_the_former_list_is_kept(places: Places) -> None:
    put(places, FIRST)
    before, variant = places.roster.read_bytes(), read_roster(places.roster)["martin.p"].variant
    _, lines, _ = ask(places, SECOND)
    assert lines.splitlines()[:3] == [
        "1 ajouté : Émile Zola (zola.e).",
        "1 retiré : Marie Dupont (dupont.m). Son travail et ses notes restent dans la classe.",
        "1 changé : Paul Martin (martin.p), groupe « B » au lieu de « A ».",
    ]
    assert "Lignes laissées de côté : ligne 4, « Total 2 »." in lines
    assert lines.endswith("L’ancienne liste est gardée à côté de la nouvelle.")
    assert put(places, SECOND) == "2 apprenants inscrits."
    assert [path.read_bytes() for path in places.classroom.glob("roster-avant-*.csv")] == [before]
    assert read_roster(places.roster)["martin.p"].variant == variant


def test_a_yes_to_what_has_changed_since_is_asked_again(places: Places) -> None:
    *_, agreed = ask(places, FIRST)
    put(places, SECOND)
    assert "ask" in enrolling.take(places, "classe.xlsx", FIRST, agreed)
    assert list(read_roster(places.roster)) == ["martin.p", "zola.e"]


def test_a_column_that_a_list_lacks_keeps_what_it_said(places: Places) -> None:
    csv = b"identifiant;nom;courriel;variante\nun.u;Un;u@m.fr;07\n"
    put(places, csv)
    put(places, "identifiant\tprénom\nun.u\tÉva\n".encode("cp1252"))
    assert read_roster(places.roster)["un.u"] == ("un.u", "Un", "Éva", "u@m.fr", "07", "")


def test_a_list_written_by_hand_that_does_not_read_is_kept_and_said(places: Places) -> None:
    places.roster.write_text("identifiant\nun u\n")
    _, lines, agreed = ask(places, FIRST)
    assert "La liste actuelle ne se lit pas. roster.csv, ligne 2" in lines
    enrolling.take(places, "classe.xlsx", FIRST, agreed)
    assert [path.read_text() for path in places.classroom.glob("roster-avant-*.csv")] == [
        "identifiant\nun u\n"
    ]


@pytest.mark.parametrize("content", [b"identifiant\nun.u\nun.u\n", b"", b"PK\x03\x04", book((HEADS,))])
def test_a_faulty_class_list_changes_nothing(places: Places, content: bytes) -> None:
    put(places, FIRST)
    before = files(places)
    with pytest.raises(RosterError):
        enrolling.take(places, "classe.csv", content)
    assert files(places) == before


def test_a_disk_that_refuses_leaves_the_list_as_it_was(places: Places, monkeypatch) -> None:
    put(places, FIRST)
    before = places.roster.read_bytes()
    *_, agreed = ask(places, SECOND)

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("autograder.roster.write_atomically", full)
    with pytest.raises(Refused, match="disque est plein"):
        enrolling.take(places, "classe.xlsx", SECOND, agreed)
    assert places.roster.read_bytes() == before
