"""Whether a copy costs more in a large class: hand-ins of an activity, marked, given back, on sheets.

``python benchmarks/scale.py [--sizes 30 300 3000] [--lessons name …] [--picture scale.svg]``: for each
size a class hands in, and the instructor's own commands mark it in two processes, write its feedback and its
sheets. Told of each command: seconds, processor time of all its processes and memory of the largest, a
learner. The first size is the reference. While it marks, the state of the desk is asked for again and again.
Exit code 1 when marking a learner's copies takes a tenth more or less of processor time than in the smallest
class, or when the whole took more than ``--within`` seconds (60 is the bar for thirty learners with all the
lessons of the activity, on two idle cores).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib.figure import Figure

from autograder.desk.views import desk
from ntc.roster import variant_of
from tests.autograder.grading.course import ASSIGNMENT, LESSONS, Course, made_course
from tests.autograder.grading.samples import answers_file, nth

KINDS = 8
"""How many different copies there are of each variant; the others are alike, but for whose they are."""
SPREAD = 0.1
STEPS = {
    "marked": ("autograder", "grade", ASSIGNMENT, "--workers", "2"),
    "given back": ("nbgrader", "generate_feedback", ASSIGNMENT),
    "sheets": ("autograder.reports",),
}


@dataclass(frozen=True)
class Cost:
    """Of one command, for a class: seconds, processor seconds, megabytes of its largest process."""

    seconds: float
    processor: float
    memory: float


def main() -> int:
    """Measure each size, print a table, draw the curves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[30, 300, 3000])
    parser.add_argument("--lessons", nargs="+", choices=LESSONS, default=LESSONS)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--within", type=float, help="seconds for all the commands, of every size")
    options = parser.parse_args()
    found: dict[int, dict[str, Cost]] = {}
    print("learners  command       seconds   processor    memory  (seconds a learner, MB)", flush=True)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            course = a_class(Path(scratch), size, options.lessons)
            asked = Asked(course.root)
            found[size] = {name: cost(course, command, asked) for name, command in STEPS.items()}
        for name, each in found[size].items():
            figures = f"{each.seconds / size:9.3f}   {each.processor / size:9.3f} {each.memory:9.0f}"
            print(f"{size:8}  {name:10} {figures}", flush=True)
        whole = sum(each.seconds for each in found[size].values())
        print(f"{size:8}  in all {whole:.0f} s; the desk answered {asked.told()}", flush=True)
    if options.picture:
        curves(found).savefig(options.picture)
    each = {size: costs["marked"].processor / size for size, costs in found.items()}
    reference = each[options.sizes[0]]
    print("marking a learner, against the smallest class: ", end="")
    print(", ".join(f"{size}: {value / reference:.2f}" for size, value in each.items()))
    grows = any(abs(value / reference - 1) > SPREAD for value in each.values())
    late = options.within and any(
        sum(cost.seconds for cost in costs.values()) > options.within for costs in found.values()
    )
    return int(grows or bool(late))


def a_class(folder: Path, size: int, lessons: Sequence[str]) -> Course:
    """A released course in which so many learners handed in these lessons."""
    made = [folder / "course", folder / "home"]
    for one in made:
        one.mkdir()
    course = made_course(*made)
    for number in range(size):
        learner = f"apprenant{number:04d}"
        place = course.places.submitted(learner, ASSIGNMENT)
        place.mkdir(parents=True)
        for lesson in lessons:
            raw = answered(variant_of(learner), number % KINDS, lesson, learner)
            text = json.dumps(answers_file(learner, raw, lesson=lesson), ensure_ascii=False)
            (place / f"{lesson}.answers.json").write_text(text, encoding="utf-8")
    return course


_answered: dict[tuple[str, int, str], dict] = {}


def answered(variant: str, kind: int, lesson: str, learner: str) -> dict:
    """What such a learner answers: that of the first one of their variant."""
    wanted = (variant, kind, lesson)
    if wanted not in _answered:
        _answered[wanted] = dict(nth(learner, kind, lesson).raw)
    return _answered[wanted]


class Asked:
    """The state of the desk, asked for by this process while another one works."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.waits: list[float] = []

    def until(self, done: threading.Event) -> None:
        """Ask twice a second until it is done."""
        while not done.wait(0.5):
            begun = time.perf_counter()
            desk(self.root)
            self.waits.append(time.perf_counter() - begun)

    def told(self) -> str:
        """How often, and how long it took."""
        if not self.waits:
            return "nobody"
        ordered = sorted(self.waits)
        middle = ordered[len(ordered) // 2]
        return f"{len(ordered)} times, in {middle:.2f} s (half), {ordered[-1]:.2f} s (longest)"


def cost(course: Course, command: Sequence[str], asked: Asked) -> Cost:
    """Run a command in the course, and tell what it cost; the desk is asked meanwhile."""
    done = threading.Event()
    asking = threading.Thread(target=asked.until, args=(done,))
    begun = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=course.root,
            env=course.environment,
            stdout=nowhere,
            stderr=nowhere,
        )
    asking.start()
    # Of it and of all that it waited for: the workers too.
    _, status, used = os.wait4(process.pid, 0)
    done.set()
    asking.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {process.returncode}")
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def curves(found: dict[int, dict[str, Cost]]) -> Figure:
    """Processor time a learner and memory, over the size of the class."""
    figure = Figure(figsize=(9, 4), layout="constrained")
    costs, memory = figure.subplots(1, 2)
    sizes = list(found)
    for name in STEPS:
        costs.plot(sizes, [found[size][name].processor / size for size in sizes], marker="o", label=name)
        memory.plot(sizes, [found[size][name].memory for size in sizes], marker="o", label=name)
    for axes, label in ((costs, "processor time a learner (s)"), (memory, "memory, largest process (MB)")):
        axes.set(
            xscale="log", xlabel="learners", ylabel=label, ylim=(0, None), xticks=sizes, xticklabels=sizes
        )
        axes.minorticks_off()
    costs.legend()
    return figure


if __name__ == "__main__":
    sys.exit(main())
