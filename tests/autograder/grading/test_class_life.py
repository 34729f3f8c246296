"""The life of a class: variants in turn, deadlines and extensions, copies told by what they say, feedback."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.grading import copies, deadlines
from autograder.grading.bundle import write_bundle
from autograder.grading.classlist import class_list
from autograder.grading.deadlines import DeadlineError
from autograder.grading.intake import learner_variant
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from autograder.roster import publish

ASSIGNMENT, LESSON = "at1-strategie", "cp4-bilan"
TEXT = (
    "Le chiffre d’affaires recule de quatre pour cent sur le secteur, surtout chez deux clients du négoce "
    "qui ont reporté leurs commandes ; la marge tient, mais les remises accordées en fin d’année l’ont "
    "entamée, et je propose de reprendre rendez-vous avec chacun avant la fin du mois."
)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.delenv("NTC_ROSTER", raising=False)
    made = Places(tmp_path)
    made.release(ASSIGNMENT).mkdir(parents=True)
    (made.release(ASSIGNMENT) / f"{LESSON}.ipynb").write_text("{}")
    return made


def roster(places: Places, *lines: str) -> None:
    text = "\n".join(("identifiant,nom,prénom,courriel,variante", *lines))
    places.roster.write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize("size", [12, 16])
def test_a_class_has_as_many_variants_as_learners(places: Places, size: int) -> None:
    roster(places, *(f"apprenant{number:02d},,,," for number in range(size)))
    given = [entry.variant for entry in class_list(places, in_turn=True).values()]
    assert len(set(given)) == size
    assert "00" not in given


def test_what_was_given_stays_given_whoever_comes_or_goes(places: Places) -> None:
    roster(places, *(f"apprenant{number:02d},,,," for number in range(12)))
    publish(places, class_list(places, in_turn=True).values())
    before = {key: entry.variant for key, entry in class_list(places).items()}
    roster(
        places, "nouveau.n,,,,", "choisi.c,,,,03", *(f"apprenant{number:02d},,,," for number in range(3, 12))
    )
    publish(places, class_list(places, in_turn=True).values())
    after = {key: entry.variant for key, entry in class_list(places).items()}
    assert {key: after[key] for key in before if key in after} == {
        key: before[key] for key in before if key in after
    }
    assert after["choisi.c"] == "03"
    assert after["nouveau.n"] not in {after[key] for key in before if key in after}
    assert learner_variant(places, "nouveau.n", "at1-strategie") == after["nouveau.n"]


def test_more_learners_than_variants_share_evenly(places: Places) -> None:
    roster(places, *(f"apprenant{number:02d},,,," for number in range(35)))
    given = [entry.variant for entry in class_list(places, in_turn=True).values()]
    assert {given.count(variant) for variant in set(given)} == {2, 3}
    assert len(set(given)) == 16


def listed(places: Places, text: str) -> deadlines.Deadlines:
    places.deadlines.write_text(text, encoding="utf-8")
    return deadlines.read(places.deadlines, ASSIGNMENT)


@pytest.mark.parametrize(
    "written", ["30/01/2026 18:00", "30/01/2026 à 18h00", "30/01/2026 18h", "2026-01-30 18:00"]
)
@pytest.mark.parametrize("mark", [",", ";"])
def test_a_deadline_is_read_as_french_tables_write_it(places: Places, written: str, mark: str) -> None:
    head, line = mark.join(("Activité", "Identifiant", "Date limite")), mark.join((ASSIGNMENT, "", written))
    assert listed(places, f"{head}\n{line}\n").everybody == datetime(2026, 1, 30, 18).astimezone()


def test_a_day_lasts_until_its_end_and_a_learner_may_have_longer(places: Places) -> None:
    found = listed(
        places,
        f"activité,identifiant,date limite\n{ASSIGNMENT},,30/01/2026\n{ASSIGNMENT},Dupont.M,02/02/2026\n"
        "at2-negociation,,01/01/2026\n",
    )
    assert found.everybody == datetime(2026, 1, 30, 23, 59, 59).astimezone()
    assert found.learners == {"dupont.m": datetime(2026, 2, 2, 23, 59, 59).astimezone()}


@pytest.mark.parametrize("written", ["demain", "31/02/2026", "", "30/01"])
def test_a_deadline_that_cannot_be_read_names_its_line(places: Places, written: str) -> None:
    with pytest.raises(DeadlineError, match="ligne 2"):
        listed(places, f"activité,identifiant,date limite\n{ASSIGNMENT},,{written}\n")


def answer(raw: object, minutes: float) -> dict:
    hour = datetime(2026, 1, 12, 8, tzinfo=UTC) + timedelta(minutes=minutes)
    return {"raw": raw, "saved": hour.isoformat()}


def hand_in(places: Places, learner: str, answers: dict, variant: str = "01") -> None:
    folder = places.submitted(learner, ASSIGNMENT)
    folder.mkdir(parents=True)
    content = {"schema": 1, "lesson": LESSON, "learner": learner, "variant": variant, "answers": answers}
    (folder / f"{LESSON}.answers.json").write_text(json.dumps(content), encoding="utf-8")


def told(places: Places, learner: str) -> str:
    return " ".join(flag.message for flag in copies.copy_flags(places, learner, ASSIGNMENT, LESSON))


FIGURES = {"a": "1 234,50 €", "b": "97650", "c": "12,345 %", "d": "45 678"}


def spread(answers: dict, start: float, steps: tuple[float, ...]) -> dict:
    return {key: answer(raw, start + step) for (key, raw), step in zip(answers.items(), steps, strict=True)}


OWN, OTHER = (0, 1.2, 5, 9.1), (0, 2, 3.3, 11)


def test_a_copy_with_shifted_hours_is_noticed_on_both_sides(places: Places) -> None:
    hand_in(places, "dupont.m", spread(FIGURES, 0, OWN))
    hand_in(places, "voleur.v", spread(FIGURES, 7000.5, OWN))
    assert "« dupont.m »" in told(places, "voleur.v").replace("\u00a0", " ")
    assert "« voleur.v »" in told(places, "dupont.m").replace("\u00a0", " ")


def test_the_same_right_figures_of_the_same_data_are_no_copy(places: Places) -> None:
    hand_in(places, "dupont.m", spread(FIGURES, 0, OWN))
    hand_in(places, "martin.p", spread(FIGURES, 40, OTHER))
    assert told(places, "martin.p") == ""


def test_the_figures_of_another_s_data_are_a_copy_however_they_are_written(places: Places) -> None:
    hand_in(places, "dupont.m", spread(FIGURES, 0, OWN))
    written = {"a": "1234,50", "b": "97 650 €", "c": "12,345", "d": "45678,00"}
    hand_in(places, "voleur.v", spread(written, 40, OTHER), variant="02")
    assert "jeux de données diffèrent" in told(places, "voleur.v")


def test_dates_and_short_figures_say_nothing(places: Places) -> None:
    common = {"a": "27/10/2025", "b": "12", "c": "2026-01-12", "d": "100 %"}
    hand_in(places, "dupont.m", spread(common, 0, OWN))
    hand_in(places, "martin.p", spread(common, 40, OTHER), variant="02")
    assert told(places, "martin.p") == ""


def test_a_text_taken_over_is_noticed_in_spite_of_small_changes(places: Places) -> None:
    changed = TEXT.upper().replace("QUATRE", "4").replace(" ;", ".") + " Voilà ma proposition."
    hand_in(places, "dupont.m", {"cp4-note": answer(TEXT, 0)})
    hand_in(places, "voleur.v", {"cp4-note": answer(changed, 90)})
    assert "les mêmes phrases" in told(places, "voleur.v")


def test_short_texts_and_other_texts_are_no_copies(places: Places) -> None:
    hand_in(places, "dupont.m", {"n": answer(TEXT, 0), "m": answer("Relancer les deux clients.", 3)})
    other = " ".join(reversed(TEXT.split()))
    hand_in(places, "martin.p", {"n": answer(other, 90), "m": answer("Relancer les deux clients.", 95)})
    assert told(places, "martin.p") == ""


def feedback(places: Places, learner: str) -> None:
    folder = places.root / "classroom/feedback" / learner / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / f"{LESSON}.html").write_text(f"<p>{learner}", encoding="utf-8")


def test_feedback_goes_to_moodle_under_the_names_that_it_gave(places: Places) -> None:
    roster(places, "dupont.m,Dupont,Marie,,", "petit.z,Petit,Zoé,,", "martin.p,Martin,Paul,,")
    archive = places.root / "classroom/downloaded" / ASSIGNMENT / "archive"
    (archive / "Petit Zoé_8_assignsubmission_file_").mkdir(parents=True)
    with zipfile.ZipFile(archive / "Devoirs.zip", "w") as whole:
        whole.writestr("Dupont Marie_7_assignsubmission_file_/travail.zip", b"x")
    (archive / "abîmé.zip").write_bytes(b"PK rien")
    for learner in ("dupont.m", "petit.z", "martin.p"):
        feedback(places, learner)
    path, number = write_bundle(places, ASSIGNMENT)
    with zipfile.ZipFile(path) as bundle:
        names = set(bundle.namelist())
        assert (
            bundle.read("Dupont Marie_7_assignsubmission_file_/retour-cp4-bilan-dupont.m.html")
            == b"<p>dupont.m"
        )
    assert number == 3
    assert names == {
        "Dupont Marie_7_assignsubmission_file_/retour-cp4-bilan-dupont.m.html",
        "Petit Zoé_8_assignsubmission_file_/retour-cp4-bilan-petit.z.html",
        "Paul Martin_martin.p/retour-cp4-bilan-martin.p.html",
    }


def test_without_feedback_one_is_told_what_to_do(places: Places) -> None:
    with pytest.raises(Unsettled, match="generate_feedback"):
        write_bundle(places, ASSIGNMENT)


def test_a_last_hour_is_put_beside_what_the_list_says_of_others(places: Places) -> None:
    head = "activité;identifiant;date limite"
    listed(places, f"{head}\nat2-negociation;;01/01/2026\n{ASSIGNMENT};Dupont.M;02/02/2026\n")
    evening = datetime(2026, 1, 30, 18).astimezone()
    for learner, last in (("", evening), ("dupont.m", evening), ("zola.e", evening), ("zola.e", None)):
        deadlines.put(places.deadlines, ASSIGNMENT, learner, last)
    found = deadlines.read(places.deadlines, ASSIGNMENT)
    assert (found.everybody, found.learners) == (evening, {"dupont.m": evening})
    others = deadlines.read(places.deadlines, "at2-negociation")
    assert others.everybody == datetime(2026, 1, 1, 23, 59, 59).astimezone()
