"""The rooms of the generator: arrows point one way, and only exercises know lessons."""

import ast
import re
from pathlib import Path

import pytest

GENERATOR = Path(__file__).resolve().parents[3] / "datasets" / "generator"

# A department knows those before it at most; the core is open to all, the exercises to none.
DEPARTMENTS = ("house", "accounts", "sales", "service", "market", "joinery", "talks")
ALLOWED = {
    "words": (),
    "core": ("words",),
    **{room: ("words", "core", *DEPARTMENTS[:rank]) for rank, room in enumerate(DEPARTMENTS)},
    "exercises": ("words", "core", *DEPARTMENTS),
    "stories": ("core",),
    "registry": ("core", *DEPARTMENTS, "exercises", "stories"),
}
# Of ours, outside the generator: how French writes numbers, days and signs.
OUTSIDE = "ntc.french"
OURS = ("ntc", "autograder", "tests", "datasets")
EXERCISE = re.compile(r"cp[1-7]_\w+")
LESSON = re.compile(r"(?i)cp[1-7]")
# Tables that several exercises share.
SHARED = {"quiz", "tours", "talks"}


def modules():
    """Each module of the generator: its dotted name and its file."""
    for path in sorted(GENERATOR.rglob("*.py")):
        name = ".".join(path.relative_to(GENERATOR.parent).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path


def imported(text):
    """The dotted names that a module imports, wherever in it; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name):
    """The room of a module, or of what it holds: ``generator.house.roads.Roads`` is of the house."""
    return [*name.split("."), ""][1]


def against(name, text):
    """What a module imports against the rules."""
    allowed = {room(name), *ALLOWED[room(name)]}
    for target in imported(text):
        if target.startswith("generator."):
            if room(target) not in allowed:
                yield f"{name} imports {target}"
        elif target.split(".")[0] in OURS and not f"{target}.".startswith(f"{OUTSIDE}."):
            yield f"{name} imports {target}"


def test_the_tree_is_as_described():
    found = [name for name, _ in modules()]
    assert len(found) > 80
    assert {room(name) for name in found} == {"", *ALLOWED}
    assert {path.name for path in GENERATOR.iterdir() if path.suffix == ".py"} == {
        "__init__.py",
        "registry.py",
        "stories.py",
    }


def test_imports_follow_the_arrows():
    broken = [
        fault
        for name, path in modules()
        if name != "generator"
        for fault in against(name, path.read_text("utf-8"))
    ]
    assert not broken


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("generator.core.stream", "from generator.house.roads import Roads"),
        ("generator.house.roads", "from generator.accounts import prospects"),
        ("generator.service.park", "from generator import talks"),
        ("generator.talks.dialogues", "def late():\n    from generator.exercises.cp4_causes import build"),
        ("generator.exercises.cp2_plan", "import autograder.keys"),
        ("generator.core.wording", "from ntc.case import load"),
    ],
)
def test_a_rule_is_seen_when_it_is_broken(name, line):
    assert list(against(name, line))


def test_only_exercises_and_words_name_a_lesson():
    known = {path: path.relative_to(GENERATOR).parts[0] for _, path in modules()}
    named = {place for path, place in known.items() if LESSON.search(path.read_text("utf-8"))}
    assert named == {"exercises"}
    assert {place for path, place in known.items() if LESSON.search(str(path.relative_to(GENERATOR)))} == {
        "exercises"
    }


def test_exercise_modules_are_named_after_their_exercise():
    names = {
        path.relative_to(GENERATOR / "exercises").parts[0].removesuffix(".py")
        for path in (GENERATOR / "exercises").rglob("*.py")
    } - {"__init__"}
    assert len(names) > 12
    assert {name for name in names if not EXERCISE.fullmatch(name)} == SHARED
