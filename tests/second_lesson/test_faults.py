"""For any lesson: what is declared without a cell, a key or specimens, or with other points, fails."""

import json
import re
import shutil

import pytest

from autograder import agreement, canonical
from tests.second_lesson.conftest import HERE

# As their files say, so that an exercise added to the lesson is one of them.
IDS = {f"cp9-{key.stem}" for key in (HERE / "keys" / "cp9").glob("*.py")} - {"cp9-ground"}


def faults(house, keys=IDS, specimens=IDS):
    return agreement.faults(house.course, keys, specimens)


def edit(house, change):
    """Change the notebook as somebody would who edits it by hand."""
    notebook = json.loads(house.notebook.read_text(encoding="utf-8"))
    change(notebook)
    house.notebook.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def declare(house, old, new):
    text = house.declaration.read_text(encoding="utf-8")
    assert text.count(old) == 1
    house.declaration.write_text(text.replace(old, new), encoding="utf-8")


def cell(notebook, cell_id):
    return next(each for each in notebook["cells"] if each["id"] == cell_id)


def test_the_lesson_stands(house):
    before = house.notebook.read_bytes()
    assert faults(house) == []
    assert canonical.fix(house.course) == []
    assert house.notebook.read_bytes() == before


def without_metadata(notebook):
    del cell(notebook, "cp9-half")["metadata"]["nbgrader"]


def other_points(notebook):
    cell(notebook, "cp9-half")["metadata"]["nbgrader"]["points"] += 1


def other_name(notebook):
    cell(notebook, "cp9-half")["id"] = "a3f2b1c0"


def other_grade_id(notebook):
    cell(notebook, "cp9-half")["metadata"]["nbgrader"]["grade_id"] = "cp9-moitie"


@pytest.mark.parametrize("change", [without_metadata, other_points, other_name, other_grade_id])
def test_a_cell_that_is_not_graded_as_declared_is_said_and_mended(house, change):
    """The hole that a second lesson fell into: its exercise was there, and nobody graded it."""
    before = house.notebook.read_bytes()
    edit(house, change)
    assert "cp9-essai: cp9-half: its cell is not graded as declared" in faults(house)
    assert canonical.fix(house.course) == [house.notebook]
    assert faults(house) == []
    assert house.notebook.read_bytes() == before


def drop_cell(notebook):
    notebook["cells"].remove(cell(notebook, "cp9-half"))


def drop_line(notebook):
    notebook["cells"].remove(cell(notebook, "cp9-letter-2"))


def place_twice(notebook):
    notebook["cells"].append(cell(notebook, "cp9-half") | {"id": "again", "metadata": {}})


def place_in_two_cells(notebook):
    first = cell(notebook, "cp9-pick")
    first["source"] = 'ChoiceField("cp9-pick-word", options("cp9-pick-word"))'
    second = 'ChoiceField("cp9-pick-why", options("cp9-pick-why"))'
    notebook["cells"].append(first | {"id": "again", "metadata": {}, "source": second})


def place_with_another(notebook):
    source = 'place(TableField("cp9-half"), NumberField("cp9-pick-word", "€"))'
    cell(notebook, "cp9-half")["source"] = source


def place_the_undeclared(notebook):
    notebook["cells"].append(cell(notebook, "half") | {
        "id": "ghost", "cell_type": "code", "outputs": [], "execution_count": None,
        "source": 'NumberField("cp9-ghost", "€")',
    })  # fmt: skip


def break_the_code(notebook):
    cell(notebook, "cp9-half")["source"] = 'TableField("cp9-half"'


def turn_round(notebook):
    first, second = (notebook["cells"].index(cell(notebook, each)) for each in ("cp9-half", "cp9-pick"))
    cells = notebook["cells"]
    cells[first], cells[second] = cells[second], cells[first]


def name_another_lesson(notebook):
    notebook["metadata"]["ntc"]["lesson"] = "cp9-autre"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (drop_cell, ["cp9-half: declared, but placed by 0 cells"]),
        (drop_line, ["cp9-letter-2: declared, but placed by 0 cells"]),
        (place_twice, ["cp9-half: declared, but placed by 2 cells"]),
        (place_in_two_cells, ["cp9-pick: declared, but placed by 2 cells"]),
        (place_with_another, ["cp9-pick: declared, but placed by 2 cells"]),
        (place_the_undeclared, ["cp9-ghost: placed but not declared"]),
        (break_the_code, ["cp9-half: declared, but placed by 0 cells"]),
        (turn_round, ["cp9-pick: placed before cp9-half, declared after it"]),
        (name_another_lesson, ["its notebook says that it is cp9-autre"]),
    ],
)
def test_what_only_a_person_can_mend_is_still_said_after_the_fix(house, change, said):
    edit(house, change)
    canonical.fix(house.course)
    found = faults(house)
    assert {f"cp9-essai: {fault}" for fault in said} <= set(found)
    assert found == faults(house) != []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "[cp9-half]",
            "[cp8-half]",
            [
                "cp9-essai: cp8-half: its id does not begin with cp9-",
                "cp9-essai: cp9-half: placed but not declared",
                "cp9-essai: cp8-half: declared, but placed by 0 cells",
                "cp8-half: no key, looked for in keys/cp8/half.py",
                "cp8-half: no specimens, looked for in keys/cp8/half.py",
                "cp9-half: key of no exercise",
                "cp9-half: specimens of no exercise",
            ],
        ),
        (
            '[[cp9-letter.rubric]]\nid = "2"',
            '[[cp9-letter.rubric]]\nid = "3"',
            ["cp9-essai: cp9-letter-3: declared, but placed by 0 cells"],
        ),
        (
            "[cp9-half]",
            '[lesson.unseen]\n"cp9.c9" = "La suite."\n\n[cp9-half]',
            ["cp9-essai: cp9.c9: said to be unseen in part, but no exercise claims it"],
        ),
        (
            "[cp9-half]",
            '[cp9-half]\nannexed = ["cp9-half", "cp9-ghost"]',
            ["cp9-essai: cp9-ghost: annexed, but neither a field of cp9-half nor a kept line"],
        ),
    ],
)
def test_a_declaration_that_the_lesson_does_not_follow_is_said(house, old, new, said):
    declare(house, old, new)
    canonical.fix(house.course)
    assert set(said) <= set(faults(house))


def test_points_that_do_not_total_a_hundred_are_said(house):
    text = house.declaration.read_text(encoding="utf-8")
    more = re.sub(r"points = (\d+)", lambda found: f"points = {int(found[1]) + 1}", text, count=1)
    house.declaration.write_text(more, encoding="utf-8")
    canonical.fix(house.course)
    assert faults(house) == ["cp9-essai: its points total 101, not 100"]


def test_a_cell_that_is_graded_though_nobody_declares_it_is_said_and_mended(house):
    def grade(notebook):
        stray = {"grade": True, "grade_id": "drill", "points": 3}
        cell(notebook, "drill")["metadata"]["nbgrader"] = stray

    edit(house, grade)
    assert faults(house) == ["cp9-essai: drill: graded but not declared"]
    canonical.fix(house.course)
    assert faults(house) == []


@pytest.mark.parametrize(
    ("keys", "specimens", "said"),
    [
        (IDS - {"cp9-half"}, IDS, ["cp9-half: no key, looked for in keys/cp9/half.py"]),
        (IDS, IDS - {"cp9-pick"}, ["cp9-pick: no specimens, looked for in keys/cp9/pick.py"]),
        (IDS | {"cp9-ghost"}, IDS, ["cp9-ghost: key of no exercise"]),
        (IDS, IDS | {"cp9-ghost"}, ["cp9-ghost: specimens of no exercise"]),
        (IDS | {"cp8-elsewhere"}, IDS | {"cp8-elsewhere"}, []),
    ],
)
def test_keys_and_specimens_are_those_of_the_exercises(house, keys, specimens, said):
    assert faults(house, keys, specimens) == said


def test_two_lessons_may_not_declare_the_same_exercise(house):
    for path in (house.notebook, house.declaration):
        shutil.copy(path, path.with_stem("cp9-encore"))
    canonical.fix(house.course)
    assert {f"{each}: declared by 2 lessons" for each in IDS} <= set(faults(house))


def test_a_lesson_and_its_declaration_go_together(house):
    house.declaration.rename(house.declaration.with_stem("cp9-autre"))
    found = faults(house)
    assert "cp9-autre: no cp9-autre.ipynb beside its declaration" in found
    assert "cp9-essai: a lesson without a cp9-essai.toml" in found


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("no key", "cp9-half: no key, looked for in keys/cp9/half.py"),
        ("no specimens", "cp9-pick: no specimens, looked for in keys/cp9/pick.py"),
        ("no cell", "cp9-essai: cp9-half: declared, but placed by 0 cells"),
    ],
)
@pytest.mark.slow
def test_the_command_fails_on_a_lesson_that_is_not_whole(house, broken, said):
    if broken == "no key":
        (house.keys / "half.py").unlink()
    elif broken == "no specimens":
        key = house.keys / "pick.py"
        text = key.read_text(encoding="utf-8")
        assert text.count("@specimens(ID)\n") == 1
        key.write_text(text.replace("@specimens(ID)\n", ""), encoding="utf-8")
    else:
        edit(house, drop_cell)
    for options in ((), ("--check",)):
        done = house.run("autograder.canonical", *options)
        assert done.returncode == 1, done.stderr
        assert said in done.stdout.splitlines()
