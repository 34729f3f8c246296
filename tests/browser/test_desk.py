"""The desk in a real Chromium: buttons with their progress, files put down, marks given by keyboard."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, Route, expect

from autograder.grading.places import COURSE_ID
from autograder.package.folder import PAGE, page
from start import INSTALLATION
from tests.autograder.conftest import Classroom, alike_in_one, found
from tests.autograder.desk.server import Desk, running_desk
from tests.autograder.enrolment.books import book
from tests.autograder.grading.course import ASSIGNMENT, LESSON, made_course
from tests.autograder.grading.hostile import SCRIPT
from tests.autograder.grading.samples import answers_file, right
from tests.browser.axe import faults
from tests.browser.lab import TOKEN

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST, SECOND, BY_ZIP = "dupont.m", "martin.p", "zola.e"
ROSTER = "identifiant,nom,prénom\n" + "".join(
    f"{learner},{last},{first}\n"
    for learner, last, first in (
        (FIRST, "Dupont", "<img src=x onerror=\"document.title='pwned'\">"),
        (SECOND, "Martin", "Paul"),
        (BY_ZIP, "Zola", "Émile"),
    )
)
NEXT_WITHIN = 500


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    """Two of three have handed in and are marked by the machine; a third one's work comes by zip."""
    course = made_course(tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home"))
    course.places.roster.write_text(ROSTER, encoding="utf-8")
    for learner, text in ((FIRST, f"Situation {SCRIPT}"), (SECOND, "Situation\n\n" + "W" * 4000)):
        course.hand_in(learner, answers_file(learner, dict(right(learner).raw) | {"cp4-note": text}))
    course.nbgrader("collect", ASSIGNMENT)
    course.nbgrader("autograde", ASSIGNMENT)
    with running_desk(course) as running:
        yield running


@pytest.fixture
def room(desk: Desk, page: Page) -> Iterator[Page]:
    """The page, whose browser has nothing to say of it."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda one: said.append(one.url) if not one.url.startswith((desk.url, "data:")) else None
    )
    page.goto(f"{desk.url}/login?token={TOKEN}&next=/bureau/")
    expect(page.get_by_role("heading", name="Bureau du formateur")).to_be_visible()
    page.locator("section.activity").first.wait_for()
    yield page
    # One test cuts the line, another is refused a list.
    assert [line for line in said if not re.search("net::ERR_FAILED|409", line)] == []
    assert [url for url in asked if not url.startswith((desk.url, "data:"))] == []
    assert page.title() == "Bureau du formateur"


def activity(page: Page):
    return page.locator(f'section[data-assignment="{ASSIGNMENT}"]')


def mark(page: Page) -> None:
    activity(page).get_by_role("button", name=re.compile("Noter les écrits")).click()
    page.locator(".copy fieldset").first.wait_for()


def choose_note(page: Page) -> None:
    page.get_by_label("Écrit", exact=True).select_option("cp4-note")
    page.locator('fieldset[data-cell="cp4-note-1"]').wait_for()


_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth && !one.closest(".wide"))
    .map((one) => `${innerWidth} ${one.tagName} ${one.className}`)"""


def too_wide(page: Page) -> list[str]:
    """What runs off the page, at the width of a screen, of a tablet and of a telephone."""
    found = []
    for width in (1366, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found += page.evaluate(_WIDE)
    return found


def test_the_class_is_told_in_words_and_everybody_can_read_it(room: Page) -> None:
    for words in ("2 rendus sur 3", "2 copies à noter"):
        expect(activity(room).get_by_text(words, exact=False).first).to_be_visible()
    expect(activity(room).get_by_text("Émile Zola").first).to_be_visible()
    for summary in room.locator("summary:visible").all():
        summary.click()
    expect(activity(room).get_by_role("rowheader", name="<img src=x")).to_be_visible()
    assert faults(room) == []
    assert too_wide(room) == []


def test_a_zip_put_down_is_taken_in_and_marked_under_the_eyes(desk: Desk, room: Page, tmp_path) -> None:
    sent = tmp_path / f"{BY_ZIP}_{ASSIGNMENT}.answers.json"
    sent.write_text(json.dumps(right(BY_ZIP).answers), encoding="utf-8")
    activity(room).get_by_label("Déposer des travaux reçus").set_input_files(sent)
    expect(room.locator(".job.done")).to_contain_text("1 nouvelle remise")
    grade = activity(room).get_by_role("button", name="Corriger", exact=True)
    expect(grade).to_have_class("main")
    grade.click()
    expect(room.locator("progress")).to_be_visible()
    expect(room.locator(".job.done")).to_contain_text("3 copies notées")
    assert desk.states()[BY_ZIP] == "to-mark"


def test_what_an_excel_list_changes_is_read_before_it_replaces(desk: Desk, room: Page, tmp_path) -> None:
    before = desk.course.places.roster.read_bytes()
    old, fresh = tmp_path / "ancienne.xls", tmp_path / "Liste 2026.xlsx"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook")
    heads = ("Groupe", "Prénom", "NOM", "Né le")
    rows = (("B", "Paul", "Martin"), ("B", "Émile", "Zola"), ("A", "Marie", "<i>Dupond</i>"))
    fresh.write_bytes(book((("Centre de formation",), (), heads, *rows)))
    put = room.get_by_label("Déposer la liste de la classe")
    put.set_input_files(old)
    expect(room.locator(".job.refused")).to_contain_text("Enregistrer sous")
    put.set_input_files(fresh)
    asked = room.get_by_role("dialog")
    for words in (
        "3 apprenants dans",
        "1 ajouté",
        "1 retiré",
        "2 changés",
        "groupe «\u00a0B\u00a0»",
        "Né le",
    ):
        expect(asked).to_contain_text(re.compile(re.sub("[ \u00a0]", r"\\s", words)))
    assert faults(room) == []
    assert too_wide(room) == []
    room.set_viewport_size({"width": 1366, "height": 900})
    asked.get_by_role("button", name="Laisser").click()
    assert desk.course.places.roster.read_bytes() == before
    put.set_input_files(fresh)
    asked.get_by_role("button", name="Remplacer la liste").click()
    expect(room.locator(".job.done")).to_contain_text("3 apprenants inscrits")
    activity(room).get_by_text("Qui en est où").click()
    expect(activity(room).get_by_role("columnheader", name="Groupe")).to_be_visible()
    desk.course.places.roster.write_bytes(before)


def test_what_cannot_be_done_yet_says_why(desk: Desk, room: Page) -> None:
    other = room.locator("section.activity").filter(has_text="pas encore préparé").first
    grade = other.get_by_role("button", name="Corriger")
    expect(grade).to_have_attribute("aria-disabled", "true")
    expect(grade).to_have_accessible_description("Rien n’a encore été reçu.")
    grade.click(force=True)
    assert desk.get("job")["job"]["assignment"] == ASSIGNMENT


# Until the next copy can be read, in milliseconds.
_TO_THE_NEXT = """() => new Promise((done) => {
    const named = () => document.querySelector(".text h3")?.textContent;
    const [before, began] = [named(), performance.now()];
    new MutationObserver((_, watching) => {
        if (!named() || named() === before) return;
        watching.disconnect();
        requestAnimationFrame(() => done(performance.now() - began));
    }).observe(document.querySelector(".copy"), { childList: true, subtree: true });
    document.getElementById("next").click();
})"""


def test_copies_are_marked_by_keyboard_and_the_next_comes_at_once(desk: Desk, room: Page) -> None:
    mark(room)
    choose_note(room)
    name = room.locator(".text h3")
    expect(name).to_contain_text("Dupont")
    expect(room.locator(".written")).to_contain_text("<script>")
    room.locator("#room > div").focus()  # where one is on the way in: the first level needs no click
    for key in ("c", "ArrowUp", "ArrowDown", "Digit2", "p", "r"):
        room.keyboard.press(key)
    expect(room.locator("#next")).to_be_focused()
    room.get_by_label("Remarque pour l’apprenant").first.fill("Datez vos chiffres.")
    room.keyboard.press("Control+Enter")
    expect(name).to_contain_text("Martin")
    expect(room.locator('fieldset[data-cell="cp4-note-1"] .level').first).to_be_focused()
    assert room.evaluate(_TO_THE_NEXT) < NEXT_WITHIN
    expect(name).not_to_contain_text("Martin")
    with Gradebook(desk.course.places.gradebook, COURSE_ID) as gradebook:
        given = [
            gradebook.find_grade(f"cp4-note-{line}", LESSON, ASSIGNMENT, FIRST).manual_score
            for line in "1234"
        ]
        remark = gradebook.find_comment("cp4-note-1", LESSON, ASSIGNMENT, FIRST).manual_comment
    assert given == [4, 2, 2, 6]
    assert remark == "Datez vos chiffres."
    assert faults(room) == []
    assert too_wide(room) == []


def test_the_course_is_seen_as_a_learner_has_it_and_on_a_copy(desk: Desk, room: Page) -> None:
    handed_in = desk.course.places.submitted(SECOND, ASSIGNMENT) / f"{LESSON}.answers.json"
    before = handed_in.read_bytes()
    room.locator(f"#activity-{ASSIGNMENT}-people > summary").click()
    with room.expect_popup() as opened:
        activity(room).get_by_role("button", name="Voir le cours comme Paul Martin").click()
    course = opened.value
    expect(course.get_by_text("Vous voyez le cours comme cette personne, sur une copie")).to_be_visible(
        timeout=60_000
    )
    expect(course.locator(".ntc-home-identity")).to_contain_text(f"{SECOND} (Paul Martin)")
    course.get_by_role("button", name=re.compile("^Rendre")).first.click()
    expect(course.get_by_text("rien ne se rend d’ici")).to_be_visible()
    # The next visit takes the place of this one.
    with room.expect_popup() as other:
        activity(room).get_by_role("button", name="Voir le cours comme Émile Zola").click()
    expect(other.value.locator(".ntc-home-identity")).to_contain_text(BY_ZIP, timeout=60_000)
    # Elsewhere: the tab of this one, left open, would take up its lesson there under another's name.
    assert urlsplit(other.value.url).netloc != urlsplit(course.url).netloc
    expect(course.get_by_text(re.compile("^Connexion perdue"))).to_be_visible()
    assert [path.name for path in (desk.course.places.classroom / "voir").iterdir()] == [BY_ZIP]
    assert handed_in.read_bytes() == before


def test_names_can_be_hidden(room: Page) -> None:
    mark(room)
    choose_note(room)
    room.get_by_label("Cacher les noms").check()
    expect(room.locator(".text h3")).to_have_text(re.compile(r"Copie.\d"))
    assert not re.search("Dupont|Martin|Zola", room.locator("main").inner_text())
    room.get_by_label("Cacher les noms").uncheck()
    expect(room.locator(".text h3")).not_to_have_text(re.compile(r"Copie.\d"))


def test_a_mark_that_is_not_saved_says_so(room: Page) -> None:
    mark(room)
    choose_note(room)
    room.route(
        "**/bureau/api/copy*",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    line = room.locator('fieldset[data-cell="cp4-note-1"]')
    line.locator(".level").nth(1).click()
    expect(line.locator(".saved")).to_contain_text("Pas enregistré")
    line.get_by_label("Remarque pour l’apprenant").fill("Datez vos chiffres !")
    room.keyboard.press("Control+Enter")
    expect(room.locator(".levels :focus")).to_have_count(1)  # one goes on where nothing was kept
    room.unroute("**/bureau/api/copy*")
    line.locator(".level").nth(1).click()
    expect(line.locator(".saved")).to_contain_text("enregistré à")


def release(page: Page, awaited: list[Route]) -> None:
    """Let the first request through that was held, once it is there."""
    while not awaited:
        page.wait_for_timeout(20)
    awaited.pop(0).continue_()


def test_no_copy_is_passed_over_or_marked_for_another_while_the_next_is_fetched(room: Page) -> None:
    awaited, given = [], []
    room.on("request", lambda one: given.append(one.url) if "POST" in one.method else None)
    room.route("**/bureau/api/copy?*", lambda route: awaited.append(route))
    activity(room).get_by_role("button", name=re.compile("Noter les écrits")).click()
    release(room, awaited)
    copies = room.get_by_label("Copie", exact=True)
    there = copies.input_value()
    room.locator("#next").press("Enter")
    expect(copies).not_to_have_value(there)
    following = copies.input_value()
    for key in ("Enter", "Control+Enter", "c"):
        room.locator("#next").press(key)
    expect(copies).to_have_value(following)
    release(room, awaited)
    expect(room.locator(".levels :focus")).to_have_count(1)
    named = copies.evaluate("(one) => one.selectedOptions[0].text")
    assert room.locator(".text h3").inner_text() in named
    assert copies.input_value() == following
    assert given == []


def test_doing_again_is_asked_first(desk: Desk, room: Page) -> None:
    activity(room).get_by_role("button", name="Préparer de nouveau").click()
    asked = room.get_by_role("dialog")
    expect(asked).to_contain_text("déjà préparée")
    before = desk.get("job")["job"]["number"]
    asked.get_by_role("button", name="Laisser").click()
    expect(asked).to_have_count(0)
    assert desk.get("job")["job"]["number"] == before


def test_it_is_a_tab_of_the_instructor_s_jupyterlab(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.url}/lab?reset&token={TOKEN}")
    frame = page.frame_locator("#ntc-bureau iframe")
    expect(frame.get_by_role("heading", name="Bureau du formateur")).to_be_visible()
    expect(frame.locator("section.activity").first).to_be_visible()


def test_the_learners_package_says_where_it_is_and_how_it_opens(desk: Desk, room: Page) -> None:
    """One that was made before the class had its list."""
    made = desk.course.places.package
    (made / INSTALLATION).mkdir(parents=True)
    (made / PAGE).write_text(page(), encoding="utf-8")
    desk.course.places.variants.write_text("identifiant,variante\n", encoding="utf-8")
    room.reload()
    place = room.get_by_role("region", name="Dossier des apprenants")
    expect(place.get_by_text(str(made))).to_be_visible()
    expect(place.get_by_text("a changé depuis")).to_be_visible()
    expect(place.get_by_role("button", name="Refaire le dossier")).to_be_enabled()
    assert faults(room) == []
    assert too_wide(room) == []
    with room.expect_popup() as opened:
        place.get_by_role("link", name="La page qui dit comment l’ouvrir").click()
    expect(opened.value.get_by_role("heading", name="Ouvrir le cours NTC")).to_be_visible()
    assert too_wide(opened.value) == []


def test_demain_matin(desk: Desk, room: Page) -> None:
    for number in range(12):
        learner = f"p{number:02d}"
        desk.course.places.submitted(learner, ASSIGNMENT).mkdir(parents=True)
        Classroom(desk.course.root).record(learner, {"cp4-variance": found(*alike_in_one(number))})
    activity(room).get_by_role("link", name=re.compile("Demain matin")).click()
    expect(room.get_by_role("heading", name="Réussite par question")).to_be_visible()
    for summary in room.locator("main summary").all():
        summary.click()
    expect(room.get_by_role("columnheader", name="Réussite").first).to_be_visible()
    expect(room.get_by_role("heading", name="À regarder")).to_be_visible()
    expect(room.get_by_text(re.compile("Par mois.*s’écartent du corrigé de la même façon"))).to_be_visible()
    assert room.locator("img.picture").evaluate("(one) => one.decode().then(() => one.naturalWidth)") > 100
    assert faults(room) == []
    assert too_wide(room) == []
