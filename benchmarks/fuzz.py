"""How many spoiled downloads are received without a fault: ``tests/autograder/grading/fuzzed.py``, at length.

``python benchmarks/fuzz.py [--batches 2000] [--seed 1000]``. Prints each fault with the seed that makes it
again. Exit code 1 when there was one.
"""

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path

from tests.autograder.grading import fuzzed


def main() -> int:
    """Receive so many downloads, each in a class of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1000, help="of the first; the others follow it")
    options = parser.parse_args()
    logging.getLogger("autograder").setLevel(logging.CRITICAL)
    begun, files, broken = time.monotonic(), 0, 0
    for seed in range(options.seed, options.seed + options.batches):
        files += len(fuzzed.batch(seed))
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "course"
            folder.mkdir()
            if faults := fuzzed.faults(folder, seed):
                broken += 1
                print(f"{seed}: {'; '.join(faults)}", flush=True)
    took = time.monotonic() - begun
    print(f"{options.batches} downloads of {files} files, {broken} with a fault, {took:.0f} s")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
