"""The page code that the lab extension serves: small modules that import each other, one sheet of colours."""

import importlib
import inspect
import pkgutil
import re
import sys
from pathlib import Path

import anywidget
import pytest

import ntc
from ntc.fields import Field
from ntc.widget import STUB, Widget

NTC = Path(ntc.__file__).parent
PAGE_CODE = NTC / "labextension" / "ntc-lesson"
MODULES = sorted(PAGE_CODE.rglob("*.js"))
SHEETS = sorted(PAGE_CODE.rglob("*.css"))
LONGEST = 200
# A map is a document of its own, in a frame: what it is made of lies in its address, and imports nothing.
APART = ("maps",)

IMPORT = re.compile(r"""(?:\bfrom\s+|\bimport\s+|\bimport\()["'`]([^"'`]+)["'`]""")
COMPUTED = re.compile(r"\bimport\((?![\"'`])([^)]*)")
EXPORT = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.M)
NAMED_IMPORT = re.compile(r"^import \{([^}]*)\} from \"([^\"]+)\";", re.M)
AWAITED = re.compile(r'const \{ ([^}]*) \} = await import\("([^"]+)"\)')
SHEET_IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)""")
# What is put in the page, and what a document in a frame links to.
WORN = re.compile(r"""\b(?:wear|address)\(["'`]([^"'`]+)["'`]\)""")
COMMENT_OR_TEXT = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.S)
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|:\s*(?:white|black)\b"
)


def text(path):
    return path.read_text(encoding="utf-8")


def everything_imported():
    """Each module of ``ntc``, so that every class that a lesson can place is known."""
    for module in pkgutil.walk_packages(ntc.__path__, "ntc."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def ours(one):
    """A class of a module of ours; anywidget also makes one of each instance, which is none."""
    return one.__module__.startswith("ntc.") and one in vars(sys.modules[one.__module__]).values()


def below(parent):
    for child in parent.__subclasses__():
        yield child
        yield from below(child)


def unknown(code, exported):
    """The names, of those that some module exports, that this code calls and knows from nowhere."""
    code = COMMENT_OR_TEXT.sub(" ", code)
    for name in exported:
        declared = (
            rf"\b(?:function\*?|const|let|class|import)\b[^;=(]*\b{name}\b",
            rf"(?m)^\s*(?:async |static )?{name}\([^)]*\) \{{",
            rf"[({{,]\s*{name}\b[^(]*\)?\s*(?:=>|\{{)",
        )
        if re.search(rf"(?<![\w.$#]){name}\(", code) and not any(re.search(one, code) for one in declared):
            yield name


@pytest.fixture(scope="module")
def classes():
    everything_imported()
    return {
        "fields": [one for one in below(Field) if ours(one) and not inspect.isabstract(one)],
        "widgets": [one for one in below(Widget) if ours(one)],
    }


def expand(named):
    """A path with a name to be filled in stands for every file that it can name."""
    return re.sub(r"\$\{[^}]*\}", "*", named)


def dead_ends(module, folder=PAGE_CODE):
    """What a module imports and cannot get: from outside, or from where there is nothing."""
    for named in IMPORT.findall(text(module)):
        target = module.parent / expand(named)
        found = list(target.parent.resolve().glob(target.name)) if named.startswith(("./", "../")) else []
        if not found or not all(one.is_relative_to(folder.resolve()) for one in found):
            yield f"{module.relative_to(folder)} imports {named}"


def test_the_files_are_small():
    assert len(MODULES) > 30
    assert len(SHEETS) > 10
    lengths = {str(path.relative_to(PAGE_CODE)): len(text(path).splitlines()) for path in [*MODULES, *SHEETS]}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_every_module_imports_what_is_there_and_nothing_from_outside():
    assert [end for module in MODULES for end in dead_ends(module)] == []
    # The entry, which JupyterLab loads as a plain script, is the only one that works an address out.
    computed = {path.name: COMPUTED.findall(text(path)) for path in MODULES}
    assert {name: found for name, found in computed.items() if found} == {
        "remoteEntry.js": ['new URL("lesson/plugin.js", base']
    }
    assert (PAGE_CODE / "lesson" / "plugin.js").exists()


@pytest.mark.parametrize(
    "line",
    ['import x from "react";', 'import { y } from "./nowhere.js";', "await import(`../none/${a}.js`);"],
)
def test_a_dead_end_is_seen(line, tmp_path):
    module = tmp_path / "page" / "module.js"
    module.parent.mkdir()
    module.write_text(line)
    assert len(list(dead_ends(module, tmp_path))) == 1


def test_every_name_imported_is_exported_and_used_and_every_export_is_imported():
    exported = {path: set(EXPORT.findall(text(path))) for path in MODULES}
    wanted = {path: set() for path in MODULES}
    problems = []
    for module in MODULES:
        source = text(module)
        for names, named in [*NAMED_IMPORT.findall(source), *AWAITED.findall(source)]:
            target = (module.parent / named).resolve()
            for name in filter(None, (part.strip() for part in names.split(","))):
                original, _, alias = name.partition(" as ")
                wanted[target].add(original)
                uses = len(re.findall(rf"\b{alias or original}\b", source)) - 1
                if original not in exported[target]:
                    problems.append(f"{module.name} imports {original}, which {target.name} does not export")
                if not uses:
                    problems.append(f"{module.name} imports {original} without using it")
    # Asked for by a name that is worked out: what the stub draws with, the widget, the kind of field.
    wanted[PAGE_CODE / "page" / "widget.js"].add("render")
    asked = {"widgets": {"render"}, "kinds": {"grouped", "control"}}
    for module in MODULES:
        unused = exported[module] - wanted[module] - asked.get(module.parent.name, set())
        problems += [f"{module.name} exports {name} to nobody" for name in sorted(unused)]
    assert problems == []


def test_one_module_makes_nodes_and_one_formats_numbers():
    makers = {
        path.name for path in MODULES if re.search(r"createElement|innerHTML|insertAdjacent", text(path))
    }
    writers = {path.name for path in MODULES if re.search(r"toLocale|\bIntl\b|normalize\(", text(path))}
    assert makers == {"dom.js"}
    assert writers == {"french.js"}


def test_one_sheet_holds_the_colours():
    holders = {path.name for path in [*SHEETS, *MODULES] if COLOUR.search(text(path))}
    assert holders == {"tokens.css"}


def test_every_colour_that_is_named_exists_and_every_one_that_exists_is_named():
    defined = set(re.findall(r"^\s*(--ntc-[\w-]+):", "\n".join(map(text, SHEETS)), re.M))
    named = set(re.findall(r"var\((--ntc-[\w-]+)", "\n".join(map(text, SHEETS))))
    assert named == defined


def test_every_sheet_is_worn():
    roots = {PAGE_CODE / "widgets" / f"{path.stem}.css" for path in (PAGE_CODE / "widgets").glob("*.js")}
    roots |= {PAGE_CODE / named for path in MODULES for named in WORN.findall(text(path)) if "$" not in named}
    imported = {
        (path.parent / named).resolve() for path in SHEETS for named in SHEET_IMPORT.findall(text(path))
    }
    assert {path.resolve() for path in roots} | imported == {path.resolve() for path in SHEETS}


def test_each_kind_of_field_has_its_file_and_each_file_its_kind(classes):
    kinds = {one.kind for one in classes["fields"]}
    assert len(kinds) >= 9
    assert {path.stem for path in (PAGE_CODE / "kinds").glob("*.js")} == kinds


def test_each_widget_has_its_files_and_each_file_its_widget(classes):
    pages = {one._page.default_value for one in classes["widgets"]}
    assert len(pages) >= 7
    assert {path.stem for path in (PAGE_CODE / "widgets").glob("*.js")} == pages
    assert {path.stem for path in (PAGE_CODE / "widgets").glob("*.css")} == pages


def test_every_widget_sends_the_stub_and_no_code_of_its_own(classes):
    """No other class of ours is an anywidget, and no page code lies elsewhere in the package."""
    others = [one for one in below(anywidget.AnyWidget) if ours(one) and not issubclass(one, Widget)]
    stray = [one.__qualname__ for one in others]
    own = [one.__qualname__ for one in classes["widgets"] if "_esm" in vars(one) or hasattr(one, "_css")]
    code = [
        str(path.relative_to(NTC))
        for path in NTC.rglob("*")
        if path.suffix in (".js", ".css")
        and PAGE_CODE not in path.parents
        and not set(path.parts) & set(APART)
    ]
    assert (stray, own, code) == ([], [], [])


def test_the_stub_is_four_lines():
    assert len(STUB.strip().splitlines()) == 4
    assert len(STUB.encode()) < 600


STORED = re.compile(r"\b(?:localStorage|sessionStorage|indexedDB|caches)\.")


def test_what_a_browser_may_refuse_to_keep_is_asked_for_with_care():
    """Where cookies are refused, naming a storage is an error: what nobody catches would stop the page."""
    desk = sorted((NTC.parent / "autograder" / "desk" / "page").rglob("*.js"))
    asked = [
        (path.name, number, lines[max(0, number - 1) : number + 1])
        for path in [*MODULES, *desk]
        for lines in [text(path).splitlines()]
        for number, line in enumerate(lines)
        if STORED.search(line)
    ]
    assert len(asked) >= 9
    assert [one for one in asked if not re.search(r"\btry \{|quietly\(", " ".join(one[2]))] == []


def test_what_a_module_calls_of_another_it_imports():
    exported = {name for module in MODULES for name in EXPORT.findall(text(module))}
    assert len(exported) > 100
    found = {module.name: [*unknown(text(module), exported)] for module in MODULES}
    assert {name: lacks for name, lacks in found.items() if lacks} == {}
    lacking = 'import { make } from "./dom.js";\nmake("th", {}, heading("Garder"));'
    assert [*unknown(lacking, exported)] == ["heading"]
