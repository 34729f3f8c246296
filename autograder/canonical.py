"""The one form in which a notebook of the course is kept, so that a change shows what its author changed.

No outputs, no execution counts, readable and stable cell ids, no metadata but those that the course uses,
sorted keys, a newline at the end. The head of each page says how to open the course, to who reads it
elsewhere; prose has its French spaces; figures of the case are links, of which the words can be read. A
cell that places the fields of a declared exercise bears its id and the grading metadata that its declaration
makes; no other cell has any. The code cells of all lessons are also kept together for the JupyterLab
extension, which runs by itself only what equals them. What serves each point of the
referential is a page of its own (:mod:`autograder.coverage`).

``python -m autograder.canonical`` puts everything in that form; ``--check`` changes nothing. Both say what
only a person can mend (an exercise without a cell, without a key…) and fail on it. The notebook of a mock
examination is written whole, from the lessons (:mod:`autograder.paper`).
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

import ntc
from autograder import agreement, cells, coverage, paper
from ntc import exercises, papers
from ntc.exercises import Exercise
from ntc.french import typeset
from ntc.lessons.prose import NOTICE, spelt_out
from ntc.paths import COURSE, OWN_COURSE

SHIPPED = Path(ntc.__file__).parent / "labextension" / "ntc-lesson" / "shipped"

_KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_KEPT = {"tags"}
_LOCKED = {"deletable": False, "editable": False, "jupyter": {"source_hidden": True}}

_READABLE = re.compile(r"[a-z][a-z0-9-]{1,63}")
_RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}")


def notebooks(course: Path = COURSE) -> list[Path]:
    """Every notebook of a course: its pages, its lessons and its papers."""
    return sorted(path for path in course.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def canonical(text: str, declared: Iterable[Exercise] = ()) -> str:
    """The canonical form of a notebook given as text, which places these declared exercises.

    Raises nbformat's ValidationError when it is no notebook.
    """
    notebook, graded = json.loads(text), cells.of(declared)
    kept = {
        "metadata": _KERNEL | {"ntc": notebook["metadata"]["ntc"]},
        "nbformat": 4,
        "nbformat_minor": 5,
        "cells": [],
    }
    taken: set[str] = set()
    for cell in notebook["cells"]:
        kept["cells"].append(_cell(cell, taken, graded))
    for head in kept["cells"][:1]:
        head["source"] = _headed(_source(head)).splitlines(keepends=True)
    nbformat.validate(nbformat.from_dict(kept))
    return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def shipped_code(text: str) -> tuple[str, str]:
    """The name of a lesson, and the sources of its code cells as the JupyterLab extension reads them."""
    notebook = json.loads(text)
    sources = [_source(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return notebook["metadata"]["ntc"]["lesson"], json.dumps(sources, ensure_ascii=False, indent=1) + "\n"


def fix(course: Path = COURSE) -> list[Path]:
    """Rewrite what is not in canonical form; return the files that changed."""
    wanted = _wanted(course)
    changed = [path for path, text in wanted.items() if _read(path) != text]
    for path in changed:
        if (text := wanted[path]) is None:
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return changed


def check(course: Path = COURSE) -> list[str]:
    """Say what is not in canonical form, and what does not agree in the course."""
    changing = [path for path, text in _wanted(course).items() if _read(path) != text]
    return [f"{path}: not canonical" for path in changing] + agreement.faults(course)


def renew(course: Path, name: str) -> list[str]:
    """Make the notebook of a paper anew of the lessons as they are; give what cannot be marked of it.

    Raises PaperError when it cannot be set.
    """
    wanted, notebook = _wanted(course), course / name / f"{name}.ipynb"
    for path in (notebook, SHIPPED / f"{name}.json"):
        if (text := wanted.get(path)) is not None and _read(path) != text:
            path.write_text(text, encoding="utf-8", newline="\n")
    return agreement.on_paper(course, name)


def main(argv: Sequence[str] | None = None) -> int:
    """Fix, or with ``--check`` only check; the exit code is 1 when something is left to mend."""
    parser = argparse.ArgumentParser(prog="python -m autograder.canonical", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing, fail when something should change"
    )
    parser.add_argument("--course", type=Path, default=COURSE, help="the folder of the lessons")
    options = parser.parse_args(argv)
    try:
        for path in [] if options.check else fix(options.course):
            print(f"{path}: rewritten")
        left = check(options.course)
    except ValueError as cause:
        left = [str(cause)]
    print(*left, sep="\n", end="\n" if left else "")
    return int(bool(left))


def _wanted(course: Path) -> dict[Path, str | None]:
    """What each file must hold; None for one that must not be there any more."""
    wanted: dict[Path, str] = {
        path: canonical(path.read_text(encoding="utf-8"), _declared(path))
        for path in notebooks(course)
        if not papers.is_paper(path.parent.name)
    }
    wanted |= _papers(course, {path.stem: json.loads(text) for path, text in wanted.items()})
    if course.resolve() != OWN_COURSE:
        return {**wanted}
    code = {SHIPPED / f"{name}.json": text for name, text in map(shipped_code, wanted.values())}
    return {**wanted, **dict.fromkeys(SHIPPED.glob("*.json")), **code, coverage.PAGE: coverage.page(course)}


def _papers(course: Path, lessons: Mapping[str, Any]) -> dict[Path, str]:
    """What the notebook of each paper must hold, made of the lessons by name; raises PaperError."""
    files, declared, found = papers.declarations(course), paper.offered(course), {}
    for path, each in zip(files, map(papers.read, files), strict=True):
        chosen = [declared[key] for key in each.exercises if key in declared]
        found[path.with_suffix(".ipynb")] = canonical(paper.compose(each, lessons, declared), chosen)
    return found


def _declared(notebook: Path) -> list[Exercise]:
    declaration = notebook.with_suffix(".toml")
    return list(exercises.read(declaration).values()) if declaration.is_file() else []


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.exists() else None


def _cell(cell: dict, taken: set[str], graded: cells.Graded) -> dict:
    kind, source = cell["cell_type"], _source(cell)
    if kind == "markdown":
        source = typeset(spelt_out(source))
    metadata = {key: value for key, value in cell["metadata"].items() if key in _KEPT}
    placed = cells.placed(source, graded) if kind == "code" else None
    kept = {
        "cell_type": kind,
        "id": _id(placed or _own(cell.get("id", ""), graded), source, taken),
        "metadata": metadata,
        "source": source.splitlines(keepends=True),
    }
    if kind == "code":
        grading = {"nbgrader": graded[placed]} if placed == kept["id"] else {}
        kept |= {"execution_count": None, "outputs": [], "metadata": metadata | _LOCKED | grading}
    return kept


def _headed(source: str) -> str:
    """The head of a page, with the sentence that is read elsewhere than in the course."""
    is_said = not source.startswith("# ") or source.endswith(NOTICE)
    return source if is_said else f"{source}\n\n{NOTICE}"


def _source(cell: dict) -> str:
    return "".join(cell["source"]).rstrip("\n")


def _own(given: str, graded: cells.Graded) -> str:
    """The id that a cell bears, unless it is that of an exercise which it does not place."""
    return "" if given in graded else given


def _id(given: str, source: str, taken: set[str]) -> str:
    """A readable id stays; JupyterLab's random one, or a second use, gives way to the cell's first words."""
    stem = given if _READABLE.fullmatch(given) and not _RANDOM.fullmatch(given) else _slug(source)
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    taken.add(name)
    return name


def _slug(source: str) -> str:
    plain = unicodedata.normalize("NFKD", source).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:5]
    return f"text-{'-'.join(words)}"[:48].rstrip("-")


if __name__ == "__main__":
    sys.exit(main())
