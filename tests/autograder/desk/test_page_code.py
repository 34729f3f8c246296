"""The desk's page code: small modules that find what they import, French spaces, one sheet of colours."""

import re
from pathlib import Path

import pytest

from autograder.desk import handlers
from ntc.paths import ROOT

PAGE = ROOT / "autograder" / "desk" / "page"
LAB = "../../lab/extensions/ntc-lesson/"
SHARED = ROOT / "ntc" / "labextension" / "ntc-lesson"
MODULES = sorted(PAGE.glob("*.js"))
LONGEST = 200
IMPORT = re.compile(r'^import \{ ([^}]*) \} from "([^"]+)";', re.M)
TEXT = re.compile(r'"[^"\n]*"|`[^`\n]*`')
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?)\(|:\s*(?:white|black)\b")


def test_there_are_modules():
    assert len(MODULES) >= 7
    assert handlers._PAGE == PAGE


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_is_short_and_finds_what_it_imports(module: Path):
    source = module.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST
    for names, path in IMPORT.findall(source):
        target = SHARED / path.removeprefix(LAB) if path.startswith(LAB) else PAGE / path
        exported = target.read_text(encoding="utf-8")
        for name in names.split(", "):
            assert re.search(rf"^export (?:async )?(?:function|class|const) {name}\b", exported, re.M), (
                path,
                name,
            )


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_what_is_said_has_french_spaces(module: Path):
    code = re.sub(r"^\s*(?://|/?\*).*$", "", module.read_text(encoding="utf-8"), flags=re.M)
    said = [re.sub(r"\$\{[^}]*\}", "…", text) for text in TEXT.findall(code)]
    assert [text for text in said if re.search(r" [:;!?»](?!\w)|« |[a-zé]'[a-zé]", text)] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_what_anybody_typed_is_never_made_markup(module: Path):
    source = module.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source
    )


@pytest.mark.parametrize("sheet", sorted(PAGE.glob("*.css")), ids=lambda path: path.name)
def test_colours_are_the_course_s(sheet: Path):
    source = sheet.read_text(encoding="utf-8")
    assert not COLOUR.search(source)
    tokens = (SHARED / "page" / "tokens.css").read_text(encoding="utf-8")
    assert [name for name in re.findall(r"var\((--[\w-]+)\)", source) if f"{name}:" not in tokens] == []
