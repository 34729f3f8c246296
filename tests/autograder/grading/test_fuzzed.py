"""Whatever is put in a download, nobody else is touched and nothing vanishes without a line.

A fixed seed here; ``benchmarks/fuzz.py`` goes on for as long as one likes.
"""

from pathlib import Path

import pytest

from tests.autograder.grading import fuzzed

BATCHES = 60


@pytest.mark.slow
def test_whatever_is_put_in_a_download_touches_nobody_and_is_told(tmp_path: Path):
    found = {}
    for seed in range(BATCHES):
        folder = tmp_path / str(seed) / "course"
        folder.mkdir(parents=True)
        found[seed] = fuzzed.faults(folder, seed)
    assert {seed: faults for seed, faults in found.items() if faults} == {}


def test_what_is_put_in_is_of_every_sort():
    """The generator is no toy: archives that open and that do not, answers that read and that do not."""
    files = [content for seed in range(BATCHES) for content in fuzzed.batch(seed).values()]
    assert len(files) > 2 * BATCHES
    assert len({content[:4] for content in files}) > 20
    assert fuzzed.batch(7) == fuzzed.batch(7)
