"""Contests and replays on the desk, in a real Chromium: a file put down, answered; a dry run, applied."""

import re
from collections.abc import Iterator

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from autograder.grading.places import COURSE_ID
from autograder.grading.record import known
from ntc.home.contest import Contest, as_json, as_message
from tests.autograder.desk.server import Desk, running_desk
from tests.autograder.grading.course import ASSIGNMENT, LESSON, made_course
from tests.autograder.grading.hostile import SCRIPT
from tests.autograder.grading.samples import answers_file, right
from tests.browser.lab import TOKEN
from tests.browser.test_desk import faults, too_wide
from tests.spaces import plain

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST, SECOND = "dupont.m", "martin.p"
EXERCISE, POINTS = "cp4-dashboard", 14
PATIENCE = 120_000  # another process marks the class
WHY = "Vous aviez raison <i>en partie</i>."


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    """Two have everything right; the gradebook says less of one, as an older key would have."""
    course = made_course(tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home"))
    for learner in (FIRST, SECOND):
        course.hand_in(learner, answers_file(learner, right(learner).raw))
    course.nbgrader("collect", ASSIGNMENT)
    course.nbgrader("autograde", ASSIGNMENT)
    with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
        gradebook.find_grade(EXERCISE, LESSON, ASSIGNMENT, FIRST).auto_score = 5
        gradebook.db.commit()
    with running_desk(course) as running:
        yield running


@pytest.fixture
def room(desk: Desk, page: Page) -> Iterator[Page]:
    """The page of contests, whose browser has nothing to say of it."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{desk.url}/login?token={TOKEN}&next=/bureau/")
    page.get_by_role("link", name="Contestations et recorrection").click()
    expect(page.get_by_role("heading", name="Recorriger toute la classe")).to_be_visible()
    yield page
    assert [line for line in said if "409" not in line] == []


def score(desk: Desk, learner: str) -> tuple:
    with Gradebook(desk.course.places.gradebook, COURSE_ID) as gradebook:
        grade = gradebook.find_grade(EXERCISE, LESSON, ASSIGNMENT, learner)
        return grade.auto_score, grade.manual_score


def contest(desk: Desk, learner: str, words: str) -> Contest:
    seal = known(desk.course.places, FIRST, LESSON).seal
    return Contest(learner, ASSIGNMENT, LESSON, EXERCISE, seal, words, "growth")


def test_nothing_is_applied_that_was_not_shown(desk: Desk) -> None:
    code, told = desk.ask("replay", {"fall": [FIRST], "who": "J. Moulin", "why": "Corrigé revu"})
    assert code == 409
    assert "Voyez d’abord" in plain(told["refusal"])
    assert desk.ask("job", {"action": "apply", "assignment": ASSIGNMENT})[0] == 409
    assert desk.get("job")["job"] is None


def test_contests_come_as_a_file_and_as_a_message_and_are_answered(desk: Desk, room: Page, tmp_path) -> None:
    sent, forged = tmp_path / "contestation.json", tmp_path / "faux.json"
    sent.write_text(as_json(contest(desk, FIRST, f"C’est juste. {SCRIPT}")), encoding="utf-8")
    forged.write_text(as_json(contest(desk, "../intrus", "Moi")), encoding="utf-8")
    put = room.get_by_label("Déposer le fichier d’une contestation")
    put.set_input_files(forged)
    expect(room.locator(".job.refused")).to_contain_text("ne dit pas de qui elle est")
    put.set_input_files(sent)
    one = room.locator("details.contest", has_text=FIRST)
    expect(one.locator("blockquote")).to_contain_text("<script>")
    expect(one).to_contain_text("(contestée)")
    expect(one).to_contain_text(re.compile(r"5\s?sur 14"))
    room.get_by_text("Coller le message reçu").click()
    room.get_by_label("Message", exact=True).fill(as_message(contest(desk, SECOND, "Pas de moi"), "toutes"))
    room.get_by_role("button", name="Prendre ce message").click()
    expect(room.locator("details.contest", has_text=SECOND)).to_contain_text("douteuse")
    one.get_by_label("Votre réponse").fill(WHY)
    one.get_by_role("button", name="Garder la note").click()
    expect(room.locator(".job.refused")).to_contain_text("qui répond")
    expect(one.get_by_label("Votre réponse")).to_have_value(WHY)
    room.get_by_label("Votre nom").fill("J. Moulin")
    other = room.locator("details.contest", has_text=SECOND)
    other.get_by_label("Votre réponse").fill("Voyons-nous.")
    other.get_by_label("Donner à la main").fill("13,5")
    other.get_by_role("button", name="Changer la note").click()
    expect(other).to_contain_text("de votre main")
    assert score(desk, SECOND) == (POINTS, 13.5)
    expect(one.get_by_label("Votre réponse")).to_have_value(WHY)
    one.get_by_role("button", name="Changée par une recorrection").click()
    expect(one.locator(".answered")).to_contain_text(WHY)
    assert faults(room) == []
    assert too_wide(room) == []


def test_the_class_is_marked_again_to_look_then_to_apply(desk: Desk, room: Page) -> None:
    before = score(desk, FIRST), score(desk, SECOND)
    room.get_by_role("button", name="Recorriger : voir d’abord".replace(" :", "\u00a0:")).click()
    place = room.get_by_role("region", name="Recorriger toute la classe")
    expect(place).to_contain_text(re.compile(r"1\snote monterait"), timeout=PATIENCE)
    expect(place.get_by_role("row", name=re.compile(FIRST))).to_contain_text(re.compile(r"14\ssur"))
    assert (score(desk, FIRST), score(desk, SECOND)) == before
    assert faults(room) == []
    assert too_wide(room) == []
    room.get_by_label("Votre nom").fill("J. Moulin")
    apply = place.get_by_role("button", name="Appliquer", exact=True)
    apply.click()
    room.get_by_role("dialog").get_by_role("button", name="Appliquer").click()
    expect(room.locator(".job.refused")).to_contain_text("et pourquoi")
    room.get_by_label("Pourquoi cette recorrection").fill("Corrigé revu")
    apply.click()
    room.get_by_role("dialog").get_by_role("button", name="Appliquer").click()
    expect(room.locator(".job.done")).to_contain_text(re.compile(r"1\snote recomptée"), timeout=PATIENCE)
    assert (score(desk, FIRST), score(desk, SECOND)) == ((POINTS, None), before[1])
    room.get_by_text("Journal des notes (").click()
    journal = room.get_by_role("region", name="Journal des notes")
    expect(journal).to_contain_text("Corrigé revu")
    assert "5 → 14" in plain(journal.inner_text())
    # Nothing is left to apply: what was shown is not applied twice.
    expect(place.get_by_role("button", name="Appliquer", exact=True)).to_have_count(0)


def test_the_answer_is_in_the_learner_s_feedback(desk: Desk) -> None:
    assert desk.run("return")["state"] == "done"
    path = desk.course.root / "classroom/feedback" / FIRST / ASSIGNMENT / f"{LESSON}.html"
    page = plain(path.read_text(encoding="utf-8"))
    assert "Vous aviez raison &lt;i&gt;en partie&lt;/i&gt;." in page
    assert "note changée." in page
    assert SCRIPT not in page
    assert desk.states()[FIRST] in ("back", "to-mark")
