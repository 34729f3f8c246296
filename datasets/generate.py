"""Make the company Galerne Air Industrie: ``python3 datasets/generate.py [--check] [--variant NN]``.

Writes datasets/tables/<variant>/*.csv, which learners read, and autograder/truth/<variant>/*.csv, which they
never see. With --check nothing is written: it fails when a file differs from what would be made.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The generator needs nothing installed: it is found here, and ``ntc`` beside.
sys.path[:0] = [str(HERE), str(HERE.parent)]

from generator.core.schema import check_columns, public_text, read_schema, truth_text  # noqa: E402
from generator.registry import make  # noqa: E402

TABLES = HERE / "tables"
TRUTH = HERE.parent / "autograder" / "truth"
VARIANTS = tuple(f"{number:02d}" for number in range(17))


def files(variant: str) -> dict[Path, str]:
    """Return the text of every file of a variant, by path."""
    world, out = make(variant), {}
    schema = read_schema()
    if set(schema) != set(world.tables):
        raise ValueError(
            f"tables {sorted(set(schema) ^ set(world.tables))} are in the schema or made, not both"
        )
    for name, table in schema.items():
        check_columns(name, table, world[name])
        for folder, text in (
            (TABLES, public_text(table, world[name])),
            (TRUTH, truth_text(table, world[name])),
        ):
            if text is not None:
                out[folder / variant / f"{name}.csv"] = text
    return out


def write(wanted: dict[Path, str], variant: str) -> None:
    """Write the files of a variant, and remove those that no table makes any more."""
    for folder in (TABLES / variant, TRUTH / variant):
        folder.mkdir(parents=True, exist_ok=True)
        for stale in set(folder.glob("*.csv")) - set(wanted):
            stale.unlink()
    for path, text in wanted.items():
        path.write_bytes(text.encode())


def drift(wanted: dict[Path, str], variant: str) -> list[Path]:
    """Return the files that are missing, different or too many."""
    present = {path for folder in (TABLES / variant, TRUTH / variant) for path in folder.glob("*.csv")}
    wrong = [
        path for path, text in wanted.items() if path not in present or path.read_bytes() != text.encode()
    ]
    return sorted([*wrong, *(present - set(wanted))])


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 1 when --check finds a difference."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file would change")
    parser.add_argument("--variant", choices=VARIANTS, help="one variant only")
    options = parser.parse_args(arguments)
    wrong: list[Path] = []
    for variant in (options.variant,) if options.variant else VARIANTS:
        wanted = files(variant)
        if options.check:
            wrong += drift(wanted, variant)
        else:
            write(wanted, variant)
    for path in wrong:
        print(f"differs: {path.relative_to(HERE.parent)}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
