"""A refusal of the desk names buttons: of all that the course's own code says, no command is left."""

import ast
import re
from collections.abc import Iterator

import pytest

from autograder.desk.refused import without_commands
from ntc.paths import ROOT
from tests.spaces import plain

NAME = "at1-strategie"
COMMAND = re.compile(r"nbgrader (?:generate|release|collect|zip|autograde)|--\w+|relancez|python -m", re.I)


def sentences() -> list[str]:
    """The French sentences of marking and reports, their blanks filled in, that name a command."""
    paths = [
        path for folder in ("grading", "reports") for path in (ROOT / "autograder" / folder).glob("*.py")
    ]
    found = [text for path in sorted(paths) for text in texts(ast.parse(path.read_text(encoding="utf-8")))]
    return [text for text in found if COMMAND.search(text) and re.search("[éèàç’«]", text)]


def texts(tree: ast.Module) -> Iterator[str]:
    """What a module says: its strings, but for pieces of longer ones and what documents it."""
    nodes = list(ast.walk(tree))
    pieces = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    pieces |= {id(node.body[0].value) for node in nodes if is_documented(node)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(getattr(part, "value", "")) if is_text(part) else NAME for part in node.values)
        elif is_text(node) and id(node) not in pieces:
            yield node.value


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_documented(node: ast.AST) -> bool:
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    return isinstance(node, kinds) and ast.get_docstring(node) is not None


def test_sentences_are_found() -> None:
    assert len(sentences()) >= 8


@pytest.mark.parametrize("sentence", sentences())
def test_no_command_is_left(sentence: str) -> None:
    said = plain(without_commands(sentence))
    assert not COMMAND.search(said), said
    assert "« »" not in said
