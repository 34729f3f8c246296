"""A learner at the course: says who they are, opens lessons from the home page, answers them, hands in."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from tests.browser.lab import IN_VIEW, Lab, until_run
from tests.browser.playing.hand import Hand
from tests.browser.playing.players import play
from tests.browser.playing.scripts import Script

HOME = "accueil.ipynb"


@dataclass(frozen=True)
class Learner:
    """Somebody with this identifier, at this page of a JupyterLab."""

    id: str
    lab: Lab
    page: Page

    def come(self) -> None:
        """Open the home page and say one's name."""
        self.page.goto(self.lab.address(HOME))
        self.page.get_by_label("Votre identifiant").fill(self.id)
        self.page.get_by_label("Votre prénom et votre nom").fill("Marie Dupont")
        self.page.get_by_role("button", name="Enregistrer").click()
        expect(self.page.locator(".ntc-home-identity")).to_contain_text(self.id)

    def go_home(self) -> None:
        self.page.get_by_role("navigation", name="Le cours").get_by_role("link", name="Accueil").click()
        expect(self.page.locator(".ntc-home")).to_be_visible()

    def open(self, lesson: str) -> None:
        """Open a lesson from the home page, and wait till all of it is there."""
        self.page.locator(f'.ntc-home-lesson[data-lesson="{lesson}"] a.ntc-home-title').click()
        until_run(self.page)

    def begin(self, paper: str, title: str) -> None:
        """Read the cover of a mock examination, begin it, and wait till all of it is there."""
        block = self.page.get_by_role("region", name=title, exact=True)
        block.get_by_role("button", name="Lire la page de garde").click()
        block.get_by_role("button", name="Commencer").click()
        until_run(self.page)

    def hand_in(self, title: str) -> Path:
        """Hand in an activity from the home page; give the zip that was made of it."""
        before = set(self._archives())
        block = self.page.get_by_role("region", name=title, exact=True)
        block.get_by_role("button", name="Rendre mon travail").click()
        block.get_by_role("button", name="Confirmer et rendre").click()
        expect(block).to_contain_text("Travail enregistré pour la remise")
        [archive] = set(self._archives()) - before
        return archive

    def _archives(self) -> list[Path]:
        return list((self.lab.work / "remises").glob("*.zip"))

    def read_feedback(self, title: str, lesson: str, received: Path) -> str:
        """File a page that was received on the home page, open it from there; give what it says."""
        block = self.page.get_by_role("region", name=title, exact=True)
        block.get_by_label("Ranger un retour reçu").set_input_files(received)
        link = block.locator(".ntc-home-feedback").get_by_role("link", name=lesson, exact=True)
        with self.page.expect_popup() as opened:
            link.click()
        said = opened.value.locator("main").inner_text()
        opened.value.close()
        return said

    def answer(self, script: Script, folder: Path) -> None:
        """Answer each exercise in turn; AssertionError names those that do not reach the disk as meant."""
        missed = []
        for exercise, fields in script.fields.items():
            for key in [key for key in fields if key in script.raw]:
                missed += self._answered(script, exercise, key)
            # The last field is left: what was typed in it is on its way.
            saved = self.saved(script, folder)
            missed += [
                f"{exercise}, {key}: {saved.get(key)!r}, not {script.raw.get(key)!r}"
                for key, field in fields.items()
                if field.parse(saved.get(key)) != field.parse(script.raw.get(key))
            ]
        assert missed == []

    def _answered(self, script: Script, exercise: str, key: str) -> list[str]:
        """Enter one answer; say why it could not be."""
        try:
            play(Hand(self.page), script.fields[exercise][key], script.raw[key])
            field = self.page.locator(f'{IN_VIEW} .ntc-field[data-field="{key}"]')
            expect(field).to_have_attribute("data-written", "true")
        except (PlaywrightError, AssertionError) as fault:
            return [f"{exercise}, {key}: cannot be answered on the page ({fault})"]
        return []

    def saved(self, script: Script, folder: Path) -> dict[str, Any]:
        """The raw answers on the disk."""
        path = folder / f"{script.lesson}.answers.json"
        if not path.exists():
            return {}
        document = json.loads(path.read_text(encoding="utf-8"))
        return {key: entry["raw"] for key, entry in document["answers"].items()}
