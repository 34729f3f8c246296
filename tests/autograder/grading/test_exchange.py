"""``nbgrader collect``: each hand-in on its own, none vanishes, the last counts, and whose it is."""

import json
import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.grading.exchange import Inbox
from autograder.grading.places import Places
from autograder.grading.reception import receive_placed
from ntc.roster import read_roster
from tests.autograder.grading.test_download import ANSWERS, ASSIGNMENT, LESSON, ROSTER, answers, zipped

LOG = logging.getLogger("autograder")
NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)


@dataclass
class Room:
    """A course of one released lesson, and its exchange."""

    root: Path

    @property
    def places(self) -> Places:
        return Places(self.root)

    @property
    def inbound(self) -> Path:
        return self.root / "inbound"

    def hand_in(self, learner: str, content: bytes | None, when: datetime = NOON) -> Path:
        folder = (
            self.inbound / f"{learner}+{ASSIGNMENT}+{when:%Y-%m-%d %H:%M:%S.%f} UTC+{os.urandom(4).hex()}"
        )
        folder.mkdir(parents=True)
        if content is not None:
            (folder / ANSWERS).write_bytes(content)
        return folder

    def collect(self, update: bool = True) -> str:
        """Collect as nbgrader does; what was noted."""
        inbox = Inbox(self.places, ASSIGNMENT, self.inbound, read_roster(self.places.roster), LOG)
        inbox.set_aside()
        for entry in inbox.last_of_each("*", None):
            inbox.take(entry, update, exact=False)
        return " ".join(f"{each.learner}: {each.message}" for each in inbox.noted).replace("\u00a0", " ")

    def text(self, learner: str) -> str | None:
        path = self.places.submitted(learner, ASSIGNMENT) / ANSWERS
        return json.loads(path.read_bytes())["answers"]["cp4-note"]["raw"] if path.is_file() else None

    def flags(self, learner: str) -> str:
        raw = json.loads((self.places.received(learner, ASSIGNMENT) / "intake.json").read_bytes())
        return " ".join(flag["message"] for flag in raw["flags"][LESSON]).replace("\u00a0", " ")


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(tmp_path)
    made.places.release(ASSIGNMENT).mkdir(parents=True)
    (made.places.release(ASSIGNMENT) / f"{LESSON}.ipynb").write_text("{}")
    made.places.roster.write_text(ROSTER, encoding="utf-8")
    made.inbound.mkdir()
    return made


def test_what_cannot_be_a_hand_in_is_noted_at_every_collection(room: Room) -> None:
    (room.inbound / f"martin.p+{ASSIGNMENT}+hier+x").mkdir()
    (room.inbound / f"petit.z+{ASSIGNMENT}+2026-01-12 12:00:00.0 UTC+x").write_text("un fichier")
    room.hand_in("dupont.m", answers("dupont.m"))
    for _ in range(2):
        noted = room.collect()
        assert "l’heure de la remise est illisible" in noted
        assert "ce n’est pas un dossier" in noted
        assert room.text("dupont.m") == "honnête"


def test_an_unknown_identifier_is_a_doubt_and_no_learner(room: Room) -> None:
    room.hand_in("inconnu.i", answers("inconnu.i"))
    assert "« inconnu.i » n’est pas dans la liste" in room.collect()
    assert not room.places.submitted("inconnu.i", ASSIGNMENT).exists()


def test_capitals_do_not_make_two_learners(room: Room) -> None:
    room.hand_in("Martin.P", answers("martin.p", "avant"))
    room.hand_in("martin.p", answers("martin.p", "après"), NOON + timedelta(hours=1))
    room.collect()
    assert [each.name for each in (room.root / "classroom/submitted").iterdir()] == ["martin.p"]
    assert room.text("martin.p") == "après"


def test_a_clock_ahead_is_told_and_does_not_win_for_ever(room: Room) -> None:
    room.hand_in("martin.p", answers("martin.p", "avenir"), datetime(2099, 1, 1, tzinfo=UTC))
    assert "dans l’avenir" in room.collect()
    assert room.text("martin.p") == "avenir"
    room.hand_in("martin.p", answers("martin.p", "vrai"), NOON)
    for _ in range(2):
        room.collect()
        assert room.text("martin.p") == "vrai"


@pytest.mark.parametrize(
    "later", [None, b"{", answers("dupont.m", "volé")], ids=["nothing", "damaged", "other's"]
)
def test_what_is_not_one_s_answers_replaces_nothing(room: Room, later: bytes | None) -> None:
    room.hand_in("martin.p", answers("martin.p"))
    room.collect()
    room.hand_in("martin.p", later, NOON + timedelta(hours=1))
    assert "ne remplace pas" in room.collect()
    assert room.text("martin.p") == "honnête"


def test_without_update_the_earlier_stays(room: Room) -> None:
    room.hand_in("martin.p", answers("martin.p", "avant"))
    room.collect()
    room.hand_in("martin.p", answers("martin.p", "après"), NOON + timedelta(hours=1))
    room.collect(update=False)
    assert room.text("martin.p") == "avant"


def test_a_zip_in_the_folder_is_looked_into_and_the_rest_is_named(room: Room) -> None:
    folder = room.hand_in("martin.p", None)
    (folder / "travail.zip").write_bytes(zipped({ANSWERS: answers("martin.p")}))
    (folder / "note.docx").write_bytes(b"x")
    (folder / "programme.py").write_text("boom")
    room.collect()
    assert room.text("martin.p") == "honnête"
    assert "« note.docx » et « programme.py »" in room.flags("martin.p")


def test_one_that_fails_stops_no_other(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.grading import intake

    look = intake.look

    def failing(folder: Path, places: Places, learner: str, *rest: object) -> object:
        if learner == "martin.p":
            raise ValueError("boom")
        return look(folder, places, learner, *rest)

    monkeypatch.setattr(intake, "look", failing)
    for learner in ("dupont.m", "martin.p", "petit.z"):
        room.hand_in(learner, answers(learner))
    assert "martin.p: Remise" in room.collect()
    assert (room.text("dupont.m"), room.text("petit.z")) == ("honnête", "honnête")


@pytest.mark.parametrize("damage", [b"\xff{", b"[]", b"{}", b'{"flags": 3}', b"[" * 100_000])
@pytest.mark.parametrize("name", ["intake.json", "finished.json", "seen.json"])
def test_a_damaged_note_stops_nobody(room: Room, name: str, damage: bytes) -> None:
    for learner in ("dupont.m", "martin.p"):
        room.hand_in(learner, answers(learner))
    room.collect()
    (room.places.received("martin.p", ASSIGNMENT) / name).write_bytes(damage)
    room.collect()
    assert receive_placed(room.places, ASSIGNMENT, LOG) == ["dupont.m", "martin.p"]
    assert (room.text("dupont.m"), room.text("martin.p")) == ("honnête", "honnête")


def folder_of(room: Room, name: str) -> Path:
    folder = room.places.submitted(name, ASSIGNMENT)
    folder.mkdir(parents=True)
    (folder / "reponses.json").write_bytes(answers("martin.p"))
    return folder


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Paul Martin", "il n’est pas noté"),
        ("Martin.P", "renommez le dossier"),
        ("inconnu.i", "n’est pas dans la liste"),
    ],
)
def test_a_placed_folder_in_doubt_is_noted_and_stays(room: Room, name: str, said: str) -> None:
    folder_of(room, name)
    folder_of(room, "martin.p")
    assert receive_placed(room.places, ASSIGNMENT, LOG) == ["martin.p"]
    noted = (room.places.notices(ASSIGNMENT) / "placed.json").read_text(encoding="utf-8")
    assert said in noted
    assert (room.places.submitted(name, ASSIGNMENT) / "reponses.json").is_file()


def test_a_placed_link_or_file_is_not_opened(room: Room) -> None:
    folder_of(room, "martin.p")
    for learner in ("dupont.m", "petit.z"):
        room.places.submitted(learner, ASSIGNMENT).parent.mkdir()
    room.places.submitted("dupont.m", ASSIGNMENT).symlink_to("/etc")
    room.places.submitted("petit.z", ASSIGNMENT).write_text("un fichier")
    assert receive_placed(room.places, ASSIGNMENT, LOG) == ["martin.p"]
    noted = (room.places.notices(ASSIGNMENT) / "placed.json").read_text(encoding="utf-8")
    assert noted.count("ce n’est pas un dossier ordinaire") == 2


def test_what_is_of_no_activity_is_told(room: Room) -> None:
    (room.root / "course/at2-suite").mkdir(parents=True)
    (room.root / "course/at2-suite/cp5-essai.toml").write_text("")
    said = "2026-01-12 12:00:00.000000 UTC"
    told = [f"martin.p+{ASSIGNMENT}", f"martin.p+at9+{said}+x", "sans plus"]
    for name in (*told, f"martin.p+at2-suite+{said}+x", ".nfs0001"):
        (room.inbound / name).mkdir()
    noted = room.collect()
    assert [name in noted for name in told] == [True, True, True]
    assert "at2-suite" not in noted
    assert ".nfs0001" not in noted


def test_what_is_placed_beside_the_activities_is_told(room: Room) -> None:
    folder_of(room, "martin.p")
    own = room.places.submitted("petit.z", ASSIGNMENT).parent
    (own / ASSIGNMENT.upper()).mkdir(parents=True)
    (own / "cp4-bilan.answers.json").write_bytes(answers("petit.z"))
    (own.parent / "travail.zip").write_bytes(b"rien")
    assert receive_placed(room.places, ASSIGNMENT, LOG) == ["martin.p"]
    noted = json.loads((room.places.notices(ASSIGNMENT) / "placed.json").read_text(encoding="utf-8"))
    told = {each["learner"]: each["message"].replace("\u00a0", " ") for each in noted}
    assert set(told) == {"", "petit.z"}
    assert "« travail.zip »" in told[""]
    assert "« AT1-STRATEGIE » et « cp4-bilan.answers.json »" in told["petit.z"]
    assert f"« petit.z/{ASSIGNMENT} »" in told["petit.z"]
