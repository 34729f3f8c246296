import csv
import io

from nbgrader.api import Gradebook

from autograder.reports.export import CriterionExport


def exported(classroom, path="classroom/sheets/classe.csv", **traits):
    with Gradebook(classroom.url, "ntc") as gradebook:
        CriterionExport(**traits).export(gradebook)
    text = (classroom.root / path).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_nbgrader_export_writes_the_class_table(classroom):
    classroom.hand_in("dupont.m", {"cp4-time": 8.0})
    classroom.enrol("zola.e")
    rows = exported(classroom)
    assert len(rows) == 2 * (33 + 5)
    assert {row["niveau"] for row in rows if row["identifiant"] == "zola.e"} == {
        "non rendu",
        "pas encore évalué",
    }


def test_learners_and_destination_can_be_chosen(classroom):
    classroom.enrol("dupont.m")
    classroom.enrol("zola.e")
    rows = exported(classroom, "autre.csv", to="autre.csv", student=["zola.e"], assignment=["at1-strategie"])
    assert {row["identifiant"] for row in rows} == {"zola.e"}
