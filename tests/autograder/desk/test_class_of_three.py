"""A class of three, from the list to the sheets, by the desk's buttons; each test goes on from the last."""

import json
import os
import shutil
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from nbgrader.api import Gradebook

from autograder.desk.handlers import API
from autograder.grading.places import COURSE_ID
from ntc.paths import ROOT
from ntc.roster import variant_of
from tests.autograder.desk.server import Desk, running_desk
from tests.autograder.grading.course import ASSIGNMENT, LESSON, Course
from tests.autograder.grading.hostile import SCRIPT
from tests.autograder.grading.samples import answers_file, right
from tests.browser.lab import TOKEN
from tests.spaces import plain

pytestmark = pytest.mark.slow
BY_ZIP, BY_EXCHANGE, NEVER = "dupont.m", "zola.e", "martin.p"
NAMES = {BY_ZIP: "Dupont;Marie;marie@exemple.fr", BY_EXCHANGE: "Zola;<b>Émile</b>;", NEVER: "Martin;Paul;"}
ROSTER = "identifiant;nom;prénom;courriel;variante\r\n" + "".join(
    f"{learner};{names};{variant_of(learner)}\r\n" for learner, names in NAMES.items()
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of a course where nothing was done yet."""
    root, home = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "course", root / "course")
    with running_desk(Course(root, home)) as running:
        yield running


def answers(learner: str, **texts: str) -> dict:
    return answers_file(learner, dict(right(learner).raw) | texts)


def told(job: dict) -> str:
    assert job["state"] == "done", job
    return plain(job["told"])


def mark(exercise: str, key: str, said: str, line: str, points: float) -> dict:
    about = {"exercise": exercise, "key": key, "said": said, "line": line}
    return about | {"points": points, "comment": "Datez vos chiffres."}


def test_only_whoever_is_let_in_and_no_other_page_acts(desk: Desk) -> None:
    stranger = urllib.request.build_opener()
    for path in ("state", "job", "productions?assignment=x", "copy?exercise=x&key=x"):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            stranger.open(f"{desk.url}/bureau/api/{path}")
    assert "/login" in stranger.open(f"{desk.url}/bureau/").url
    # A browser that is let in, sent here by another site: its cookies come along, our page's token does not.
    lured = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = lured.open(f"{desk.url}/bureau/?token={TOKEN}")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert json.load(lured.open(f"{desk.url}/bureau/api/job")) == {"job": None}
    acting = [name for name, handler in API.items() if "post" in vars(handler)]
    assert len(acting) > 8
    for path in acting:
        with pytest.raises(urllib.error.HTTPError, match="403"):
            lured.open(f"{desk.url}/bureau/api/{path}?name=x", data=b"{}")
    assert desk.get("job") == {"job": None}


def test_nothing_can_be_done_before_it_is_prepared(desk: Desk) -> None:
    activity = desk.activity()
    assert (activity["next"], activity["told"]) == ("", ["pas encore préparé"])  # the list first
    assert {button["action"] for button in activity["buttons"] if not button["why"]} == {"prepare"}
    refused = desk.run("open")
    assert refused["state"] == "refused"
    assert "pressez d’abord « Préparer »" in plain(refused["told"])


def test_a_class_list_is_dropped_and_its_faults_name_their_line(desk: Desk) -> None:
    code, said = desk.ask("deposit", b"identifiant,nom\ndupont m,Dupont\n", name="classe.csv")
    assert code == 409
    assert "ligne 2" in plain(said["refusal"])
    assert not desk.course.places.roster.exists()
    code, said = desk.ask("deposit", ROSTER.encode("cp1252"), name="classe.csv")
    assert (code, said["ask"]["label"]) == (200, "Prendre cette liste")
    assert not desk.course.places.roster.exists()
    agreed = said["ask"]["agreed"]
    code, said = desk.ask("deposit", ROSTER.encode("cp1252"), name="classe.csv", agreed=agreed)
    assert (code, plain(said["told"])) == (200, "3 apprenants inscrits.")
    assert desk.get("state")["class"]["state"] == "there"
    assert desk.activity()["next"] == "prepare"


def test_prepare_and_open(desk: Desk) -> None:
    job = desk.run("prepare")
    assert told(job).endswith("3 apprenants inscrits au carnet de notes.")
    assert desk.run("open")["state"] == "done"
    assert (desk.course.exchange / COURSE_ID / "outbound" / ASSIGNMENT).is_dir()
    activity = desk.activity()
    assert activity["missing"] == ["Marie Dupont", "Paul Martin", "<b>Émile</b> Zola"]
    assert activity["next"] == "collect"
    assert "ouvert dans le dépôt" in activity["told"]


def test_a_last_hour_for_all_and_a_longer_one_for_somebody(desk: Desk) -> None:
    def give(learner: str, last: str) -> tuple[int, str]:
        code, said = desk.ask("deadline", {"assignment": ASSIGNMENT, "learner": learner, "last": last})
        return code, plain(said.get("told") or said["refusal"])

    assert give("", "2020-01-30T18:00") == (200, "Toute la classe : jusqu’au 30/01/2020 à 18:00.")
    assert give(BY_ZIP, "2099-02-06T12:00")[0] == 200
    assert give(BY_ZIP, "demain")[0] == 409
    assert "jusqu’au 30/01/2020 à 18:00" in map(plain, desk.activity()["told"])


def test_nothing_received_is_refused_and_says_what_to_do(desk: Desk) -> None:
    refused = desk.run("collect")
    assert refused["state"] == "refused"
    assert "déposez ici le fichier zip" in plain(refused["told"])
    assert desk.run("grade")["told"].startswith("Il n’y a rien à corriger")


def test_a_platform_s_zip_and_the_exchange_are_taken_in(desk: Desk) -> None:
    platform = BytesIO()
    with zipfile.ZipFile(platform, "w") as whole:
        inner = f"Dupont Marie_7_assignsubmission_file_/{LESSON}.answers.json"
        whole.writestr(inner, json.dumps(answers(BY_ZIP)))
    code, said = desk.ask(
        "deposit", platform.getvalue(), assignment=ASSIGNMENT, name="../../Devoirs : classe.zip"
    )
    assert (code, said) == (200, {"kept": "Devoirs classe.zip"})
    again = desk.ask("deposit", platform.getvalue(), assignment=ASSIGNMENT, name="../../Devoirs : classe.zip")
    assert again == (code, said)
    desk.course.hand_in(BY_EXCHANGE, answers(BY_EXCHANGE, **{"cp4-note": f"Situation {SCRIPT}"}))
    assert told(desk.run("collect")) == "2 nouvelles remises. 2 travaux reçus en tout."
    assert desk.states() == {BY_ZIP: "to-grade", NEVER: "missing", BY_EXCHANGE: "to-grade"}
    late = {one["learner"]: "en retard" in plain(one["when"]) for one in desk.activity()["people"]}
    assert late == {BY_ZIP: False, NEVER: False, BY_EXCHANGE: True}
    assert "2 rendus sur 3" in map(plain, desk.activity()["told"])
    # Where there is no shared folder, as on Windows, the zip alone is taken in.
    inbound = desk.course.exchange / COURSE_ID / "inbound"
    inbound.rename(inbound.with_name("ailleurs"))
    assert told(desk.run("collect")) == "Rien de nouveau. 2 travaux reçus en tout."
    inbound.with_name("ailleurs").rename(inbound)


def test_two_tabs_see_the_same_action_and_a_second_one_waits(desk: Desk) -> None:
    code, first = desk.ask("job", {"action": "grade", "assignment": ASSIGNMENT})
    assert code == 200
    code, second = desk.ask("job", {"action": "sheets", "assignment": ""})
    assert code == 409
    assert "« Corriger » est en cours" in plain(second["refusal"])
    begun = os.times().elapsed
    assert desk.get("job")["job"]["number"] == first["job"]["number"]
    assert desk.get("state")["activities"]
    assert os.times().elapsed - begun < 5  # it answers while it grades
    while (job := desk.get("job")["job"])["state"] == "running":
        pass
    assert told(job) == "2 copies notées."
    assert (job["done"], job["of"]) == (2, 2)
    assert desk.states() == {BY_ZIP: "to-mark", NEVER: "missing", BY_EXCHANGE: "to-mark"}
    assert desk.activity()["next"] == "mark"


def test_marks_given_on_the_desk_are_nbgrader_s(desk: Desk) -> None:
    listed = desk.get("productions", assignment=ASSIGNMENT)["exercises"]
    note = next(one for one in listed if one["id"] == "cp4-note")
    assert [copy["name"] for copy in note["copies"]] == ["Marie Dupont", "<b>Émile</b> Zola"]
    assert [level["points"] for level in note["lines"][0]["levels"]] == [0, 2, 4, 6]
    for one in listed:
        for copy in one["copies"]:
            shown = desk.get("copy", exercise=one["id"], key=copy["key"])
            for line in one["lines"]:
                points = line["levels"][2]["points"]
                sent = mark(one["id"], copy["key"], shown["said"], line["cell"], points)
                code, given = desk.ask("copy", sent)
                assert (code, given["points"]) == (200, points)
            assert given["left"] == 0
    with Gradebook(desk.course.places.gradebook, COURSE_ID) as gradebook:
        grade = gradebook.find_grade("cp4-note-1", LESSON, ASSIGNMENT, BY_EXCHANGE)
        comment = gradebook.find_comment("cp4-note-1", LESSON, ASSIGNMENT, BY_EXCHANGE)
        assert (grade.manual_score, grade.needs_manual_grade) == (4, False)
        assert comment.manual_comment == "Datez vos chiffres."
    assert set(desk.states().values()) == {"ready", "missing"}
    assert desk.activity()["next"] == "return"


def test_a_text_is_given_as_it_was_typed_and_names_can_be_hidden(desk: Desk) -> None:
    note = next(
        one
        for one in desk.get("productions", assignment=ASSIGNMENT, hidden="yes")["exercises"]
        if one["id"] == "cp4-note"
    )
    assert [plain(copy["name"]) for copy in note["copies"]] == ["Copie 1", "Copie 2"]
    copies = [desk.get("copy", exercise="cp4-note", key=copy["key"], hidden="yes") for copy in note["copies"]]
    assert {copy["texts"][0]["text"] for copy in copies} > {f"Situation {SCRIPT}"}
    for private in ("Dupont", "Zola", BY_ZIP, BY_EXCHANGE):
        assert private not in json.dumps([note, copies], ensure_ascii=False)


@pytest.mark.parametrize(
    ("changes", "code", "why"),
    [
        ({"points": 7}, 409, "barème"),
        ({"points": -1}, 409, "barème"),
        ({"points": "4"}, 409, "barème"),
        ({"points": float("nan")}, 409, "barème"),
        ({"said": "autre"}, 409, "reçue de nouveau"),
        ({"line": "cp4-dashboard"}, 404, "grille"),
        ({"key": "x"}, 404, "plus là"),
        ({"exercise": "cp4-dashboard"}, 404, "plus dans le cours"),
    ],
)
def test_what_cannot_be_a_mark_is_refused(desk: Desk, changes: dict, code: int, why: str) -> None:
    note = next(
        one for one in desk.get("productions", assignment=ASSIGNMENT)["exercises"] if one["id"] == "cp4-note"
    )
    key = note["copies"][0]["key"]
    said = desk.get("copy", exercise="cp4-note", key=key)["said"]
    sent = mark("cp4-note", key, said, "cp4-note-1", 2)
    answered, refused = desk.ask("copy", sent | changes)
    assert answered == code
    assert why in refused["refusal"]
    assert desk.get("copy", exercise="cp4-note", key=key)["lines"]["cp4-note-1"]["points"] == 4


def test_a_second_marker_sees_nothing_of_the_first_and_the_formateur_decides(desk: Desk) -> None:
    asked = {"assignment": ASSIGNMENT, "second": "yes"}
    note = next(one for one in desk.get("productions", **asked)["exercises"] if one["id"] == "cp4-note")
    assert {(copy["state"], copy["left"]) for copy in note["copies"]} == {("waiting", 4)}
    key = note["copies"][0]["key"]
    copy = desk.get("copy", exercise="cp4-note", key=key, second="yes")
    assert copy["second"] is True
    assert {(line["points"], line["comment"]) for line in copy["lines"].values()} == {(None, "")}
    assert "Datez vos chiffres." not in json.dumps(copy, ensure_ascii=False)
    for line, points in (("cp4-note-1", 6), ("cp4-note-2", 4)):
        sent = mark("cp4-note", key, copy["said"], line, points) | {"second": True, "comment": "Net."}
        code, given = desk.ask("copy", sent)
        assert (code, given["points"]) == (200, points)
    assert given["left"] == 2
    assert desk.get("copy", exercise="cp4-note", key=key)["lines"]["cp4-note-1"]["points"] == 4

    def compared() -> dict:
        found = desk.get("agreement", assignment=ASSIGNMENT)["exercises"]
        return next(one for one in found if one["id"] == "cp4-note")

    before = compared()
    assert [(row["first"], row["second"]) for row in before["rows"]] == [(4, 6), (4, 4)]
    assert "1 ligne sur 2 au même niveau" in plain(before["told"])
    about = {"exercise": "cp4-note", "key": key, "said": copy["said"], "line": "cp4-note-1"}
    assert desk.ask("agreement", about | {"points": 5})[0] == 200
    # The gradebook has the one score that counts, with the remark that was there; agreement is what it was.
    line = desk.get("copy", exercise="cp4-note", key=key)["lines"]["cp4-note-1"]
    assert (line["points"], line["comment"]) == (5, "Datez vos chiffres.")
    after = compared()
    assert (after["told"], after["rows"][0]["decided"]) == (before["told"], "5")
    assert desk.ask("agreement", about | {"points": 4})[0] == 200
    assert compared()["told"] == before["told"]
    for wrong, code in (({"points": 7}, 409), ({"points": None}, 409), ({"line": "cp4-note-3"}, 409)):
        assert desk.ask("agreement", about | {"points": 4} | wrong)[0] == code


def test_feedback_is_returned_and_a_later_mark_shows(desk: Desk) -> None:
    assert "2 retours prêts" in told(desk.run("return"))
    assert desk.states() == {BY_ZIP: "back", NEVER: "missing", BY_EXCHANGE: "back"}
    page = desk.course.root / "classroom/feedback" / BY_EXCHANGE / ASSIGNMENT / f"{LESSON}.html"
    assert "Datez vos chiffres." in page.read_text(encoding="utf-8")
    assert '<html lang="fr"' in page.read_text(encoding="utf-8")
    assert list((desk.course.exchange / COURSE_ID / "feedback").glob("*.html"))
    with zipfile.ZipFile(desk.course.root / "classroom/retours" / f"{ASSIGNMENT}.zip") as bundle:
        assert any(name.startswith("Dupont Marie_7_assignsubmission") for name in bundle.namelist())
    with Gradebook(desk.course.places.gradebook, COURSE_ID) as gradebook:
        gradebook.find_grade("cp4-note-1", LESSON, ASSIGNMENT, BY_EXCHANGE).manual_score = 6
        gradebook.db.commit()
    assert desk.states()[BY_EXCHANGE] == "changed"
    assert told(desk.run("return"))
    assert desk.states()[BY_EXCHANGE] == "back"


def test_a_last_hour_is_taken_back(desk: Desk) -> None:
    with Gradebook(desk.course.places.gradebook, COURSE_ID) as gradebook:
        assert gradebook.find_assignment(ASSIGNMENT).duedate.year == 2020
        assert gradebook.find_submission(ASSIGNMENT, BY_ZIP).extension
    for learner in ("", BY_ZIP):
        assert desk.ask("deadline", {"assignment": ASSIGNMENT, "learner": learner, "last": ""})[0] == 200
    assert not any("jusqu’au" in text for text in desk.activity()["told"])
    assert not any("en retard" in one["when"] for one in desk.activity()["people"])


def test_sheets_are_written_for_everybody(desk: Desk) -> None:
    assert told(desk.run("sheets", "")) == "3 fiches écrites."
    sheets = desk.get("state")["sheets"]
    assert [one["name"] for one in sheets["files"]] == sorted([BY_ZIP, BY_EXCHANGE, NEVER])
    assert (desk.course.root / sheets["view"].removeprefix("files/")).is_file()


def test_a_sheet_is_verified_by_its_file_and_by_its_code(desk: Desk) -> None:
    page = (desk.course.places.sheets / f"{BY_ZIP}.html").read_bytes()
    code, said = desk.ask("verify", page)
    assert (code, said["vouched"]) == (200, True)
    assert said["title"].endswith("Marie Dupont")
    by_code = desk.ask("verify", b"", code=dict(map(tuple, said["told"]))["Code de vérification"])[1]
    assert (by_code["vouched"], by_code["told"]) == (True, said["told"])
    code, said = desk.ask("verify", page.replace(b"Dupont", b"Durand"))
    assert (code, said["vouched"], said["told"]) == (200, False, [])
    assert desk.ask("verify", b"", code="rien")[1]["vouched"] is False


def test_booklets_are_written_for_everybody(desk: Desk) -> None:
    assert told(desk.run("booklets", "")) == "3 livrets écrits."
    booklets = desk.get("state")["booklets"]
    assert [one["name"] for one in booklets["files"]] == sorted([BY_ZIP, BY_EXCHANGE, NEVER])
    content = (desk.course.root / booklets["files"][0]["address"].removeprefix("files/")).read_bytes()
    assert desk.ask("verify", content)[1]["vouched"] is True


def test_the_marks_are_written_for_other_programs(desk: Desk) -> None:
    assert told(desk.run("exports", "")) == "5 fichiers écrits."
    files = desk.get("state")["exports"]["files"]
    assert all((desk.course.root / one["address"].removeprefix("files/")).is_file() for one in files)
    assert len(files) == 5


def test_what_is_held_of_somebody_is_told_then_erased(desk: Desk) -> None:
    def ask(act: str, learner: str, by: str = "") -> tuple[int, str]:
        code, said = desk.ask("people", {"act": act, "learner": learner, "by": by})
        return code, plain(said.get("told") or said["refusal"])

    assert [one["learner"] for one in desk.get("state")["people"]] == [BY_ZIP, NEVER, BY_EXCHANGE]
    assert ask("account", BY_ZIP) == (
        200,
        "Tout ce qui est gardé sur Marie Dupont est réuni : le fichier est à côté de son nom.",
    )
    account = next(one["account"] for one in desk.get("state")["people"] if one["learner"] == BY_ZIP)
    assert zipfile.is_zipfile(desk.course.root / account.removeprefix("files/"))
    assert ask("erase", BY_ZIP)[0] == 409
    assert ask("erase", "absent", "Jeanne Leroy")[0] == 409
    code, said = ask("erase", BY_ZIP, "Jeanne Leroy")
    assert code == 200, said
    assert "ne sont plus nulle part" in said
    state = desk.get("state")
    assert [one["learner"] for one in state["people"]] == [NEVER, BY_EXCHANGE]
    assert len(state["certificates"]) == 1
    assert BY_ZIP not in desk.states()
    left = [
        path
        for root in (desk.course.root, desk.course.exchange)
        for path in root.rglob("*")
        if BY_ZIP in path.as_posix() or (path.is_file() and BY_ZIP.encode() in path.read_bytes())
    ]
    assert left == []


def test_nothing_that_is_said_names_a_command(desk: Desk) -> None:
    said = json.dumps(desk.get("state"), ensure_ascii=False) + json.dumps(desk.get("job"), ensure_ascii=False)
    for word in ("nbgrader", "--force", "python", "Traceback"):
        assert word not in said
    assert not desk.course.canary_ran
