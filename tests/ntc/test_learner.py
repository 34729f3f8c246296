import pytest

from ntc.learner import Learner, current, imposed, save_identity
from ntc.roster import IdentifierError, RosterError, variant_of


@pytest.fixture(autouse=True)
def nobody(monkeypatch):
    for variable in ("NTC_LEARNER", "NTC_VARIANT", "JUPYTERHUB_USER", "NTC_ROSTER"):
        monkeypatch.delenv(variable, raising=False)


def test_nobody_works_on_the_data_of_the_class(tmp_path):
    assert current(tmp_path) == Learner("", "", "00")
    assert not imposed()


def test_a_saved_identity_is_found_from_the_folder_of_a_lesson(tmp_path):
    lesson = tmp_path / "at1-strategie"
    lesson.mkdir()
    saved = save_identity(" Dupont.M ", "  Marie   Dupont ", tmp_path)
    assert saved == Learner("dupont.m", "Marie Dupont", variant_of("dupont.m")) == current(lesson)


def test_the_current_folder_is_the_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert save_identity("dupont.m") == current()


def test_saving_again_replaces_the_identity_and_leaves_no_other_file(tmp_path):
    save_identity("dupont.m", "Marie", tmp_path)
    save_identity("zola.e", "Émile", tmp_path)
    assert current(tmp_path).id == "zola.e"
    assert [path.name for path in (tmp_path / ".ntc").iterdir()] == ["learner.json"]


def test_a_refused_identifier_changes_nothing(tmp_path):
    save_identity("dupont.m", "", tmp_path)
    with pytest.raises(IdentifierError):
        save_identity("é", "", tmp_path)
    assert current(tmp_path).id == "dupont.m"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"id": 3}', '{"id": "a b", "name": "", "variant": "01"}']
)
def test_a_damaged_identity_is_nobody(tmp_path, content):
    (tmp_path / ".ntc").mkdir()
    (tmp_path / ".ntc" / "learner.json").write_text(content, encoding="utf-8")
    assert current(tmp_path) == Learner("", "", "00")


def test_a_wrong_variant_in_the_identity_is_computed_again(tmp_path):
    (tmp_path / ".ntc").mkdir()
    record = '{"id": "dupont.m", "name": "", "variant": "99"}'
    (tmp_path / ".ntc" / "learner.json").write_text(record, encoding="utf-8")
    assert current(tmp_path).variant == variant_of("dupont.m")


def test_the_class_list_decides_the_variant(tmp_path):
    (tmp_path / "variantes.csv").write_text("identifiant,variante\ndupont.m,3\n", encoding="utf-8")
    assert save_identity("dupont.m", "", tmp_path).variant == "03"
    (tmp_path / "variantes.csv").write_text("identifiant,variante\ndupont.m,5\n", encoding="utf-8")
    assert current(tmp_path).variant == "05"


def test_a_class_list_that_gets_damaged_or_lost_moves_nobody(tmp_path):
    roster = tmp_path / "variantes.csv"
    roster.write_text("identifiant,variante\ndupont.m,3\n", encoding="utf-8")
    save_identity("dupont.m", "", tmp_path)
    roster.write_text("n’importe quoi", encoding="utf-8")
    assert current(tmp_path).variant == "03"
    roster.unlink()
    assert current(tmp_path).variant == "03"


def test_a_faulty_class_list_is_said_when_one_identifies_oneself(tmp_path):
    (tmp_path / "variantes.csv").write_text("identifiant,variante\ndupont.m,99\n", encoding="utf-8")
    with pytest.raises(RosterError, match="ligne 2"):
        save_identity("dupont.m", "", tmp_path)


def test_the_environment_wins(tmp_path, monkeypatch):
    save_identity("dupont.m", "Marie", tmp_path)
    monkeypatch.setenv("NTC_VARIANT", "16")
    assert current(tmp_path) == Learner("dupont.m", "Marie", "16")
    monkeypatch.setenv("JUPYTERHUB_USER", "Zola.E")
    assert current(tmp_path) == Learner("zola.e", "", "16")
    monkeypatch.delenv("NTC_VARIANT")
    assert current(tmp_path) == Learner("zola.e", "", variant_of("zola.e"))
    monkeypatch.setenv("NTC_LEARNER", "ally.b")
    assert current(tmp_path).id == "ally.b"
    assert imposed()


def test_the_account_keeps_the_name_that_its_owner_entered(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", "dupont.m")
    save_identity("dupont.m", "Marie", tmp_path)
    assert current(tmp_path).name == "Marie"


def test_an_account_that_cannot_be_an_identifier_leaves_the_choice_to_the_page(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", "marie@greta.fr")
    assert current(tmp_path).id == ""
    assert not imposed()
