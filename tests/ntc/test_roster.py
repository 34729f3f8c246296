import hashlib

import pytest

from ntc.roster import IdentifierError, RosterError, find_roster, normalise, read_roster, variant_of, variants


@pytest.fixture
def roster(tmp_path):
    def write(content, encoding="utf-8"):
        path = tmp_path / "roster.csv"
        path.write_bytes(content.encode(encoding))
        return path

    return write


@pytest.mark.parametrize(
    ("given", "expected"),
    [("dupont.m", "dupont.m"), ("  Dupont.M ", "dupont.m"), ("7b_x-y", "7b_x-y"), ("a" * 64, "a" * 64)],
)
def test_an_identifier_is_brought_to_one_form(given, expected):
    assert normalise(given) == expected


@pytest.mark.parametrize(
    "given", ["", "   ", "é.dupont", "marie dupont", ".caché", "../x", "a/b", "a" * 65, "x\ny", "m@g.fr"]
)
def test_an_identifier_that_cannot_name_a_file_is_refused(given):
    with pytest.raises(IdentifierError, match="dupont"):
        normalise(given)


def test_without_a_list_the_variant_is_the_hash_of_the_identifier():
    expected = 1 + int(hashlib.sha256(b"dupont.m").hexdigest(), 16) % 16
    assert variant_of("dupont.m") == f"{expected:02d}" == variant_of(" DUPONT.M")


def test_the_hash_reaches_every_personal_variant_and_never_that_of_the_class():
    assert {variant_of(f"apprenant{n}") for n in range(400)} == {f"{n:02d}" for n in range(1, 17)}


def test_the_list_wins_over_the_hash():
    assert variant_of("Dupont.M", {"dupont.m": "03"}) == "03"


def test_a_list_is_read_in_its_order(roster):
    path = roster(
        "identifiant,nom,prénom,courriel,variante\nzola.e,Zola,Émile,e@z.fr,07\nally.b,Ally,Ben,,12\n"
    )
    entries = read_roster(path)
    assert list(entries) == ["zola.e", "ally.b"]
    assert entries["zola.e"] == ("zola.e", "Zola", "Émile", "e@z.fr", "07", "")
    assert entries["zola.e"].name == "Émile Zola"
    assert variants(entries) == {"zola.e": "07", "ally.b": "12"}


def test_a_list_saved_by_a_french_excel_is_understood(roster):
    path = roster("Identifiant;Nom;Prénom;Courriel;Variante\r\nZola.E;Zola;Émile;;7\r\n;;;;\r\n", "cp1252")
    assert read_roster(path) == {"zola.e": ("zola.e", "Zola", "Émile", "", "07", "")}


def test_a_group_is_kept_and_unicode_text_is_understood(roster):
    path = roster("identifiant\tgroupe\nzola.e\tA\n", "utf-16")
    assert read_roster(path)["zola.e"].group == "A"


def test_a_byte_order_mark_and_a_short_list_are_understood(roster):
    path = roster("identifiant,variante\nzola.e,0\n", "utf-8-sig")
    assert read_roster(path)["zola.e"].variant == "00"


def test_a_line_without_a_variant_gets_the_hash(roster):
    path = roster("identifiant,nom\ndupont.m,Dupont\n")
    assert read_roster(path)["dupont.m"].variant == variant_of("dupont.m")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "première ligne"),
        ("nom,prénom\nA,B\n", "identifiant"),
        ("identifiant,variante\na,01\nb,17\n", "ligne 3 : la variante « 17 »"),
        ("identifiant,variante\na,01\nA,02\n", "ligne 3 : l’identifiant « a » figure déjà"),
        ("identifiant,nom\né b,X\n", "ligne 2 : L’identifiant « é b »"),
        ("identifiant,nom\n,Dupont\n", "ligne 2 : Entrez"),
        ('identifiant,nom\na,"b\n', "guillemet"),
    ],
)
def test_a_faulty_list_says_which_line_to_correct(roster, content, message):
    with pytest.raises(RosterError, match=message):
        read_roster(roster(content))


def test_an_absent_list_is_named(tmp_path):
    with pytest.raises(RosterError, match="absent"):
        read_roster(tmp_path / "absent.csv")


def test_the_copy_without_names_is_found_above_the_lesson(tmp_path, monkeypatch):
    monkeypatch.delenv("NTC_ROSTER", raising=False)
    lesson = tmp_path / "travail" / "at1-strategie"
    lesson.mkdir(parents=True)
    assert find_roster(lesson) is None
    (tmp_path / "travail" / "variantes.csv").write_text("identifiant,variante\n", encoding="utf-8")
    assert find_roster(lesson) == tmp_path / "travail" / "variantes.csv"
    monkeypatch.setenv("NTC_ROSTER", str(tmp_path / "roster.csv"))
    assert find_roster(lesson) == tmp_path / "roster.csv"
