"""Answering a contest (*répondre*): a mark given by hand, other data, or the mark kept; said to the learner.

Each change has its line in the journal before it is made; the reply reaches the learner's next feedback.
"""

from datetime import UTC, datetime

from nbgrader.api import Grade, Gradebook, MissingEntry

from autograder import roster
from autograder.contest import contests, journal
from autograder.contest.contests import Filed
from autograder.grading import replies
from autograder.grading.classlist import class_list
from autograder.grading.places import COURSE_ID, Places
from autograder.grading.replies import Reply
from ntc.french import count, number, typeset
from ntc.roster import VARIANTS

_LONGEST = 4000


class AnswerError(ValueError):
    """What was asked cannot be done; the message says in French what to correct."""

    def __init__(self, told: str) -> None:
        super().__init__(typeset(told))


def reply(
    places: Places,
    key: str,
    *,
    kept: bool,
    why: str,
    who: str,
    points: float | None = None,
    cell: str = "",
) -> Filed:
    """Answer a contest: the mark is ``kept``, or changed, by ``points`` given to a ``cell``.

    Without points a changed mark is one that a replay changed. Raises AnswerError, OSError.
    """
    one = contests.find(places, key)
    if one is None:
        raise AnswerError("Cette contestation n’est plus là : rechargez la page.")
    why, who = why.strip()[:_LONGEST], who.strip()[:80]
    if not why:
        raise AnswerError("Dites pourquoi : l’apprenant le lira dans son prochain retour.")
    if not who:
        raise AnswerError("Dites qui répond : le journal des notes le garde.")
    if points is not None and kept:
        raise AnswerError("Une note gardée ne reçoit pas d’autres points.")
    if points is not None:
        _give(places, one, cell or one.contest.exercise, points, who, why)
    else:
        what = f"{_about(one)} : contestation, note {'gardée' if kept else 'changée'}"
        journal.append(places, [journal.line(who, one.contest.learner, typeset(what), why)])
    contest = one.contest
    answered = Reply(
        one.key,
        contest.exercise,
        question_of(one),
        contest.words,
        datetime.now(UTC).isoformat(timespec="seconds"),
        who,
        kept,
        why,
    )
    replies.give(places, contest.learner, contest.lesson, answered)
    return contests.find(places, key, contest.learner) or one


def question_of(one: Filed) -> str:
    """The question that is contested, in words; empty for the whole exercise."""
    contest, exercise = one.contest, contests.exercise_of(one.contest)
    if exercise is not None and contest.part:
        lines = {line.id: line.text for line in exercise.rubric}
        part = exercise.parts.get(contest.part)
        return part.label if part else lines.get(contest.part, contest.asked)
    return contest.asked


def cells_of(gradebook: Gradebook, one: Filed) -> list[Grade]:
    """The grades that a contest may be about: that of its exercise, or of the lines of its grid."""
    contest, exercise = one.contest, contests.exercise_of(one.contest)
    try:
        notebook = gradebook.find_submission_notebook(contest.lesson, contest.assignment, contest.learner)
    except MissingEntry:
        return []
    names = [contest.exercise, *(exercise.line_cells if exercise else ())]
    return sorted(
        (each for each in notebook.grades if each.name in names), key=lambda each: names.index(each.name)
    )


def give_variant(places: Places, learner: str, variant: str, who: str, why: str) -> None:
    """Give a learner other data in the class list; marks change by a replay only.

    Raises AnswerError, RosterError, OSError.
    """
    enrolled = class_list(places, in_turn=True)
    who, why = who.strip()[:80], why.strip()[:_LONGEST]
    if learner not in enrolled:
        raise AnswerError(
            f"« {learner} » n’est pas dans la liste de la classe, qui dit quelles données chacun a : déposez "
            "d’abord cette liste."
        )
    if variant not in VARIANTS:
        raise AnswerError("Ce jeu de données n’existe pas : ils vont de 00 à 16.")
    if not who or not why:
        raise AnswerError("Dites qui le change, et pourquoi : le journal des notes le garde.")
    then = enrolled[learner].variant
    what = typeset(f"liste de la classe : jeu de données {then} → {variant}")
    journal.append(places, [journal.line(who, learner, what, why)])
    people = [one._replace(variant=variant) if one.id == learner else one for one in enrolled.values()]
    roster.write(places, people)
    roster.publish(places, people)


def _give(places: Places, one: Filed, cell: str, points: float, who: str, why: str) -> None:
    """Put a person's points in the gradebook, as formgrader would."""
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        grade = next((each for each in cells_of(gradebook, one) if each.name == cell), None)
        if grade is None:
            raise AnswerError("Cette note n’est plus dans le carnet : corrigez d’abord l’activité.")
        most = float(grade.max_score)
        if not 0 <= points <= most:
            raise AnswerError(f"Ces points ne sont pas dans le barème : de 0 à {number(most)}.")
        before = "en attente" if grade.needs_manual_grade else number(float(grade.score))
        what = f"{_about(one)} : {before} → {number(points)} sur {count(most, 'point')}, à la main"
        journal.append(places, [journal.line(who, one.contest.learner, typeset(what), why)])
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()


def _about(one: Filed) -> str:
    exercise = contests.exercise_of(one.contest)
    return f"{one.contest.lesson}, « {exercise.title if exercise else one.contest.exercise} »"
