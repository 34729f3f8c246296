"""The one form in which a notebook of the course is kept, so that a change shows what its author changed.

No outputs, no execution counts, readable and stable cell ids, no metadata but those that the course uses,
sorted keys, a newline at the end. The code cells of all lessons are also kept together for the JupyterLab
extension, which runs by itself only what equals them.

``python -m autograder.canonical`` puts everything in that form; ``--check`` only says what is not.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import nbformat

import ntc
from ntc.paths import COURSE

SHIPPED = Path(ntc.__file__).parent / "labextension" / "ntc-lesson" / "lessons.json"

_KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_CELL_METADATA = {"markdown": {"tags"}, "code": {"nbgrader", "tags"}, "raw": {"tags"}}
_LOCKED = {"deletable": False, "editable": False, "jupyter": {"source_hidden": True}}

_READABLE = re.compile(r"[a-z][a-z0-9-]{1,63}")
_RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}")


def notebooks() -> list[Path]:
    """Every notebook of ``course/``: the home page and the lessons."""
    return sorted(path for path in COURSE.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def canonical(text: str) -> str:
    """The canonical form of a notebook given as text; raise nbformat's ValidationError when it is not one."""
    notebook = json.loads(text)
    kept = {
        "metadata": _KERNEL | {"ntc": notebook["metadata"]["ntc"]},
        "nbformat": 4,
        "nbformat_minor": 5,
        "cells": [],
    }
    taken: set[str] = set()
    for cell in notebook["cells"]:
        kept["cells"].append(_cell(cell, taken))
    nbformat.validate(nbformat.from_dict(kept))
    return json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def shipped_code(texts: Sequence[str]) -> str:
    """The code cells of each lesson, as the JupyterLab extension reads them: ``{lesson: [source, …]}``."""
    lessons = {}
    for notebook in map(json.loads, texts):
        sources = [_source(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
        lessons[notebook["metadata"]["ntc"]["lesson"]] = sources
    return json.dumps(lessons, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def fix() -> list[Path]:
    """Rewrite what is not in canonical form; return the files that changed."""
    wanted = _wanted()
    changed = [path for path, text in wanted.items() if _read(path) != text]
    for path in changed:
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    return changed


def check() -> list[Path]:
    """Return the files that are not in canonical form."""
    return [path for path, text in _wanted().items() if _read(path) != text]


def main(argv: Sequence[str] | None = None) -> int:
    """Fix, or with ``--check`` only check; the exit code of a failed check is 1."""
    parser = argparse.ArgumentParser(prog="python -m autograder.canonical", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing, fail when something should change"
    )
    only_check = parser.parse_args(argv).check
    for path in (found := check() if only_check else fix()):
        print(f"{'not canonical' if only_check else 'rewritten'}: {path}")
    return int(only_check and bool(found))


def _wanted() -> dict[Path, str]:
    wanted = {path: canonical(path.read_text(encoding="utf-8")) for path in notebooks()}
    return wanted | {SHIPPED: shipped_code(list(wanted.values()))}


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.exists() else None


def _cell(cell: dict, taken: set[str]) -> dict:
    kind, source = cell["cell_type"], _source(cell)
    metadata = {key: value for key, value in cell["metadata"].items() if key in _CELL_METADATA[kind]}
    kept = {
        "cell_type": kind,
        "id": _id(cell.get("id", ""), source, taken),
        "metadata": metadata,
        "source": source.splitlines(keepends=True),
    }
    if kind == "code":
        kept |= {"execution_count": None, "outputs": [], "metadata": metadata | _LOCKED}
    return kept


def _source(cell: dict) -> str:
    return "".join(cell["source"]).rstrip("\n")


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
