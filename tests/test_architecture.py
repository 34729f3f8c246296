"""The arrows between packages point one way: autograder → ntc → data (shared design, « Layout »)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("ntc", "autograder", "datasets", "tests")

# What each package may import of ours; the longest prefix that fits a module decides.
ALLOWED = {
    "ntc.calc": ("ntc.calc", "ntc.french"),
    "ntc.french": (),
    "ntc.case": ("ntc.case", "ntc.calc", "ntc.french", "ntc.paths"),
    "ntc.fields": (
        "ntc.fields",
        "ntc.discovery",
        "ntc.exercises",
        "ntc.french",
        "ntc.paths",
        "ntc.storage",
        "ntc.widget",
    ),
    "ntc.plans": ("ntc.plans", "ntc.calc", "ntc.french"),
    "ntc.practice": ("ntc.practice", "ntc.calc", "ntc.discovery", "ntc.fields", "ntc.french", "ntc.widget"),
    "ntc.tables": ("ntc.tables", "ntc.case", "ntc.french", "ntc.widget"),
    "ntc.drawing": ("ntc.drawing", "ntc.french", "ntc.widget"),
    "ntc.widget": ("ntc.french", "ntc.restoring"),
    "ntc.instruments": (
        "ntc.instruments",
        "ntc.calc",
        "ntc.case",
        "ntc.drawing",
        "ntc.exercises",
        "ntc.fields",
        "ntc.french",
        "ntc.paths",
        "ntc.plans",
        "ntc.tables",
        "ntc.widget",
    ),
    "ntc.reference": (
        "ntc.reference",
        "ntc.case",
        "ntc.drawing",
        "ntc.fields",
        "ntc.french",
        "ntc.glossary",
        "ntc.instruments",
        "ntc.learner",
        "ntc.referential",
        "ntc.tables",
        "ntc.widget",
    ),
    "ntc.lessons": (
        "ntc.lessons",
        "ntc.calc",
        "ntc.case",
        "ntc.discovery",
        "ntc.drawing",
        "ntc.exercises",
        "ntc.fields",
        "ntc.french",
        "ntc.instruments",
        "ntc.papers",
        "ntc.plans",
        "ntc.reference",
        "ntc.tables",
    ),
    "ntc": ("ntc",),
    "autograder": ("autograder", "ntc"),
    "autograder.reports.rendering": ("autograder.reports.rendering", "autograder.reports.blocks"),
}


def modules(package):
    """Each module of a package with its file, without what is not ours (caches)."""
    for path in sorted((ROOT / package).rglob("*.py")):
        yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imported(path):
    """The dotted names that a file imports, wherever in it; ``from ntc import case`` gives ``ntc.case``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            yield from (
                f"{node.module}.{alias.name}" for alias in node.names if is_module(node.module, alias.name)
            )


def is_module(package, name):
    folder = ROOT / package.replace(".", "/")
    return (folder / f"{name}.py").exists() or (folder / name / "__init__.py").exists()


def within(name, prefixes):
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def rule_for(module):
    return ALLOWED[max((prefix for prefix in ALLOWED if within(module, [prefix])), key=len)]


@pytest.mark.parametrize("package", ["ntc", "autograder"])
def test_imports_follow_the_arrows(package):
    found = list(modules(package))
    assert len(found) > 20
    against = [
        f"{module} imports {name}"
        for module, path in found
        for name in imported(path)
        if within(name, OURS) and name != "ntc" and not within(name, rule_for(module))
    ]
    assert not against


def test_a_rule_is_seen_when_it_is_broken(tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("def late():\n    from autograder import mark\n")
    names = list(imported(broken))
    assert names == ["autograder", "autograder.mark"]
    assert not any(within(name, rule_for("ntc.fields.kinds.number")) for name in names)


def test_opening_a_lesson_loads_no_heavy_library():
    """On a slow PC each of these costs a second or more: charts load matplotlib when they are drawn."""
    code = "import sys, ntc.lesson; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "ntc" in loaded
    assert not loaded & {
        "folium",
        "matplotlib",
        "numpy",
        "pandas",
        "nbgrader",
        "nbconvert",
        "nbformat",
        "sqlalchemy",
    }
