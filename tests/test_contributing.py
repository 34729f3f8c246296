"""README and CONTRIBUTING tell the truth about the tree: every path, module and link they name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", "LICENSE-CONTENT.md")
MADE_LOCALLY = (".venv/", "docs/images/")


def text(page):
    return (ROOT / page).read_text(encoding="utf-8")


def named_paths(page):
    """Paths in backticks (`ntc/fields/base.py`, `course/`), without the one that each computer makes."""
    for name in re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:py|toml|md))`", text(page)):
        if not name.startswith(MADE_LOCALLY):
            yield name


def mapped_paths():
    """The paths of the map that opens CONTRIBUTING.md, each under the folder that it is indented in."""
    block = re.search(r"## The map\n\n```\n(.*?)```", text("CONTRIBUTING.md"), re.S)[1]
    folder = ""
    for line in block.splitlines():
        names = re.match(r" *((?:[\w.-]+(?:/[\w.-]*)*(?:  )?)+)", line)[1].split()
        if not line.startswith(" "):
            folder = names[0]
            yield folder
            continue
        paths = [name for name in names if name.endswith(("/", ".py", ".toml"))]
        yield from (folder + name for name in paths)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_in_backticks_exists(page):
    missing = [name for name in named_paths(page) if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    targets = re.findall(r"\]\(([^)#]+)", text(page))
    local = [target for target in targets if not target.startswith("https://")]
    assert [target for target in local if not (ROOT / target).exists()] == []


def test_the_map_names_what_is_there():
    paths = list(mapped_paths())
    assert len(paths) >= 25
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_map_forgets_no_package():
    packages = {
        f"{p.parent.relative_to(ROOT)}/"
        for top in ("ntc", "autograder")
        for p in (ROOT / top).glob("*/__init__.py")
    }
    mapped = {path.rstrip("/") + "/" for path in mapped_paths()}
    assert packages <= mapped


def test_the_readme_opens_with_the_two_commands():
    assert re.match(r"# .*\n\n```sh\npython3 start\.py .*\npython3 start\.py test ", text("README.md"))
    assert len(text("README.md").splitlines()) <= 70


def test_the_recipes_are_all_there():
    headings = re.findall(r"^### Add an? (\w+)$", text("CONTRIBUTING.md"), re.M)
    assert headings == ["exercise", "lesson", "field", "plan", "table", "term", "drill"]
