"""Declarations, cells, points, keys, specimens and folders say the same thing, in every lesson."""

import re
from collections import Counter

import nbformat

from autograder import canonical
from autograder.keys import KEYS, SPECIMENS, Lesson, mark
from ntc import exercises, referential
from ntc.exercises import owner
from ntc.fields.rubric import LEVELS
from ntc.paths import COURSE
from tests.every.tree import LESSONS, VARIANTS, automatic, data, placed
from tests.violations import assert_none


def test_the_course_is_in_its_form_and_agrees():
    assert_none(canonical.check())


def test_what_is_discovered_is_what_is_written_down():
    """Counted in the files themselves, by another reading than the code's."""
    declarations = sorted(COURSE.glob("at*/*.toml"))
    assert [path.with_suffix(".ipynb") for path in declarations] == LESSONS != []
    written = [
        (path.stem, key)
        for path in declarations
        for key in re.findall(r"^\[([^].[]+)\]", path.read_text(encoding="utf-8"), re.M)
    ]
    assert [(exercise.lesson, key) for key, exercise in exercises.load().items()] == written != []
    ids = {key for _, key in written}
    assert ids == set(KEYS) == set(SPECIMENS) == set(placed("00"))


def test_every_key_is_the_file_that_its_exercise_names():
    elsewhere = [
        f"{exercise_id}: marked in {KEYS[exercise_id].__module__}, not in {home(exercise_id)}"
        for exercise_id in KEYS
        if KEYS[exercise_id].__module__ != home(exercise_id)
        or SPECIMENS[exercise_id].__module__ != home(exercise_id)
    ]
    assert_none(elsewhere)


def home(exercise_id):
    competency, _, name = exercise_id.partition("-")
    return f"autograder.keys.{competency}.{name.replace('-', '_')}"


def test_every_field_is_its_exercise_s_and_is_placed_on_every_variant():
    found = []
    for variant in VARIANTS:
        assert placed(variant).keys() == placed("00").keys()
        for exercise_id, fields in placed(variant).items():
            if not fields:
                found.append(f"{variant}, {exercise_id}: no field")
            if fields.keys() != placed("00")[exercise_id].keys():
                found.append(f"{variant}, {exercise_id}: other fields")
            found += (
                f"{variant}, {exercise_id}: {field.id}"
                for field in fields.values()
                if field.exercise.id != exercise_id
            )
    assert_none(found)


def test_of_several_criteria_each_question_names_the_one_that_it_shows():
    """So that a sheet counts for a criterion only what a member of the jury could see of it."""
    case, labels = data("00")
    found = []
    for exercise in automatic():
        named = {part.criterion for part in exercise.parts.values()} - {""}
        if len(exercise.criteria) == 1:
            found += [f"{exercise.id}: names {named}" for _ in named]
            continue
        if named != set(exercise.criteria) or not all(part.criterion for part in exercise.parts.values()):
            found.append(f"{exercise.id}: {named} named of {exercise.criteria}")
        for part in mark(exercise.id, case, labels, Lesson.read(placed("00"), {})).parts:
            if sum(exercise.evidence(criterion, part.part) for criterion in exercise.criteria) != 1:
                found.append(f"{exercise.id}, {part.part}: evidence for none, or for several")
    assert_none(found)


def test_each_line_of_a_grid_describes_its_four_levels():
    lines = [(exercise.id, line) for exercise in exercises.load().values() for line in exercise.rubric]
    assert lines
    wrong = [
        f"{exercise_id}, line {line.id}"
        for exercise_id, line in lines
        if len(line.anchors) != len(LEVELS) or len(set(line.anchors)) != len(LEVELS)
    ]
    assert_none(wrong)


def test_every_exercise_is_declared_as_the_referential_and_nbgrader_want():
    found, items = [], referential.load().items
    for exercise in exercises.load().values():
        wrong = {
            "no title": not exercise.title,
            "no points": exercise.points <= 0,
            "a dot in its id": "." in exercise.id,
            "unknown competency": exercise.competency not in referential.load().competencies,
            "a part without a label": not all(part.label for part in exercise.parts.values()),
            "no criterion": not exercise.criteria,
            "no skill": not exercise.skills,
            "a criterion that is none": not all(is_criterion(items, c) for c in exercise.criteria),
            "a skill that is none": not all(is_skill(items, s) for s in exercise.skills),
            "the same criterion twice": len(set(exercise.criteria)) != len(exercise.criteria),
            "the same skill twice": len(set(exercise.skills)) != len(exercise.skills),
            "a line of another criterion": not {line.criterion for line in exercise.rubric}
            <= set(exercise.criteria),
        }
        found += (f"{exercise.id}: {fault}" for fault, made in wrong.items() if made)
    assert_none(found)


def is_criterion(items, item):
    return item in items and items[item].kind == "criterion"


def is_skill(items, item):
    return item in items and items[item].kind != "criterion"


def test_a_key_marks_every_question_that_its_fields_ask():
    """As many marks as there are cells to fill in, or as rows where a row is judged whole.

    Or, where each field is a declared part, as many of every part as it has cells, rows or columns, or one.
    An answer may be judged in several ways: then each is a declared part.
    """
    case, labels = data("00")
    found = []
    for exercise in automatic():
        fields = placed("00")[exercise.id]
        parts = mark(exercise.id, case, labels, Lesson.read(placed("00"), {})).parts
        own = {
            owner(id.removeprefix(f"{exercise.id}-"), exercise.parts): field for id, field in fields.items()
        }
        marked = Counter(owner(part.part, exercise.parts) for part in parts)
        counts = {sum(map(questions, fields.values())), sum(map(rows, fields.values()))}
        if {part.part for part in parts} == exercise.parts.keys():
            counts = {len(exercise.parts)}
        by_part = own.keys() <= exercise.parts.keys() == marked.keys() and all(
            marked[part] in (shares(own[part]) if part in own else {1}) for part in exercise.parts
        )
        agreed = len(parts) in counts or by_part
        if not agreed or len({part.part for part in parts}) != len(parts):
            found.append(f"{exercise.id}: {len(parts)} marks for {counts} questions")
    assert_none(found)


def questions(field):
    return sum(map(len, field.entries.values())) if field.kind == "table" else 1


def rows(field):
    return len(field.entries) if field.kind == "table" else 1


def shares(field):
    columns = len(next(iter(field.entries.values()))) if field.kind == "table" else 1
    return {questions(field), rows(field), columns, 1}


def test_every_written_exercise_says_how_its_levels_are_read():
    """Two people mark alike when what is missing, and not an impression, makes « partiel »."""
    found, read = [], 0
    for path in LESSONS:
        before = ""
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                before = cell.source
            elif cell.id in exercises.load() and exercises.load()[cell.id].rubric:
                read += 1
                if "« partiel » quand il manque quelque chose" not in before.replace("\u00a0", " "):
                    found.append(cell.id)
    assert read >= len(LESSONS)
    assert found == []
