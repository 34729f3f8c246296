"""The mock examination in a real Chromium: begun, answered, its kernel killed, its time up, handed in."""

import json
import os
import re
import signal
import zipfile

import pytest
from playwright.sync_api import expect

from ntc import papers
from ntc.roster import variant_of
from tests.browser.test_home import BAR, HOME, faults

PAPER = "examen-blanc"
TEXT = "Monsieur, vous m’avez dit que la machine cale l’été. " * 20
AT_WORK = ".ntc-drawing"  # what is being built when a kernel dies comes to nothing
EXAM = ".ntc-exam:not([hidden])"

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.lab(learner="dupont.m", variant="13")]


def spend(lab, seconds):
    """Write in the clock's file that so much was spent: an hour cannot be waited for."""
    [path] = (lab.work / ".ntc" / "examens" / PAPER).glob("*.json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"spent": seconds}))


def test_a_paper_is_begun_answered_and_handed_in_and_its_clock_outlives_its_kernel(lab, page):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(lab.address(HOME))
    block = page.get_by_role("region", name="Examen blanc", exact=True)
    expect(block).to_contain_text("Pas commencé")
    expect(block.get_by_role("button", name="Rendre mon travail")).to_have_count(0)
    block.get_by_role("button", name="Lire la page de garde").click()
    expect(block).to_contain_text("ne s’arrête plus")
    assert faults(page, ".ntc-home") == []
    assert not (lab.work / PAPER / f"{PAPER}.answers.json").exists()
    block.get_by_role("button", name="Commencer").click()

    clock, note = (
        page.locator(f"{EXAM} .ntc-exam-clock"),
        page.locator('.ntc-field[data-field="cp7-argument"]'),
    )
    expect(clock).to_have_text(re.compile(r"encore (3\sh\s00|2\sh\s59)"))
    note.locator("textarea").fill(TEXT)
    note.locator("textarea").blur()
    expect(note).to_have_attribute("data-written", "true")
    assert variant_of("dupont.m") == "13"
    variant = papers.variant(PAPER, "dupont.m", "13")
    expect(page.locator(".ntc-welcome")).to_contain_text(f"jeu\u00a0{variant}")
    assert faults(page, BAR) == []
    the_home_page_says_whose_it_is_and_the_paper_stays(page, note)

    expect(page.locator(AT_WORK)).to_have_count(0)
    # Who has ended before the hour hands in as well.
    expect(page.get_by_role("button", name="Rendre ma copie")).to_be_visible()
    spend(lab, 166 * 60)
    [kernel] = [each for each in lab.get("api/sessions") if PAPER in each["path"]]
    [pid] = [pid for pid in lab.kernel_pids() if kernel["kernel"]["id"] in _command(pid)]
    assert errors == []
    os.kill(pid, signal.SIGKILL)
    expect(clock).to_have_text(re.compile(r"encore 1[34]\sminutes"))
    expect(page.locator(f"{EXAM} [role=status]")).to_have_text(re.compile(r"Il vous reste 1[34]\sminutes."))
    expect(note.locator("textarea")).to_have_value(TEXT)
    expect(page.locator(f"{AT_WORK}, .ntc-blocked")).to_have_count(0)
    errors.clear()  # what an explorer says that was asking its kernel when it died

    spend(lab, 190 * 60)
    note.locator("textarea").fill(f"{TEXT} Trop tard.")
    note.locator("textarea").blur()
    expect(note.locator(".ntc-message")).to_contain_text("n’est pas enregistré")
    expect(note.get_by_role("button", name="Réessayer")).to_be_hidden()
    expect(clock).to_have_text("temps écoulé")
    page.get_by_role("button", name="Rendre ma copie").click()
    expect(block).to_contain_text("Il vous reste à rendre votre copie")
    block.get_by_role("button", name="Rendre mon travail").click()
    block.get_by_role("button", name="Confirmer et rendre").click()
    expect(block).to_contain_text("Travail enregistré pour la remise")
    [archive] = (lab.work / "remises").glob(f"dupont.m_{PAPER}_*.zip")
    record = json.loads(zipfile.ZipFile(archive).read(f"{PAPER}.answers.json"))
    assert (record["learner"], record["variant"]) == ("dupont.m", variant)
    assert record["answers"]["cp7-argument"]["raw"].strip() == TEXT.strip()
    assert f"{PAPER}-debut" in record["answers"]
    assert errors == []


def the_home_page_says_whose_it_is_and_the_paper_stays(page, note):
    """By the data of the lessons, as another tab of it would: the page is this learner's, and stays."""
    note.evaluate("(node) => (node.dataset.stays = '')")
    said = '{ learner: "dupont.m", variant: "13", adopted: false }'
    page.evaluate(f"() => new BroadcastChannel('ntc-identity').postMessage({said})")
    page.wait_for_timeout(500)
    expect(note).to_have_attribute("data-stays", "")


def _command(pid):
    with open(f"/proc/{pid}/cmdline") as command:
        return command.read()
