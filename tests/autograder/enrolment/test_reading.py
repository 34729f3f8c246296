"""Lists as schools write them: who is in them, and what is said of a file that is none."""

import io
import zipfile
from datetime import date

import pytest

from autograder.enrolment.reading import Listed, read
from ntc.roster import Enrolled, RosterError
from tests.autograder.enrolment.books import book
from tests.spaces import plain

HEADS = ("Nom", "Prénom", "Identifiant")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def listed(content: bytes, former: tuple[Enrolled, ...] = (), name: str = "classe.xlsx", **taken) -> Listed:
    given = {"handed": {}, "taken": set()} | taken
    return read(name, content, {one.id: one for one in former}, given["handed"], given["taken"])


def refusal(content: bytes, name: str = "classe.xlsx", former: tuple[Enrolled, ...] = ()) -> str:
    with pytest.raises(RosterError) as caught:
        listed(content, former, name)
    return plain(str(caught.value))


def people(found: Listed) -> list[tuple[str, str, str]]:
    return [(one.id, one.last_name, one.first_name) for one in found.people.values()]


def test_heads_stand_in_any_order_under_a_title_and_among_empty_lines():
    found = listed(
        book(
            (
                ("Centre de formation de Nantes", None, None),
                (),
                ("Formateur", "Nom :", "Duval"),
                (None, "GROUPE", "Prénom(s)", "Adresse e-mail", "Téléphone", " Nom de famille ", "N°"),
                (),
                (None, "A", "Éva", "e@m.fr", 612345678, "Dupont", 1),
                (None, None, None, None, None, None, None),
                (None, "B", " Paul ", None, None, "Martin", 2),
                (None, "GROUPE", "Prénom(s)", "Adresse e-mail", "Téléphone", " Nom de famille ", "N°"),
                (None, "B", "Anne", None, None, "Le Gall", 3),
                (None, None, None, None, None, "Effectif : 3", None),
            )
        )
    )
    assert people(found) == [
        ("dupont.e", "Dupont", "Éva"),
        ("martin.p", "Martin", "Paul"),
        ("le-gall.a", "Le Gall", "Anne"),
    ]
    assert [one.group for one in found.people.values()] == ["A", "B", "B"]
    assert found.people["dupont.e"].email == "e@m.fr"
    assert found.columns == ("Téléphone", "N°")
    assert [plain(line) for line in found.lines] == ["ligne 11, « Effectif : 3 »"]
    assert len(set(one.variant for one in found.people.values())) == 3


def test_the_first_sheet_that_has_the_heads_is_read_and_others_are_told():
    found = listed(
        book(
            (("Calendrier",), (date(2026, 1, 12), "CP4")),
            (HEADS, ("Ancien", "Zoé", "ancien.z")),
            (HEADS, ("Dupont", "Marie", "dupont.m")),
            (HEADS, ("Autre", "Luc", "autre.l")),
            hidden=2,
        )
    )
    assert (found.sheet, list(found.people)) == ("Feuille 3", ["dupont.m"])
    assert found.others == ("Feuille 4", "Feuille 2")


@pytest.mark.parametrize(
    "foot", [("Total", 2), ("", "Total", 2), ("Effectif : 2",), ("Total", "2 apprenants")]
)
def test_a_count_of_the_class_is_nobody_in_whatever_column_it_stands(foot):
    made = book((("N°", "Nom", "Prénom"), (1, "Dupont", "Marie"), (2, "Martin", "Paul"), (), foot))
    assert list(listed(made).people) == ["dupont.m", "martin.p"]


def test_numbers_are_read_as_text():
    found = listed(
        book(
            (HEADS, (12, "Marie", 20260007), ("Martin", 7.0, 42), ("Zola", date(2026, 1, 5), "z")),
            formats={"C3": "00000"},
        )
    )
    assert people(found) == [
        ("20260007", "12", "Marie"),
        ("00042", "Martin", "7"),
        ("z", "Zola", "05/01/2026"),
    ]


def test_no_formula_is_run():
    made = book((HEADS, ("Dupont", "Marie", '=LOWER("DUPONT.M")')))
    assert 'feuille « Feuille 1 », ligne 2 : la cellule « =LOWER("DUPONT.M") »' in refusal(made)
    assert "n’a pas de valeur" in refusal(book((HEADS, ("Dupont", "Marie", "#N/A"))))
    elsewhere = book(((*HEADS, "Rang"), ("Dupont", "Marie", "dupont.m", "=ROW()")))
    assert list(listed(elsewhere).people) == ["dupont.m"]


def test_what_excel_found_last_of_a_formula_is_read():
    made = io.BytesIO(book((HEADS, ("Dupont", "Marie", "=A1"))))
    worked_out = io.BytesIO()
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(worked_out, "w") as after:
        for name in before.namelist():
            xml = before.read(name)
            xml = xml.replace(b'"C2"><f>A1</f><v />', b'"C2" t="str"><f>A1</f><v>dupont.m</v>')
            after.writestr(name, xml)
    assert list(listed(worked_out.getvalue()).people) == ["dupont.m"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_text_is_read_whatever_saved_it(encoding: str, delimiter: str):
    rows = (("Liste, classe A",), (), ("Prénom", "NOM"), ("Éva", "Dupont"), ("", ""), ("Luc", "D’Œuvre"))
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    found = listed(text.encode(encoding), name="classe.csv")
    assert people(found) == [("dupont.e", "Dupont", "Éva"), ("d-oeuvre.l", "D’Œuvre", "Luc")]


def test_both_names_may_stand_in_one_cell():
    rows = (("Stagiaire", "Courriel"), ("LE GALL Anne", ""), ("Dupont, Marie", ""), ("Martin Paul", ""))
    assert people(listed(book(rows))) == [
        ("le-gall.a", "LE GALL", "Anne"),
        ("dupont.m", "Dupont", "Marie"),
        ("martin.p", "Martin", "Paul"),
    ]
    turned = listed(book((("Prénom et nom",), ("Anne Le Gall",), ("Paul Martin",))))
    assert people(turned) == [("anne-le-gall", "Anne Le Gall", ""), ("martin.p", "Martin", "Paul")]


def test_whoever_has_an_identifier_keeps_it():
    former = (
        Enrolled("m.dupont", "Dupont", "Marie", "", "07"),
        Enrolled("p12", "Martin", "Pol", "paul@m.fr", "03", "B"),
    )
    rows = (("Nom", "Prénom", "Courriel"), ("DUPONT", "Marie", ""), ("Martin", "Paul", "Paul@M.fr"))
    found = listed(book((*rows, ("Martin", "Pia", ""))), former)
    assert list(found.people) == ["m.dupont", "p12", "martin.p"]
    assert found.made == ("martin.p",)
    assert found.people["p12"] == ("p12", "Martin", "Paul", "Paul@M.fr", "03", "B")


def test_an_identifier_that_was_somebody_s_is_made_for_nobody_else():
    former = (Enrolled("dupont.m", "Dupont", "Marie", "", "07"),)
    rows = (("Nom", "Prénom"), ("Dupont", "Marc"), ("Zola", "Émile"), ("Zola", "Ève"))
    assert list(listed(book(rows), former).people) == ["dupont.marc", "zola.emile", "zola.eve"]
    assert "ligne 3 : il faut un identifiant à « Émile Zola »" in refusal_of(rows, {"zola.emile"})
    assert list(listed(book(rows), taken={"autre"}).people) == ["dupont.m", "zola.emile", "zola.eve"]


def refusal_of(rows, taken: set[str]) -> str:
    with pytest.raises(RosterError) as caught:
        listed(book(rows), taken=taken)
    return plain(str(caught.value))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((HEADS, ("Dupont", "Marie", "")), None),
        ((HEADS,), "il n’y a personne sous la ligne 1"),
        ((("Nom", "Prénom"), ("Dupont", "Éva"), ("dupont", "Eva")), "ligne 3 : « Eva dupont » figure déjà"),
        ((("Nom", "Prénom"), ("Groupe A", "")), "ligne 2 : il manque le prénom de « Groupe A »"),
        ((("Nom", "Prénom"), ("", "Éva")), "ligne 2 : il manque le nom"),
        ((("Nom", "Prénom"), ("Иванов", "Иван")), "il faut un identifiant à « Иван Иванов »"),
        ((HEADS, ("Dupont", "Éva", "éva d")), "ligne 2 : L’identifiant « éva d » ne peut pas servir"),
        ((HEADS, ("a", "b", "x"), ("c", "d", "X")), "ligne 3 : l’identifiant « x » figure déjà"),
        (((*HEADS, "Variante"), ("a", "b", "x", 17)), "ligne 2 : la variante « 17 »"),
        ((("Dupont", "Marie"), ("Martin", "Paul")), "n’a pas de ligne de titres"),
        ((("Stagiaires",), ("Dupont Marie",)), "n’a pas de ligne de titres"),
    ],
)
def test_what_is_to_be_corrected_is_said_with_its_line(rows, said: str | None):
    if said is None:
        assert list(listed(book(rows)).people) == ["dupont.m"]
    else:
        assert said in refusal(book(rows))


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" \r\n", "est vide"),
        (OLE + b"Workbook" * 40, "ancien fichier Excel (.xls) : ouvrez-le"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protégé par un mot de passe : ouvrez-le"),
        (book((HEADS, ("Dupont", "Marie", "d")))[:-200], "est abîmé"),
        (archive("xl/workbook.xml", "[Content_Types].xml"), "est abîmé"),
        (archive("xl/workbook.bin"), ".xlsb"),
        (archive("content.xml", "mimetype"), "LibreOffice"),
        (archive("Index/Document.iwa"), "Numbers"),
        (archive("word/document.xml"), "n’est pas une liste"),
        (b"<html><table><tr><td>Nom</td></tr></table></html>", "une page web"),
        (b"%PDF-1.7 x", "n’est pas une liste"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "n’est pas une liste"),
        (b'identifiant,nom\na,"b\n', "guillemet"),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(content: bytes, said: str):
    told = refusal(content, "classe.xls")
    assert said in told
    assert "classe.xls" in told
    for word in ("openpyxl", "Traceback", "Error", "zip"):
        assert word not in told


def test_a_sheet_too_long_for_a_class_is_refused():
    rows = [("Nom", "Prénom"), *((f"n{number}", "p") for number in range(5000))]
    assert "plus de 5 000 lignes" in refusal(book(rows))
