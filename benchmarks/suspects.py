"""How often what is at fault is found in a class, and how often something ordinary is pointed at.

``python benchmarks/suspects.py [--classes 200] [--seed 12]`` simulates classes of 8, 12, 20 and 30, ordinary
and with one fault planted (``tests/autograder/reports/simulated.py`` says how), and prints both rates.
Exit code 1 when more than one class in twenty raises a false alarm. Two processes: minutes, not seconds.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from autograder.reports.suspects import suspects
from tests.autograder.reports.simulated import FAULTS, is_found, simulated

SIZES = (8, 12, 20, 30)
FEW = 4  # variants, where an instructor gives the same to several
MOST_ALARMS = 0.05
WORKERS = 2


def main() -> int:
    """Simulate, print a table, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", type=int, default=200, help="how many of each kind and size")
    parser.add_argument("--seed", type=int, default=12)
    options = parser.parse_args()
    print(
        "learners   false alarms   found: "
        + "   ".join(f"{kind:>9}" for kind in (*FAULTS, f"{FEW} variants"))
    )
    most = 0.0
    with ProcessPoolExecutor(WORKERS) as pool:
        for size in SIZES:
            alarms = rate(pool, options, size, "")
            found = [rate(pool, options, size, kind) for kind in FAULTS]
            found.append(rate(pool, options, size, "variant", FEW))
            most = max(most, alarms)
            print(
                f"{size:8}   {alarms:12.1%}          " + "   ".join(f"{each:9.0%}" for each in found),
                flush=True,
            )
    return int(most > MOST_ALARMS)


def rate(
    pool: ProcessPoolExecutor, options: argparse.Namespace, size: int, kind: str, variants: int = 16
) -> float:
    """The share of classes where the fault is found or, of none, where anything is pointed at."""
    look = partial(one, options.seed, size, kind, variants)
    return float(np.mean(list(pool.map(look, range(options.classes), chunksize=10))))


def one(seed: int, size: int, kind: str, variants: int, number: int) -> bool:
    """Look at one class."""
    rng = np.random.default_rng([seed, size, len(kind), variants, number])
    answers, planted = simulated(rng, size, kind, variants)
    found = suspects(answers)
    return is_found(planted, found) if planted else bool(found)


if __name__ == "__main__":
    sys.exit(main())
