import json
from dataclasses import replace
from datetime import datetime

import pytest
from nbgrader.api import Gradebook

from autograder.keys.traps import LABELS
from autograder.reports.gather import gather
from autograder.reports.levels import Level
from autograder.reports.observations import lacking
from autograder.reports.records import RecordError
from autograder.reports.wording import remarks
from ntc import exercises
from ntc.roster import Enrolled
from tests.autograder.conftest import ASSIGNMENT, found, part


def sheets(classroom, roster=None):
    with Gradebook(classroom.url, "ntc") as gradebook:
        return gather(gradebook, classroom.root / "classroom" / "records", roster or {}, [ASSIGNMENT])


def lines(sheet):
    return {line.criterion.id: line for line in sheet.lines}


def test_every_criterion_of_the_title_is_on_the_sheet(classroom):
    classroom.enrol("dupont.m")
    (sheet,) = sheets(classroom)
    assert len(sheet.lines) == 33 + 5
    assert lines(sheet)["cp1.c1"].level is Level.UNASSESSED
    assert lines(sheet)["cp4.c1"].level is Level.ABSENT
    assert [competency.id for competency, _ in sheet.assessed] == ["cp4"]
    assert len(sheet.unassessed) == 8


def test_the_score_is_the_gradebooks_and_the_detail_the_records(classroom):
    classroom.hand_in("dupont.m", {"cp4-break-even": 12.0, "cp4-dashboard": 14.0})
    slip = "trap.T05"
    detail = found(
        part("Seuil de rentabilité", "wrong", "Vous avez divisé par le taux de marge.", slip),
        part("Indice de sécurité", "right"),
        part("Point mort", "blank"),
        part("Date du seuil", "blank", "Sans réponse."),
        slips=[slip],
        answered_at="2026-01-12T14:32:05+01:00",
    )
    classroom.record("dupont.m", {"cp4-break-even": detail})
    evidence = {piece.exercise: piece for piece in lines(sheets(classroom)[0])["cp4.c1"].evidence}
    piece = evidence["cp4-break-even"]
    assert (piece.earned, piece.points) == (12.0, exercises.load()["cp4-break-even"].points)
    assert piece.answered == datetime.fromisoformat("2026-01-12T14:32:05+01:00")
    assert piece.slips == (LABELS[slip],)
    assert piece.lacking == (
        "à revoir : Seuil de rentabilité.",
        "sans réponse : Point mort ; Date du seuil.",
    )
    assert evidence["cp4-dashboard"].earned == 14.0


def of_time(classroom):
    """What « cp4-time » shows of each of its criteria: points earned, at stake, title."""
    criteria = lines(sheets(classroom)[0])
    found = {
        criterion: [piece for piece in criteria[criterion].evidence if piece.exercise == "cp4-time"]
        for criterion in ("cp4.c1", "cp4.c4")
    }
    assert [len(pieces) for pieces in found.values()] == [1, 1]
    return {criterion: pieces[0] for criterion, pieces in found.items()}


def time_parts(**fractions):
    """Marks of the five questions of « cp4-time », right unless told."""
    names = ("admin", "selling", "freed", "visit-cost", "pledge")
    return [replace(part(name, "right"), part=name, fraction=fractions.get(name, 1.0)) for name in names]


def test_of_an_exercise_each_question_counts_for_the_criterion_that_it_shows(classroom):
    classroom.hand_in("dupont.m", {"cp4-time": 5.6})
    classroom.record("dupont.m", {"cp4-time": found(*time_parts(pledge=0.0))})
    shown = of_time(classroom)
    # Seven points, five questions: four of them, 5.6 points, for the balance; the promise, 1.4, for remedies.
    assert (shown["cp4.c1"].earned, shown["cp4.c1"].points) == pytest.approx((5.6, 5.6))
    assert (shown["cp4.c4"].earned, shown["cp4.c4"].points) == pytest.approx((0.0, 1.4))
    assert shown["cp4.c4"].title.endswith("(1\u00a0question sur 5)")


def test_one_wrong_question_in_five_leaves_all_to_the_criterion_of_the_others(classroom):
    slip = "trap.T05"
    parts = time_parts(pledge=0.0)
    parts[-1] = replace(parts[-1], slip=slip)
    classroom.hand_in("dupont.m", {"cp4-time": 5.6})
    classroom.record("dupont.m", {"cp4-time": found(*parts, slips=[slip])})
    shown = of_time(classroom)
    assert remarks(shown["cp4.c1"]) == [("", "Tout est montré.")]
    # A mistake is told of the criterion whose question bears it, and of no other.
    assert shown["cp4.c1"].slips == ()
    assert shown["cp4.c4"].slips == (LABELS[slip],)


def test_facts_of_the_case_are_quoted_not_said_to_be_missing():
    """As of tenders: a sheet quotes those whose decision is wrong, and does not say that they are lacking."""
    tenders = [
        replace(part(label, verdict), part=f"t{rank}")
        for rank, (label, verdict) in enumerate(
            [("Un compresseur au lycée.", "wrong"), ("Deux sécheurs.", "wrong"), ("Dix filtres.", "partial")]
        )
    ]
    assert lacking(exercises.load()["cp1-tender"], tenders) == (
        "appels d’offres dont la note et la décision sont à revoir\u00a0: "
        "«\u00a0Un compresseur au lycée\u00a0»\u202f; «\u00a0Deux sécheurs\u00a0».",
        "appels d’offres dont la note ou la décision est à revoir\u00a0: «\u00a0Dix filtres\u00a0».",
    )


def test_what_is_right_only_from_a_wrong_answer_is_told_to_whoever_takes_it_as_evidence(classroom):
    parts = time_parts(selling=0.0)
    parts[1] = replace(parts[1], verdict="wrong")
    parts[-1] = replace(parts[-1], label="La promesse", carried=True)
    classroom.hand_in("dupont.m", {"cp4-time": 5.6})
    classroom.record("dupont.m", {"cp4-time": found(*parts)})
    shown = of_time(classroom)
    told = [("Erreur reportée", "Compté comme juste, à partir d’une réponse fausse\u00a0: La promesse.")]
    assert remarks(shown["cp4.c4"]) == told
    assert not [each for each in remarks(shown["cp4.c1"]) if each in told]


def of_the_plan(classroom):
    return next(
        each for each in lines(sheets(classroom)[0])["cp4.c4"].evidence if each.exercise == "cp4-remedies"
    )


def test_what_was_wrong_in_a_plan_is_on_the_sheet_as_it_was_recorded(classroom):
    classroom.hand_in("dupont.m", {"cp4-remedies": 0.0})
    facts = ("Une mesure interdite par la loi est retenue.", "Dates à revoir : 1 sur 4.")
    plan = replace(part("Le plan", "wrong"), noted=facts)
    classroom.record("dupont.m", {"cp4-remedies": found(plan)})
    assert remarks(of_the_plan(classroom))[:2] == [("Constaté", fact) for fact in facts]


def test_a_record_of_before_facts_were_noted_is_read(classroom):
    classroom.hand_in("dupont.m", {"cp4-remedies": 0.0})
    classroom.record("dupont.m", {"cp4-remedies": found(part("Le plan", "wrong"))})
    path = classroom.root / "classroom/records/dupont.m/cp4-bilan.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    del raw["exercises"]["cp4-remedies"]["parts"][0]["noted"]
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert of_the_plan(classroom).noted == ()


def test_what_a_person_changed_is_spread_over_the_questions_as_they_were_marked(classroom):
    classroom.hand_in("dupont.m", {"cp4-time": 2.8})
    classroom.record("dupont.m", {"cp4-time": found(*time_parts(admin=0.0, selling=0.0, freed=0.0))})
    shown = of_time(classroom)
    assert [shown[criterion].earned for criterion in ("cp4.c1", "cp4.c4")] == pytest.approx([1.4, 1.4])
    with Gradebook(classroom.url, "ntc") as gradebook:
        gradebook.find_grade("cp4-time", "cp4-bilan", ASSIGNMENT, "dupont.m").manual_score = 1.4
        gradebook.db.commit()
    halved = of_time(classroom)
    assert [halved[criterion].earned for criterion in ("cp4.c1", "cp4.c4")] == pytest.approx([0.7, 0.7])


def test_without_its_record_a_score_is_spread_evenly(classroom):
    classroom.hand_in("dupont.m", {"cp4-time": 3.5})
    shown = of_time(classroom)
    assert (shown["cp4.c1"].earned, shown["cp4.c1"].points) == pytest.approx((2.8, 5.6))
    assert (shown["cp4.c4"].earned, shown["cp4.c4"].points) == pytest.approx((0.7, 1.4))


def test_a_rubric_line_waits_for_its_marker_then_brings_mark_and_comment(classroom):
    classroom.hand_in("dupont.m")
    assert lines(sheets(classroom)[0])["cp4.c3"].level is Level.PENDING
    classroom.hand_in(
        "dupont.m",
        manual={"cp4-note-1": 2.0, "cp4-note-4": 6.0},
        comments={"cp4-note-1": "Datez vos chiffres."},
    )
    line = lines(sheets(classroom)[0])["cp4.c3"]
    first, fourth = line.evidence
    assert line.points == (8.0, 12.0)
    assert line.level is Level.SHOWN
    assert first.comment == "Datez vos chiffres."
    assert [heading for heading, _ in first.grid] == ["Niveau «\u00a0partiel\u00a0»", "Pas encore montré"]
    assert fourth.comment == ""
    assert [heading for heading, _ in fourth.grid] == ["Niveau «\u00a0remarquable\u00a0»"]


def test_marks_survive_a_second_autograding_that_asks_for_them_again(classroom):
    classroom.hand_in("dupont.m", manual={"cp4-note-1": 2.0})
    with Gradebook(classroom.url, "ntc") as gradebook:
        gradebook.find_grade("cp4-note-1", "cp4-bilan", ASSIGNMENT, "dupont.m").needs_manual_grade = True
        gradebook.db.commit()
    assert lines(sheets(classroom)[0])["cp4.c3"].evidence[0].earned == 2.0


def test_an_instructors_other_score_counts(classroom):
    classroom.hand_in("dupont.m", {"cp4-variance": 3.0})
    with Gradebook(classroom.url, "ntc") as gradebook:
        gradebook.find_grade("cp4-variance", "cp4-bilan", ASSIGNMENT, "dupont.m").manual_score = 14.0
        gradebook.db.commit()
    pieces = {piece.exercise: piece for piece in lines(sheets(classroom)[0])["cp4.c1"].evidence}
    assert pieces["cp4-variance"].earned == 14.0


def test_a_lesson_that_was_never_released_to_a_class_is_owed_by_nobody(classroom):
    classroom.hand_in("dupont.m", {"cp4-variance": 3.0})
    criteria = lines(sheets(classroom)[0])
    others = {key for key in criteria if not key.startswith("cp4.")}
    assert {"cp1.c1", "cp1.c5"} <= others
    assert {criteria[key].level for key in others} == {Level.UNASSESSED}


def test_what_was_left_blank_is_said_and_counts_for_nothing(classroom):
    classroom.hand_in("dupont.m")
    classroom.record(
        "dupont.m",
        {"cp4-causes": found(part("Causes", "blank")), "cp4-note": found(blank=True, written=True)},
    )
    criteria = lines(sheets(classroom)[0])
    assert criteria["cp4.c2"].evidence[0].state == "sans réponse"
    assert criteria["cp4.c3"].level is Level.NOT_YET
    assert {piece.state for piece in criteria["cp4.c3"].evidence} == {"sans réponse"}


def test_names_variants_and_flags_come_from_roster_and_record(classroom):
    classroom.hand_in("zola.e", first_name="Émile", last_name="Zola")
    classroom.hand_in("dupont.m")
    classroom.enrol("seul")
    classroom.enrol("abel.e", first_name="Eva", last_name="Élan")
    classroom.record("zola.e", flags=["Copie probable."], variant="03")
    roster = {"dupont.m": Enrolled("dupont.m", "Dupont", "Marie", "", "05")}
    made = sheets(classroom, roster)
    assert [sheet.name for sheet in made] == ["Marie Dupont", "Eva Élan", "seul", "Émile Zola"]
    by_id = {sheet.learner_id: sheet for sheet in made}
    assert (by_id["zola.e"].variant, by_id["dupont.m"].variant) == ("03", "05")
    assert by_id["zola.e"].flags == ("Copie probable.",)


def test_a_damaged_record_is_named(classroom):
    classroom.hand_in("dupont.m")
    classroom.record("dupont.m")
    (classroom.root / "classroom/records/dupont.m/cp4-bilan.json").write_text("{", encoding="utf-8")
    with pytest.raises(RecordError, match=r"dupont\.m.cp4-bilan\.json"):
        sheets(classroom)


def test_what_cannot_be_read_is_said_to_be_unreadable(classroom):
    classroom.hand_in("dupont.m")
    with Gradebook(classroom.url, "ntc") as gradebook:
        submitted = gradebook.find_submission_notebook("cp4-bilan", ASSIGNMENT, "dupont.m")
        for grade in submitted.grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        gradebook.db.commit()
    classroom.record("dupont.m", {"cp4-note": found(written=True, blank=True)}, unreadable=True)
    (sheet,) = sheets(classroom)
    evidenced = [line for line in sheet.lines if line.evidence]
    assert evidenced
    assert {line.level for line in evidenced} == {Level.UNREADABLE}
    assert {piece.state for line in evidenced for piece in line.evidence} == {"illisible"}


@pytest.mark.parametrize(("submitted", "late"), [("2026-01-14T00:00:00+00:00", 2), (None, 0)])
def test_what_does_not_say_when_it_was_handed_in_is_not_said_to_be_late(classroom, submitted, late):
    classroom.hand_in("dupont.m")
    with Gradebook(classroom.url, "ntc") as gradebook:
        gradebook.find_submission(ASSIGNMENT, "dupont.m").assignment.duedate = datetime(2026, 1, 12)
        gradebook.db.commit()
    classroom.record("dupont.m", submitted=submitted)
    (sheet,) = sheets(classroom)
    assert [work.late.days for work in sheet.works if work.due] == [late]
