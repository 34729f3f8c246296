"""How declared exercises are read and found; what each declares is tested in ``tests/every/``."""

import pytest

from ntc import exercises, referential

COMPETENCIES = sorted({exercise.competency for exercise in exercises.load().values()})


# Criteria that no exercise claims, and why; they are worked on in a passage and left for a person to observe.
OBSERVED = {"cp1.c4": "a search is seen while one searches: a free source or a short visit is no proof of it"}


@pytest.mark.parametrize("competency_id", COMPETENCIES)
def test_every_criterion_and_skill_of_a_lesson_is_served(competency_id):
    """Each criterion has its exercise, but those left to observe; all else an exercise or a passage."""
    assessed = {i for e in exercises.load().values() for i in (*e.criteria, *e.skills)}
    shown = {skill for path in exercises.declarations() for skill in exercises.passages(path)}
    declared = {item.id for item in referential.load().competencies[competency_id].items}
    assert declared <= assessed | shown
    assert {item for item in declared if ".c" in item} & shown == OBSERVED.keys() & declared
    # What an exercise assesses needs no passage to claim it.
    assert not assessed & shown


def test_a_declaration_is_read_as_it_stands():
    note = exercises.load()["cp4-note"]
    assert (note.lesson, note.competency, note.points, note.written) == ("cp4-bilan", "cp4", 24, True)
    assert (list(note.line_cells), note.line_points) == ([f"cp4-note-{line}" for line in range(1, 5)], 6)


def test_a_field_is_found_under_its_exercise():
    exercise, suffix = exercises.find("cp4-break-even")
    assert (exercise.id, suffix) == ("cp4-break-even", "")
    exercise, suffix = exercises.find("cp4-break-even-rate")
    assert (exercise.id, suffix) == ("cp4-break-even", "rate")


@pytest.mark.parametrize("field_id", ["cp4", "cp4-break", "cp9-nothing", ""])
def test_a_field_of_no_exercise_is_refused(field_id):
    with pytest.raises(KeyError):
        exercises.find(field_id)


def test_of_two_exercises_that_a_field_could_belong_to_the_longer_name_is_meant():
    assert exercises.owner("tour-km-total", ["tour", "tour-km"]) == "tour-km"
    assert exercises.owner("tour-kmh", ["tour", "tour-km"]) == "tour"
    assert exercises.owner("tours", ["tour", "tour-km"]) is None


def test_a_declaration_belongs_to_the_lesson_beside_it():
    assert {exercise.lesson for exercise in exercises.load().values()} == {
        path.stem for path in exercises.declarations()
    }
    assert exercises.of("cp4-bilan") == [e for e in exercises.load().values() if e.competency == "cp4"]


def declare(course, lesson, text):
    path = course / "at9-essai" / f"{lesson}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


WHOLE = '[cp9-x]\ntitle = "X"\npoints = 1\ncriteria = []\nskills = []\n'


def test_an_id_that_two_lessons_declare_is_refused(tmp_path):
    declare(tmp_path, "cp9-un", WHOLE)
    declare(tmp_path, "cp9-deux", WHOLE)
    with pytest.raises(ValueError, match="cp9-x: declared by cp9-deux and by cp9-un"):
        exercises.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WHOLE + "point = 3\n", "cp9-x: TypeError.*point"),
        ("[cp9-x]\ntitle = 'X'\n", "cp9-x: KeyError: 'criteria'"),
        (WHOLE + "[cp9-x.parts]\na = 'A'\n[cp9-x.sums]\na = ['ghost']\n", "cp9-x: KeyError.*sums.*ghost"),
        ("title = 'X'\n", "title: AttributeError"),
        ("[cp9-x\n", "at9-essai/cp9-un.toml: Expected"),
    ],
)
def test_a_declaration_that_is_not_well_formed_says_where(tmp_path, text, said):
    with pytest.raises(ValueError, match=said):
        exercises.read(declare(tmp_path, "cp9-un", text))
