"""Extra time: read as a French instructor writes it, granted to its own learner, refused by its line."""

import pytest

from ntc.exam import extra


@pytest.fixture
def written(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / extra.FILE
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize(
    ("time", "minutes"), [("30", 30), ("30 min", 30), ("1/3", 60), ("1 / 3", 60), ("1/7", 26)]
)
def test_minutes_or_a_share_of_the_length(written, time, minutes):
    """A seventh of 180 is 25.7: the learner has the whole minute."""
    assert extra.minutes(written(f"identifiant;temps\nDupont.M;{time}\n"), "dupont.m", 180) == minutes


def test_only_whom_it_names(written):
    path = written("identifiant,temps\ndupont.m,30\n\nmartin.l,1/3\n")
    assert [extra.minutes(path, who, 90) for who in ("dupont.m", "martin.l", "durand.p")] == [30, 30, 0]


def test_no_list_and_an_empty_one_grant_nothing(written, tmp_path):
    assert extra.minutes(None, "dupont.m", 180) == 0
    assert extra.minutes(tmp_path / "none.csv", "dupont.m", 180) == 0
    assert extra.minutes(written("\ufeffIdentifiant;Temps\n"), "dupont.m", 180) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("identifiant,temps\ndupont.m,beaucoup\n", "majorations.csv, ligne 2"),
        ("identifiant,temps\ndupont.m,1/0\n", "majorations.csv, ligne 2"),
        ("identifiant,temps\ndupont.m,30\nmar tin,30\n", "majorations.csv, ligne 3"),
        ("nom,minutes\nDupont,30\n", "la première ligne doit être"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(written, text, said):
    with pytest.raises(extra.ExtraError, match=said):
        extra.minutes(written(text), "dupont.m", 180)


def test_the_nearest_list_counts_unless_another_is_named(tmp_path, written, monkeypatch):
    path = written("identifiant,temps\n")
    below = tmp_path / "travail" / "examen-blanc"
    below.mkdir(parents=True)
    monkeypatch.delenv("NTC_MAJORATIONS", raising=False)
    assert extra.find(below) == path
    monkeypatch.setenv("NTC_MAJORATIONS", str(tmp_path / "autre.csv"))
    assert extra.find(below) == tmp_path / "autre.csv"
