"""Papers as their file declares them, and the data on which a learner sits one."""

from collections import Counter

import pytest

from ntc import papers
from ntc.case import VARIANTS
from ntc.papers import PaperError
from ntc.roster import IdentifierError, variant_of

GOOD = 'title = "Examen d\'essai"\nminutes = 90\nexercises = ["cp9-a", "cp9-b"]\n'
LEARNERS = [f"eleve.{number}" for number in range(200)]


@pytest.fixture
def declared(tmp_path):
    def write(text, folder="examen-essai", name="examen-essai"):
        path = tmp_path / folder / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_it_is_read_as_it_stands(declared):
    more = '[beside]\ncp9-a = ["table"]\n[instead.cp9-b]\n"l\'outil ci-dessus" = "l\'outil"\n'
    paper = papers.read(declared(GOOD + more))
    assert (paper.name, paper.title, paper.minutes) == ("examen-essai", "Examen d’essai", 90)
    assert (paper.exercises, paper.beside) == (("cp9-a", "cp9-b"), {"cp9-a": ("table",)})
    assert paper.instead == {"cp9-b": {"l’outil ci-dessus": "l’outil"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "ne se lit pas"),
        (GOOD.replace("minutes = 90", ""), "la durée en minutes"),
        (GOOD.replace("90", "5"), "de 10 à 600"),
        (GOOD.replace("90", '"90"'), "la durée en minutes"),
        (GOOD.replace("minutes", "duree"), "« duree »"),
        (GOOD.replace('"Examen d\'essai"', '""'), "un titre"),
        (GOOD.replace('["cp9-a", "cp9-b"]', "[]"), "la liste des exercices"),
        (GOOD.replace("cp9-b", "cp9-a"), "« cp9-a » y est deux fois"),
        (GOOD + '[beside]\ncp9-c = ["table"]\n', "« cp9-c » n’est pas dans la liste"),
        (GOOD + '[beside]\ncp9-a = "table"\n', "une liste de cellules"),
        (GOOD + '[instead]\ncp9-a = "mots"\n', "des mots et ce qui les remplace"),
    ],
)
def test_what_is_not_well_formed_is_refused_with_what_to_change(declared, text, said):
    with pytest.raises(PaperError) as refused:
        papers.read(declared(text))
    assert said in str(refused.value).replace("\u00a0", " ")
    assert str(refused.value).startswith("examen-essai.toml")


def test_it_bears_the_name_of_its_folder(declared):
    with pytest.raises(PaperError, match="le nom de son dossier"):
        papers.read(declared(GOOD, name="examen-autre"))


def test_it_is_found_by_its_folder_and_is_no_lesson(declared, tmp_path):
    path = declared(GOOD)
    declared(GOOD, folder="at1-essai", name="cp9-essai")
    assert papers.declarations(tmp_path) == [path]
    assert [papers.is_paper(name) for name in ("examen-blanc", "at1-strategie")] == [True, False]


def test_nobody_sits_it_on_data_that_they_have_had():
    for learner in LEARNERS:
        hashed = variant_of(learner)
        for own in ("00", "05", hashed):
            assert papers.variant("examen-blanc", learner, own) in {*VARIANTS} - {"00", own, hashed}


def test_the_data_are_the_same_each_time_and_spread_over_the_class():
    given = [papers.variant("examen-blanc", learner, variant_of(learner)) for learner in LEARNERS]
    assert given == [papers.variant("examen-blanc", learner, variant_of(learner)) for learner in LEARNERS]
    assert len(Counter(given)) == 16
    assert max(Counter(given).values()) <= 30


def test_a_class_list_that_changes_moves_hardly_anybody():
    """Who is given other data for the lessons keeps those of the paper, unless these are the very ones."""
    for learner in LEARNERS[:50]:
        sat = Counter(papers.variant("examen-blanc", learner, own) for own in VARIANTS)
        assert sorted(sat.values())[-1] >= len(VARIANTS) - 1


def test_only_a_paper_changes_the_data_and_only_of_somebody():
    assert papers.sitting("at1-strategie", "dupont.m", "05") == "05"
    assert papers.sitting("examen-blanc", "", "00") == "00"
    assert papers.sitting("examen-blanc", "dupont.m", "05") == papers.variant(
        "examen-blanc", "dupont.m", "05"
    )
    with pytest.raises(IdentifierError):
        papers.variant("examen-blanc", "Marie Dupont", "05")
