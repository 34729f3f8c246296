"""A centre on one machine: a class from log-in to feedback in a browser; nobody reads another's work."""

import json
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.autograder.grading.course import ASSIGNMENT, LESSON
from tests.autograder.grading.samples import answers_file
from tests.browser.centre import FIRST, INSTRUCTOR, PASSWORD, SECOND, Centre, running_centre
from tests.browser.conftest import fresh_context
from tests.spaces import plain

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]
NOTE = "Situation : le CA recule de 4 %. Décision demandée : valider le plan. " * 12
STARTS = 180_000
ROSTER = f"identifiant,nom,prénom,variante\n{FIRST},Dupont,Marie,03\n{SECOND},Zola,Émile,11\n"


@pytest.fixture(scope="module")
def centre() -> Iterator[Centre]:
    with running_centre() as running:
        yield running


def enters(browser: Browser, centre: Centre, account: str) -> Page:
    """The page of somebody who entered: their own server has been started."""
    page = says_who(browser, centre, account)
    page.wait_for_url(re.compile(r"/user/"), timeout=STARTS)
    return page


def says_who(browser: Browser, centre: Centre, account: str, password: str = PASSWORD) -> Page:
    """The page of somebody who opened the centre's address and said who they are."""
    page = fresh_context(browser).new_page()
    page.goto(centre.url)
    page.get_by_label("Identifiant").fill(account)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Entrer").click()
    return page


def activity(page: Page):
    return page.locator(f'section[data-assignment="{ASSIGNMENT}"]')


def presses(centre: Centre, page: Page, name: str, told: str) -> None:
    """Press a button of the desk, say yes to what it asks, and wait for what it comes to."""
    activity(page).get_by_role("button", name=name, exact=True).click()
    if (asked := page.get_by_role("dialog")).is_visible():
        asked.get_by_role("button", name=name).click()
    ended = page.locator(".job:is(.done, .refused)", has_text=f"{name} ·")
    ended.wait_for(timeout=STARTS)
    journals = sorted((centre.course / "classroom/journal").glob("*.log"))
    said = "\n".join(path.read_text(encoding="utf-8")[-6000:] for path in journals)
    assert told in plain(ended.inner_text()), said


def test_a_class_from_log_in_to_feedback(centre: Centre, browser: Browser) -> None:
    desk = enters(browser, centre, INSTRUCTOR)
    expect(desk.get_by_role("heading", name="Bureau du formateur")).to_be_visible()
    listed = {"name": "classe.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()}
    desk.get_by_label("Déposer la liste de la classe").set_input_files(listed)
    desk.get_by_role("dialog").get_by_role("button").first.click()
    expect(desk.locator(".job.done")).to_contain_text("2 apprenants inscrits")
    presses(centre, desk, "Préparer", "leçons prêtes")
    presses(centre, desk, "Ouvrir", "ouverte dans le dépôt partagé")

    first = enters(browser, centre, FIRST)
    expect(first.locator(".ntc-home-identity")).to_contain_text(FIRST)
    expect(first.locator(".ntc-home-variant")).to_have_text("vos données : jeu 03")
    first.get_by_role("link", name="Réaliser le bilan").click()
    note = first.locator('.ntc-field[data-field="cp4-note"]')
    expect(note).to_be_visible(timeout=STARTS)
    note.locator("textarea").fill(NOTE)
    note.locator("textarea").blur()
    expect(note).to_have_attribute("data-state", "answered")
    first.get_by_role("navigation", name="Le cours").get_by_role("link", name="Accueil").click()
    hands_in(first)

    second = enters(browser, centre, SECOND)
    expect(second.locator(".ntc-home-variant")).to_have_text("vos données : jeu 11")
    has_answered(centre, SECOND, "11")
    second.reload()
    hands_in(second)
    second.context.close()

    presses(centre, desk, "Relever", "2 nouvelles remises")
    presses(centre, desk, "Corriger", "2 copies notées")
    presses(centre, desk, "Rendre", "Ils sont dans le dépôt partagé")
    first.reload()
    region = first.get_by_role("region", name="Élaborer une stratégie")
    region.get_by_role("button", name="Chercher mes retours").click()
    returned = region.locator('a[href*="feedback"]').filter(has_text=re.compile("bilan", re.I)).first
    expect(returned).to_be_visible()
    opened = first.context.new_page()
    opened.goto(returned.evaluate("(link) => link.href"))
    expect(opened.locator("body")).to_contain_text("Vos notes, exercice par exercice")
    assert marks(centre) == {FIRST, SECOND}


def hands_in(page: Page) -> None:
    region = page.get_by_role("region", name="Élaborer une stratégie")
    region.get_by_role("button", name="Rendre mon travail").click()
    panel = page.locator(".ntc-home-panel")
    panel.get_by_role("button", name="Confirmer et rendre").click()
    expect(panel).to_contain_text("Votre travail est arrivé dans le dépôt partagé")


def has_answered(centre: Centre, learner: str, variant: str) -> None:
    """Put an answer where the lesson of a learner would have saved it."""
    folder = centre.home(learner) / "travail" / ASSIGNMENT
    path = folder / f"{LESSON}.answers.json"
    path.write_text(json.dumps(answers_file(learner, {"cp4-note": NOTE}, variant)), encoding="utf-8")
    shutil.chown(path, learner)


def marks(centre: Centre) -> set[str]:
    """Who has marks in PostgreSQL, read as the instructor's account."""
    query = "select distinct student_id from submitted_assignment s join submitted_notebook n on "
    query += "n.assignment_id = s.id join grade g on g.notebook_id = n.id where g.auto_score is not null"
    done = centre.as_account(
        INSTRUCTOR, "psql", "--dbname=ntc", "--tuples-only", "--no-align", f"--command={query}"
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_who_is_not_of_the_course_does_not_enter(centre: Centre, browser: Browser) -> None:
    for account, password in ((FIRST, "un autre"), ("root", PASSWORD)):
        page = says_who(browser, centre, account, password)
        expect(page.get_by_role("alert")).to_contain_text("n’est pas le bon")
        page.context.close()


def test_a_learner_reads_nothing_of_another_s_nor_of_the_instructor_s(centre: Centre) -> None:
    """Tried from the account itself; what it may read is read too, or the trial would prove nothing."""
    inbound, own = centre.exchange / "ntc/inbound", f"travail/{ASSIGNMENT}/{LESSON}.answers.json"
    assert list(inbound.glob(f"{SECOND}+*"))
    (mine,) = inbound.glob(f"{FIRST}+*")
    outbound = centre.exchange / "ntc/outbound" / ASSIGNMENT / f"{LESSON}.ipynb"
    allowed = (centre.home(FIRST) / own, mine / f"{LESSON}.answers.json", outbound)
    assert [path for path in allowed if _reads(centre, path).returncode != 0] == []
    course = centre.course
    forbidden = [
        centre.home(SECOND) / own,
        course / "autograder/keys/cp4/break_even.py",
        *sorted((course / "autograder/truth").rglob("*.csv"))[:1],
        course / "classroom/roster.csv",
        course / f"classroom/autograded/{SECOND}/{ASSIGNMENT}/{LESSON}.ipynb",
        course / f"classroom/records/{SECOND}/{LESSON}.json",
        centre.base / "etc/ntc.env",
        centre.base / "state/cookie_secret",
        centre.base / "state/jupyterhub.sqlite",
    ]
    for path in forbidden:
        assert path.is_file(), path
        assert _reads(centre, path).returncode != 0, path
    for folder in (
        inbound,
        centre.exchange / "ntc/feedback",
        course,
        centre.home(SECOND),
        centre.home(INSTRUCTOR),
    ):
        assert centre.as_account(FIRST, "ls", str(folder)).returncode != 0, folder


def _reads(centre: Centre, path: object):
    return centre.as_account(FIRST, "cat", str(path))


def test_a_learner_s_python_finds_no_key_and_no_gradebook(centre: Centre) -> None:
    assert centre.runs(FIRST, "import ntc.lesson, nbgrader").returncode == 0
    assert "No module named 'autograder'" in centre.runs(FIRST, "import autograder").stderr
    refused = centre.as_account(FIRST, "psql", "--dbname=ntc", "--command=select 1")
    assert refused.returncode != 0
    assert "role" in refused.stderr
    pretending = centre.as_account(
        FIRST, "psql", f"--username={INSTRUCTOR}", "--dbname=ntc", "--command=select 1"
    )
    assert "Peer authentication failed" in pretending.stderr


def test_a_learner_s_server_is_closed_to_another(centre: Centre, browser: Browser) -> None:
    page = enters(browser, centre, FIRST)
    expect(page.locator(".ntc-home-identity")).to_be_visible()
    for account in (SECOND, INSTRUCTOR):
        page.goto(f"{centre.url}user/{account}/lab")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Cette page n’est pas ouverte à votre compte"
        )
    page.context.close()


def test_a_hand_in_under_another_s_name_is_set_aside(centre: Centre, browser: Browser) -> None:
    inbound = centre.exchange / "ntc/inbound"
    forged = inbound / f"{SECOND}+{ASSIGNMENT}+2030-01-01 10:00:00.000000 UTC+YWJjZGVmZ2hp"
    answers = json.dumps(answers_file(SECOND, {"cp4-note": "Rien."}, "11"))
    program = f"""
from pathlib import Path
folder = Path({str(forged)!r})
folder.mkdir()
(folder / "timestamp.txt").write_text({forged.name.split("+")[2]!r})
(folder / "{LESSON}.answers.json").write_text({answers!r})
"""
    assert centre.runs(FIRST, program).returncode == 0
    desk = enters(browser, centre, INSTRUCTOR)
    presses(centre, desk, "Relever", "Rien de nouveau")
    expect(desk.locator(".job")).to_contain_text("un autre compte l’a déposée")
    desk.context.close()
