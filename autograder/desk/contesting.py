"""Contests and replays on the desk (*contestations, recorrection*): what its page shows and asks for."""

import re
from collections.abc import Mapping
from typing import Any

from nbgrader.api import Gradebook

from autograder.contest import answering, contests, journal
from autograder.contest.answering import AnswerError
from autograder.contest.applying import Agreed, Applied
from autograder.contest.contests import Filed
from autograder.contest.journal import Line
from autograder.contest.replay import Change, Found, PartChange, Said
from autograder.desk import marks
from autograder.desk.refused import Refused
from autograder.desk.standing import name_of
from autograder.grading import disk
from autograder.grading.classlist import class_list
from autograder.grading.flags import with_names
from autograder.grading.intake import learner_variant
from autograder.grading.places import COURSE_ID, Places
from autograder.grading.record import ExerciseRecord, known
from autograder.grading.render import verdict_word
from autograder.mark import PartMark
from autograder.roster import has_gradebook
from ntc.catalogue import title_of
from ntc.french import count, day_and_hour, listing, number, plural, typeset
from ntc.home.contest import ContestError
from ntc.roster import VARIANTS, Enrolled, IdentifierError

_WAITS = "en attente"
_BETWEEN, _TO = " · ", (re.compile(r"\s→\s"), re.compile(r"\s:\s"))
"""What keys write between the cards of an answer, and between a card and its place."""
_LONG = 5
"""So many pairs are read in lines of their own."""


def told(places: Places) -> dict[str, str]:
    """What the page of the class says of contests."""
    every = contests.filed(places)
    left = sum(each.is_open for each in every)
    if not every:
        return {"told": "Aucune note n’est contestée.", "state": "none"}
    waits = f"{count(left, 'contestation')} {plural(left, 'attend', 'attendent')} votre réponse."
    said = waits if left else f"{count(len(every), 'contestation')}, aucune n’attend de réponse."
    return {"told": typeset(said), "state": "open" if left else "answered"}


def page(places: Places) -> dict[str, Any]:
    """Every contest, with what was answered, marked and why; and the journal of marks."""
    roster = class_list(places)
    every = contests.filed(places)
    if not has_gradebook(places):
        shown = []
    else:
        with Gradebook(places.gradebook, COURSE_ID) as gradebook:
            shown = [_shown(places, gradebook, one, roster) for one in every]
    return {
        "contests": shown,
        "journal": [_journal(each, roster) for each in journal.read(places)],
        "variants": list(VARIANTS),
    }


def take(places: Places, content: bytes) -> str:
    """Take in a contest that was put on the desk; raises Refused."""
    try:
        one, is_new = contests.take(places, content)
    except ContestError as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(disk.told(error)) from error
    known_, roster = "est là" if is_new else "était déjà là", class_list(places)
    told = f"La contestation de « {name_of(one.contest.learner, roster)} » {known_}. "
    return with_names(typeset(f"{told}{contests.doubt(places, one)}".strip()), roster)


def answer(places: Places, sent: Mapping[str, Any]) -> str:
    """Answer a contest; raises Refused."""
    points = marks.points_in(sent)
    texts = {name: str(sent.get(name) or "") for name in ("key", "why", "who", "cell")}
    try:
        one = answering.reply(places, texts.pop("key"), kept=sent.get("kept") is True, points=points, **texts)
    except AnswerError as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(disk.told(error)) from error
    who = name_of(one.contest.learner, class_list(places))
    return typeset(
        f"Réponse gardée : « {who} » la lira dans son prochain retour. Pressez « Rendre » pour l’écrire."
    )


def give_variant(places: Places, sent: Mapping[str, Any]) -> str:
    """Give a learner other data; raises Refused, RosterError."""
    learner, variant, who, why = (str(sent.get(name) or "") for name in ("learner", "variant", "who", "why"))
    try:
        answering.give_variant(places, learner, variant, who, why)
    except AnswerError as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(disk.told(error)) from error
    who = name_of(learner, class_list(places))
    return typeset(
        f"« {who} » a maintenant le jeu de données {variant}. Ses notes ne changent pas encore : pressez "
        "« Recorriger : voir d’abord »."
    )


def replayed(places: Places, found: Found) -> dict[str, Any]:
    """What a dry run found, for the page: exercise by exercise, learner by learner, question by question."""
    roster = class_list(places)
    return {
        "told": _summed_up(found, roster),
        "changes": [_change(each, roster) for each in found.changes],
    }


def agreed(shown: Mapping[str, Any] | None, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What is to be applied of a dry run that was shown; raises Refused when there is none, or no reason."""
    if not shown:
        raise Refused("Voyez d’abord ce qui changerait : pressez « Recorriger : voir d’abord ».")
    who, why = (str(sent.get(name) or "").strip() for name in ("who", "why"))
    if not who or not why:
        raise Refused("Dites qui applique la recorrection, et pourquoi : le journal des notes le garde.")
    changes = {each["name"]: each["digest"] for each in shown["changes"]}
    people = {each["learner"] for each in shown["changes"]}
    fall = [each for each in sent.get("fall") or () if each in people]
    return {"changes": changes, "fall": fall, "who": who[:80], "why": why[:1000]}


def agreed_again(sent: Mapping[str, Any]) -> Agreed:
    """The same, read by the other process."""
    return Agreed(dict(sent["changes"]), frozenset(sent["fall"]), str(sent["who"]), str(sent["why"]))


def applied(done: Applied) -> str:
    """Say what was applied, and what was not."""
    written = len(done.written)
    said = f"{count(written, 'note recomptée', 'notes recomptées')}." if written else "Aucune note ne change."
    lower = sum(each.falls and not each.by_hand for each in done.left)
    hand = sum(each.by_hand for each in done.left)
    if lower:
        said += (
            f" {lower} {plural(lower, 'aurait baissé et reste', 'auraient baissé et restent')} comme avant."
        )
    if hand:
        said += f" {hand} de votre main {plural(hand, 'reste', 'restent')} comme avant."
    if other := len(done.left) - lower - hand:
        said += (
            f" {other} {plural(other, 'est à revoir', 'sont à revoir')} : pressez de nouveau « Recorriger »."
        )
    return said + (" Pressez « Rendre » pour que les apprenants le lisent." if written else "")


def _summed_up(found: Found, roster: Mapping[str, Enrolled]) -> list[str]:
    free = [each for each in found.changes if not each.by_hand and not each.fails]
    rise = sum((each.after or 0) > (each.before or 0) for each in free)
    fall = sum(each.falls for each in free)
    hand = sum(each.by_hand for each in found.changes)
    fails = sum(each.fails for each in found.changes)
    told = [
        f"{count(found.looked, 'copie relue', 'copies relues')} avec les corrigés du jour. Rien n’est changé."
    ]
    if not found.changes:
        told.append("Aucune note ne changerait.")
    if rise:
        told.append(f"{count(rise, 'note monterait', 'notes monteraient')}.")
    if fall:
        told.append(
            f"{count(fall, 'note baisserait', 'notes baisseraient')} : sans votre accord exprès, "
            f"{plural(fall, 'elle reste', 'elles restent')}."
        )
    if same := len(free) - rise - fall:
        told.append(
            f"{count(same, 'explication changerait', 'explications changeraient')} sans changer la note."
        )
    if hand:
        told.append(f"{count(hand, 'note')} de votre main : la recorrection n’y touche pas.")
    if fails:
        told.append(f"{count(fails, 'note')} que les corrigés du jour ne savent pas compter : elles restent.")
    if found.unmarked:
        names = listing(sorted({name_of(learner, roster) for learner, _ in found.unmarked}))
        told.append(f"Pas encore corrigé, donc pas relu : {names}.")
    return [typeset(each) for each in told]


def _change(change: Change, roster: Mapping[str, Enrolled]) -> dict[str, Any]:
    then, now = change.variants
    return {
        "name": change.name,
        "digest": change.digest,
        "learner": change.learner,
        "who": name_of(change.learner, roster),
        "lesson": typeset(title_of(change.lesson)),
        "exercise": change.title,
        "before": _points(change.before),
        "after": _points(change.after),
        "points": typeset(f"sur {count(change.points, 'point')}"),
        "falls": change.falls and not change.by_hand,
        "note": _note(change),
        "data": typeset(f"jeu de données {then} → {now}") if then != now else "",
        "parts": [_part(each) for each in change.parts],
    }


def _note(change: Change) -> str:
    if change.by_hand:
        return typeset("note de votre main : elle reste")
    if change.fails:
        return typeset("le corrigé d’aujourd’hui ne la compte pas : elle reste")
    return "baisserait" if change.falls else ""


def _part(part: PartChange) -> dict[str, Any]:
    return {
        "label": part.label,
        "given": part.given,
        "before": _said(part.before),
        "after": _said(part.after),
        "expected": _expected(part.before, part.after),
    }


def _said(said: Said) -> str:
    verdict = verdict_word(said.verdict, carried=said.carried)
    more = said.message if said.message.rstrip(".") != verdict else ""
    return typeset(f"{verdict}. {more}".strip()) if verdict else "—"


def _expected(before: Said, after: Said) -> str:
    if before.expected == after.expected:
        return after.expected
    return typeset(f"{before.expected or '—'} → {after.expected or '—'}")


def _points(points: float | None) -> str:
    return _WAITS if points is None else number(points)


def _shown(
    places: Places, gradebook: Gradebook, one: Filed, roster: Mapping[str, Enrolled]
) -> dict[str, Any]:
    contest, exercise = one.contest, contests.exercise_of(one.contest)
    record = known(places, contest.learner, contest.lesson)
    detail = record.exercises.get(contest.exercise) if record else None
    return {
        "key": one.key,
        "learner": contest.learner,
        "name": name_of(contest.learner, roster),
        "lesson": typeset(title_of(contest.lesson)),
        "exercise": exercise.title if exercise else contest.exercise,
        "question": answering.question_of(one),
        "words": contest.words,
        "came": typeset(f"Reçue le {day_and_hour(one.arrived)}"),
        "doubt": with_names(typeset(contests.doubt(places, one)), roster),
        "parts": _marked(detail, contest.part) if detail else [],
        # What is not written is in the table, question by question.
        "texts": [
            {"heading": heading, "text": text}
            for heading, text in (detail.annexed if detail and (detail.written or not detail.parts) else ())
        ],
        "cells": _cells(gradebook, one),
        "data": record.variant if record else "",
        "own": _own(places, one),
        "reply": _reply(one),
    }


def _marked(detail: ExerciseRecord, contested: str) -> list[dict[str, Any]]:
    """What was answered to each question, what was marked and why; those that are contested first."""
    about = [part for part in detail.parts if contested and f"{part.part}.".startswith(f"{contested}.")]
    return [
        {
            "label": part.label,
            "given": part.given or "—",
            "said": _said(Said.of(part)),
            "expected": part.expected or "—",
            "pairs": _pairs(part),
            "contested": part in about,
        }
        for part in [*about, *(part for part in detail.parts if part not in about)]
    ]


def _pairs(part: PartMark) -> list[list[str]]:
    """Card by card, what was answered and what is right; nothing of what is no long list of pairs."""
    right, given = _told_by_card(part.expected), _told_by_card(part.given)
    if len(right) < _LONG:
        return []
    return [[card, given.get(card, "—"), right.get(card, "—")] for card in {**right, **given}]


def _told_by_card(told: str) -> dict[str, str]:
    """What is said of each card, of a text that lists them; a card's own name may hold what parts them."""
    to = next((to for to in _TO if to.search(told)), None)
    found, name = {}, []
    for piece in told.split(_BETWEEN) if to else ():
        name.append(piece)
        if to.search(piece):
            card, answer = to.split(_BETWEEN.join(name), maxsplit=1)
            found[card], name = answer, []
    return {} if name else found


def _cells(gradebook: Gradebook, one: Filed) -> list[dict[str, Any]]:
    exercise = contests.exercise_of(one.contest)
    lines = exercise.line_cells if exercise else {}
    return [
        {
            "cell": grade.name,
            "label": typeset(f"Ligne {lines[grade.name].id} : {lines[grade.name].text}")
            if grade.name in lines
            else "",
            "points": None if grade.needs_manual_grade else float(grade.score),
            "most": float(grade.max_score),
            "told": typeset(
                f"{_points(None if grade.needs_manual_grade else float(grade.score))} sur "
                f"{count(float(grade.max_score), 'point')}"
                f"{', de votre main' if grade.manual_score is not None else ''}"
            ),
        }
        for grade in answering.cells_of(gradebook, one)
        if float(grade.max_score)
    ]


def _own(places: Places, one: Filed) -> str:
    """The variant that is the learner's today."""
    try:
        return learner_variant(places, one.contest.learner, one.contest.assignment)
    except IdentifierError:
        return ""


def _reply(one: Filed) -> dict[str, str] | None:
    if one.reply is None:
        return None
    kept = "gardée" if one.reply.kept else "changée"
    said = f"Note {kept}, {one.reply.who}, le {day_and_hour(one.reply.moment)}."
    return {"told": typeset(said), "why": one.reply.why}


def _journal(line: Line, roster: Mapping[str, Enrolled]) -> list[str]:
    when = day_and_hour(line.moment.astimezone())
    return [when, line.who, name_of(line.learner, roster), line.what, line.why]
