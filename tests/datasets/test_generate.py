"""The generator: what is committed is what it makes, anywhere; a table is added without moving others."""

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from ntc.case import VARIANTS, schema

DATASETS = Path(__file__).resolve().parents[2] / "datasets"
COMMAND = [sys.executable, str(DATASETS / "generate.py")]


def run(*arguments, command=COMMAND, **environment):
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A checkout of the generator alone, with the class data."""
    root = tmp_path_factory.mktemp("checkout")
    for folder in ("tables/00", "generator"):
        shutil.copytree(
            DATASETS / folder, root / "datasets" / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("generate.py", "schema.toml", "policy.toml"):
        shutil.copy(DATASETS / name, root / "datasets" / name)
    shutil.copytree(DATASETS.parent / "autograder/truth/00", root / "autograder/truth/00")
    return root


@pytest.fixture
def main(copy, monkeypatch):
    """The command itself, on the files of that checkout; it makes the tables once for all it is asked."""
    spec = spec_from_file_location("generate", DATASETS / "generate.py")
    generate = module_from_spec(spec)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec.loader.exec_module(generate)
    generate.HERE = copy / "datasets"
    generate.TABLES, generate.TRUTH = copy / "datasets/tables", copy / "autograder/truth"
    generate.files = cache(generate.files)
    return generate.main


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_has_drifted(variant):
    result = run("--check", "--variant", variant)
    assert result.stderr == ""
    assert result.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "12345"])
def test_bytes_do_not_depend_on_the_session(seed):
    result = run("--check", "--variant", "11", PYTHONHASHSEED=seed, LC_ALL="C", TZ="Asia/Tokyo")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.slow
def test_check_fails_on_a_changed_a_missing_and_a_stale_file(copy, main, capsys):
    assert main(["--check", "--variant", "00"]) == 0
    assert capsys.readouterr().err == ""
    tables = copy / "datasets/tables/00"
    changed, missing, stale = (
        tables / "orders.csv",
        copy / "autograder/truth/00/clues.csv",
        tables / "old.csv",
    )
    kept = changed.read_bytes(), missing.read_bytes()
    changed.write_bytes(kept[0].replace(b"\n", b"\r\n"))
    missing.unlink()
    stale.write_text("id\n1\n", encoding="utf-8")
    assert main(["--check", "--variant", "00"]) == 1
    named = [line.removeprefix("differs: ") for line in capsys.readouterr().err.splitlines()]
    assert sorted(Path(line).name for line in named) == ["clues.csv", "old.csv", "orders.csv"]
    assert main(["--variant", "00"]) == 0
    assert (changed.read_bytes(), missing.read_bytes()) == kept
    assert not stale.exists()


@pytest.mark.slow
def test_a_new_table_moves_no_byte_of_the_others(copy):
    """A table added to schema and registry: only its own file is new."""
    module = copy / "datasets/generator/house/permits.py"
    registry, declared = copy / "datasets/generator/registry.py", copy / "datasets/schema.toml"
    before = registry.read_text(encoding="utf-8"), declared.read_text(encoding="utf-8")
    module.write_text(
        "def build(world):\n"
        "    stream = world.stream('permits')\n"
        "    world.add('permits', ({'permit_id': f'AO{n}', 'amount': stream.below(9)} for n in range(3)))\n",
        encoding="utf-8",
    )
    step = "from generator.house import permits\n\nSTEPS = (\n    permits.build,\n"
    text = re.sub(r"^STEPS.* = \(\n", step, before[0], flags=re.MULTILINE)
    registry.write_text(text, encoding="utf-8")
    extra = '\n[permits]\nlabel = "AO"\nkey = ["permit_id"]\n[permits.columns]\n'
    extra += 'permit_id = { type = "id", label = "N" }\n'
    declared.write_text(before[1] + extra + 'amount = { type = "int", label = "M" }\n', encoding="utf-8")
    result = run("--check", "--variant", "00", command=[sys.executable, str(copy / "datasets/generate.py")])
    assert [Path(line).name for line in result.stderr.split()[1::2]] == ["permits.csv"], result.stderr


def test_tables_are_plain_and_small():
    whole = 0
    for path in sorted(DATASETS.glob("tables/*/*.csv")):
        data = path.read_bytes()
        assert data.endswith(b"\n")
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")
        data.decode("utf-8")
        whole += len(data)
    assert whole < 25_000_000


def test_no_label_of_truth_is_in_a_table_of_the_learner():
    for name, table in schema().items():
        for path in DATASETS.glob(f"tables/*/{name}.csv"):
            head = path.read_text(encoding="utf-8").split("\n", 1)[0].split(",")
            assert head == [column.name for column in table.public]
