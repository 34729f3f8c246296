"""What must agree in a course: declarations, cells, points, keys and specimens, for every lesson.

``faults`` says, in a line each, all that does not. What the canonical form mends by itself
(``python -m autograder.canonical``) is among it as long as it is not mended.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder import cells, keys, paper
from ntc import exercises, papers, referential
from ntc.exercises import Exercise
from ntc.paths import COURSE

TOTAL = 100


def faults(
    course: Path = COURSE,
    key_ids: Collection[str] = keys.KEYS.keys(),
    specimen_ids: Collection[str] = keys.SPECIMENS.keys(),
) -> list[str]:
    """All that does not agree in a course; empty when it holds together."""
    declarations = exercises.declarations(course)
    declared = {path: list(exercises.read(path).values()) for path in declarations}
    found = []
    for path, those in declared.items():
        grids = exercises.grids(path)
        found += (f"{path.stem}: {fault}" for fault in _lesson(path.with_suffix(".ipynb"), those, grids))
    folders = {path for path in course.glob("*/*.ipynb") if not path.parent.name.startswith(".")}
    lessons = {path for path in folders if not papers.is_paper(path.parent.name)}
    found += (f"{path.stem}: a lesson without a {path.stem}.toml" for path in sorted(lessons)
              if path.with_suffix(".toml") not in declared)  # fmt: skip
    everything = [exercise for those in declared.values() for exercise in those]
    for path in papers.declarations(course):
        found += on_paper(course, path.stem)
    return found + list(_repeated(everything)) + list(_keys(everything, key_ids, specimen_ids))


def disagreements(
    notebook: Mapping[str, Any], declared: Iterable[Exercise], grids: Collection[str] = ()
) -> list[str]:
    """What does not fit between the cells of a lesson and the exercises and grids that it declares."""
    wanted, lesson = cells.of(declared), notebook["metadata"]["ntc"]["lesson"]
    placing, found, shown = defaultdict(list), [], []
    for cell in notebook["cells"]:
        metadata = cell["metadata"].get("nbgrader")
        if metadata and cell["id"] not in wanted:
            found.append(f"{cell['id']}: graded but not declared")
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        unknown = _unknown(source, {*wanted, *grids}, lesson)
        found += (f"{field}: placed but not declared" for field in unknown)
        shown += (field for field in cells.fields(source) if field in grids)
        owners = {exercises.owner(field, wanted) for field in cells.fields(source)} - {None}
        if len(owners) > 1:
            found.append(f"{cell['id']}: places what belongs to {' and '.join(sorted(owners))}")
        for each in owners:
            placing[each].append(cell)
    for each, metadata in wanted.items():
        places = placing[each]
        if len(places) != 1:
            found.append(f"{each}: declared, but placed by {len(places)} cells")
        elif places[0]["id"] != each or places[0]["metadata"].get("nbgrader") != metadata:
            found.append(f"{each}: its cell is not graded as declared")
    found += (f"{each}: a grid placed {shown.count(each)} times" for each in grids if shown.count(each) != 1)
    return found


def _lesson(notebook: Path, declared: list[Exercise], grids: Collection[str]) -> Iterator[str]:
    competency = notebook.stem.split("-", 1)[0]
    points = sum(exercise.points for exercise in declared)
    if points != TOTAL:
        yield f"its points total {points:g}, not {TOTAL}"
    for exercise in declared:
        if exercise.competency != competency:
            yield f"{exercise.id}: its id does not begin with {competency}-"
    if not notebook.is_file():
        yield f"no {notebook.name} beside its declaration"
        return
    content = json.loads(notebook.read_text(encoding="utf-8"))
    if content["metadata"]["ntc"]["lesson"] != notebook.stem:
        yield f"its notebook says that it is {content['metadata']['ntc']['lesson']}"
    yield from disagreements(content, declared, grids)
    yield from _ordered(content, declared)
    yield from _annexed(content, declared, grids)
    yield from _served(notebook.with_suffix(".toml"), content)


def _ordered(notebook: Mapping[str, Any], declared: list[Exercise]) -> Iterator[str]:
    """Exercises that come in another order than the declaration's, which is that of progress and sheets."""
    ids = [exercise.id for exercise in declared]
    placed = [cell["id"] for cell in notebook["cells"] if cell["id"] in ids]
    if placed != ids and sorted(placed) == sorted(ids):
        rank = next(rank for rank, each in enumerate(ids) if each != placed[rank])
        yield f"{placed[rank]}: placed before {ids[rank]}, declared after it"


def _annexed(notebook: Mapping[str, Any], declared: list[Exercise], grids: Collection[str]) -> Iterator[str]:
    """What a sheet is to annex and nobody can answer: no field of the exercise, no line kept for oneself."""
    placed = {cell["id"]: cells.fields("".join(cell["source"])) for cell in notebook["cells"]}
    for exercise in declared:
        known = {*placed.get(exercise.id, ()), *grids}
        yield from (
            f"{each}: annexed, but neither a field of {exercise.id} nor a kept line"
            for each in exercise.annexed
            if each not in known
        )


def on_paper(course: Path, name: str) -> list[str]:
    """What cannot be marked of a paper, or does not fit between its cells and what it chooses."""
    declaration = course / name / f"{name}.toml"
    each, notebook = papers.read(declaration), json.loads(declaration.with_suffix(".ipynb").read_bytes())
    declared = paper.offered(course)
    found = disagreements(notebook, [declared[key] for key in each.exercises if key in declared])
    return [f"{name}: {fault}" for fault in found] or [*paper.faults(each, notebook, declared)]


def _served(declaration: Path, notebook: Mapping[str, Any]) -> Iterator[str]:
    """Passages that a lesson does not have or that serve no skill of it; criteria that it does not claim."""
    ids = {cell["id"] for cell in notebook["cells"]}
    competencies = referential.load(declaration.parents[1]).competencies
    own = {item.id for item in competencies[declaration.stem.split("-", 1)[0]].items}
    claimed = {criterion for each in exercises.read(declaration).values() for criterion in each.criteria}
    yield from (
        f"{criterion}: said to be unseen in part, but no exercise claims it"
        for criterion in exercises.unseen(declaration)
        if criterion not in claimed
    )
    for skill, places in exercises.passages(declaration).items():
        if skill not in own:
            yield f"{skill}: served by a passage, but no item of the referential"
        yield from (
            f"{skill}: served by « {place} », which is no cell" for place in places if place not in ids
        )


def _unknown(source: str, wanted: Collection[str], lesson: str) -> Iterator[str]:
    """Fields that are named as those of a lesson's exercises are, but that no exercise bears."""
    prefix = lesson.split("-", 1)[0] + "-"
    for field in cells.fields(source):
        if field.startswith(prefix) and exercises.owner(field, wanted) is None:
            yield field


def _repeated(declared: Iterable[Exercise]) -> Iterator[str]:
    for each, times in Counter(exercise.id for exercise in declared).items():
        if times > 1:
            yield f"{each}: declared by {times} lessons"


def _home(exercise_id: str) -> str:
    """The file of keys that an exercise names: its competency's folder, then the rest of its id."""
    lesson, _, name = exercise_id.partition("-")
    return f"keys/{lesson}/{name.replace('-', '_')}.py"


def _keys(declared: list[Exercise], key_ids: Collection[str], specimen_ids: Collection[str]) -> Iterator[str]:
    """Keys of lessons that the course does not have are none of its business."""
    ids = {exercise.id for exercise in declared}
    competencies = {exercise.competency for exercise in declared}
    for what, those in (("key", key_ids), ("specimens", specimen_ids)):
        yield from (f"{each}: no {what}, looked for in {_home(each)}" for each in sorted(ids - set(those)))
        strays = {each for each in those if each.split("-", 1)[0] in competencies}
        yield from (f"{each}: {what} of no exercise" for each in sorted(strays - ids))
