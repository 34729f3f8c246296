"""A learner at the course: says who they are, opens lessons from the home page, answers them, hands in."""

import json
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.lab import Lab, until_run
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

    def answer(self, script: Script, folder: Path) -> list[str]:
        """Answer each exercise in turn; give those whose answers do not reach the disk as they were meant."""
        missed = []
        for exercise, fields in script.fields.items():
            for key, field in fields.items():
                if key not in script.raw:
                    continue
                try:
                    play(Hand(self.page), field, script.raw[key])
                    written = self.page.locator(f'.ntc-field[data-field="{key}"][data-written="true"]')
                    expect(written).to_have_count(1)
                except Exception as cause:
                    raise AssertionError(f"{exercise}, {key}: cannot be answered on the page") from cause
            saved = self.saved(script, folder)
            missed += [
                f"{exercise}, {key}: {saved.get(key)!r}, not {script.raw[key]!r}"
                for key, field in fields.items()
                if field.parse(saved.get(key)) != field.parse(script.raw.get(key))
            ]
        return missed

    def saved(self, script: Script, folder: Path) -> dict:
        """The raw answers on the disk."""
        path = folder / f"{script.lesson}.answers.json"
        if not path.exists():
            return {}
        document = json.loads(path.read_text(encoding="utf-8"))
        return {key: entry["raw"] for key, entry in document["answers"].items()}
