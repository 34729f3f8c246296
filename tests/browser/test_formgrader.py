"""The instructor's side in a real Chromium: autograde by button, a mark by hand that reaches the sheet."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from autograder.grading.places import COURSE_ID
from tests.autograder.grading.course import ASSIGNMENT, LESSON, Course, made_course
from tests.autograder.grading.hostile import SCRIPT
from tests.autograder.grading.samples import answers_file, right
from tests.browser.lab import TOKEN, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LEARNER, LONG = "dupont.m", "long.l"
OVERLONG = {
    "a word without end": "W" * 44_000,
    "stacked accents": "a" + "\u0301" * 4_000,
    "right to left": "\u202e" + "à l’envers " * 20,
}


@dataclass(frozen=True)
class Desk:
    """The instructor's JupyterLab, started in the course root, and that course."""

    course: Course
    url: str

    def open(self, page: Page, path: str) -> None:
        page.goto(f"{self.url}/login?token={TOKEN}&next=/formgrader/{path}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    course = made_course(tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home"))
    raw = dict(right(LEARNER).raw) | {"cp4-note": f"Situation {SCRIPT}"}
    course.hand_in(LEARNER, answers_file(LEARNER, raw))
    raw = dict(right(LONG).raw) | {"cp4-note": " ".join(OVERLONG.values())}
    course.hand_in(LONG, answers_file(LONG, raw))
    course.nbgrader("collect", ASSIGNMENT)
    course.nbgrader("autograde", ASSIGNMENT, "--student", LONG)
    course.nbgrader("generate_feedback", ASSIGNMENT, "--student", LONG)
    with serving(["jupyterlab", "--allow-root"], course.root, course.home, course.environment) as (url, _):
        yield Desk(course, url)


def test_the_button_autogrades(desk: Desk, page: Page) -> None:
    desk.open(page, f"manage_submissions/{ASSIGNMENT}")
    page.get_by_role("row", name=LEARNER).locator(".autograde a").click()
    expect(page.get_by_text("Successfully autograded")).to_be_visible()
    assert sum(desk.course.scores(LEARNER)[exercise] for exercise in right(LEARNER).points) == 76


def test_a_mark_given_by_hand_reaches_gradebook_and_sheet(desk: Desk, page: Page) -> None:
    _open_copy(desk, page)
    mark, words = page.locator("#cp4-note-1"), page.locator("#cp4-note-1-comment")
    expect(mark).to_have_class(re.compile("needs_manual_grade"))
    with _saved(page, "grade"):
        mark.fill("2")
        mark.press("Tab")
    with _saved(page, "comment"):
        words.fill("Chiffres datés, point de comparaison à préciser.")
        words.press("Tab")
    expect(mark).not_to_have_class(re.compile("needs_manual_grade"))
    with Gradebook(desk.course.places.gradebook, COURSE_ID) as gradebook:
        grade = gradebook.find_grade("cp4-note-1", LESSON, ASSIGNMENT, LEARNER)
        comment = gradebook.find_comment("cp4-note-1", LESSON, ASSIGNMENT, LEARNER)
        assert (grade.manual_score, grade.needs_manual_grade) == (2, False)
        assert comment.manual_comment == "Chiffres datés, point de comparaison à préciser."
    desk.course.run("autograder.reports", ASSIGNMENT, "--learner", LEARNER)
    sheets = [path.read_text("utf-8") for path in desk.course.root.rglob("*.html") if LEARNER in str(path)]
    assert any("Chiffres datés, point de comparaison à préciser." in sheet for sheet in sheets)


def test_the_copy_shows_criterion_text_and_helps_without_code(desk: Desk, page: Page) -> None:
    _open_copy(desk, page)
    for shown in ("CP4, critère 3", "Aides à la lecture", "Texte rendu", "Ligne 1"):
        expect(page.get_by_text(shown).first).to_be_visible()
    assert "RubricLine" not in page.content()
    assert "TableField" not in page.content()


def test_what_a_learner_wrote_is_inert(desk: Desk, page: Page) -> None:
    _open_copy(desk, page)
    expect(page.get_by_text("<script>").first).to_be_attached()
    assert page.title() != "pwned"
    assert page.locator("img[onerror]").count() == 0


def test_what_is_overlong_stays_in_its_box(desk: Desk, page: Page) -> None:
    _open_copy(desk, page, LONG)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert "W" * 1000 in page.content()
    _fits(page)
    feedback = desk.course.root / "classroom/feedback" / LONG / ASSIGNMENT / f"{LESSON}.html"
    page.set_content(feedback.read_text(encoding="utf-8"))
    assert "W" * 1000 in page.content()
    _fits(page)


def _fits(page: Page) -> None:
    """Nothing runs off the page, nor over what lies around it."""
    for width in (1280, 800):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
        off = page.evaluate(
            """[...document.querySelectorAll(".ntc-text, .ntc-helps, .ntc-answer, .ntc-answer *")]
            .filter((each) => each.getBoundingClientRect().right > window.innerWidth).length"""
        )
        assert off == 0, width
    # What is stacked on a letter never lies on the lines above.
    assert page.evaluate(
        """[...document.querySelectorAll(".ntc-answer, .ntc-helps")].every((each) =>
        ["hidden", "clip"].includes(getComputedStyle(each).overflowY))"""
    )


def test_no_page_asks_for_anything_outside(desk: Desk, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (
        "",
        "manage_students",
        "gradebook",
        f"gradebook/{ASSIGNMENT}",
        f"manage_submissions/{ASSIGNMENT}",
    ):
        desk.open(page, path)
        page.wait_for_load_state("networkidle")
    _open_copy(desk, page)
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith((desk.url, "data:", "blob:"))] == []


def _saved(page: Page, kind: str) -> AbstractContextManager:
    """Formgrader answers a save only once the gradebook holds it."""
    return page.expect_response(
        lambda answer: f"/api/{kind}/" in answer.url and answer.request.method == "PUT"
    )


def _open_copy(desk: Desk, page: Page, learner: str = LEARNER) -> None:
    with Gradebook(desk.course.places.gradebook, COURSE_ID) as gradebook:
        copy = gradebook.find_submission_notebook(LESSON, ASSIGNMENT, learner).id
    desk.open(page, f"submissions/{copy}/")
    # Once the page has asked for them, the scores stand as placeholders.
    expect(page.locator("#cp4-dashboard")).to_have_attribute("placeholder", "14")
    page.wait_for_load_state("networkidle")
