"""Every paper of the mock examination: what it asks is markable, and marked as its lessons mark it."""

import json

import pytest

from autograder.keys import SPECIMENS, Lesson, mark
from autograder.paper import answered_right
from ntc import exercises, papers, referential
from ntc.exam.sitting import Sitting
from ntc.lesson import fields_of, shipped
from ntc.lessons.prose import placeholders, prose
from ntc.roster import variant_of
from tests.every.test_notebooks import SIGN, code_cells, run, shows_widget
from tests.every.tree import PAPERS, VARIANTS, data, placed

NAMES = [path.stem for path in PAPERS]


def on(paper, variant):
    """What a key reads of a variant, and the fields of a paper on it."""
    case, labels = data(variant)
    return case, labels, fields_of(shipped(paper), case)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("paper", NAMES)
def test_who_has_everything_right_earns_all_that_a_machine_marks(paper, variant):
    case, labels, fields = on(paper, variant)
    raw = answered_right(fields, case, labels)
    everything = {field: value for answers in raw.values() for field, value in answers.items()}
    lesson = Lesson.read(fields, everything)
    earned = {key: mark(key, case, labels, lesson).fraction for key in raw}
    assert earned == {one.id: 1 for one in exercises.of(paper) if not one.written}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("paper", NAMES)
def test_every_specimen_is_marked_on_the_paper_as_it_is_in_its_lesson(paper, variant):
    """Of the same answers: those of exercises that are not on the paper count for nothing in either.

    All of them on the data of the class, and another quarter of them on each of the others.
    """
    case, labels, fields = on(paper, variant)
    found, run = [], 0
    for key in fields:
        every = SPECIMENS[key](case, labels)
        for specimen in every if variant == VARIANTS[0] else every[int(variant) % 4 :: 4]:
            raw = {field: value for field, value in specimen.raw.items() if field in fields[key]}
            there = mark(key, case, labels, Lesson.read({key: placed(variant)[key]}, raw))
            here = mark(key, case, labels, Lesson.read(fields, raw))
            if (here.fraction, here.slips) != (there.fraction, there.slips):
                found.append(f"{key}, {specimen.label}: {here.fraction}, not {there.fraction}")
            run += 1
    assert found == []
    assert run >= len(fields)


@pytest.mark.parametrize("paper", NAMES)
def test_it_asks_of_both_activities_by_machine_and_by_hand(paper):
    chosen, title = exercises.of(paper), referential.load()
    assert [one.id for one in chosen] == list(papers.load()[paper].exercises)
    for activity in title.activities:
        of = [one for one in chosen if title.competencies[one.competency].activity == activity]
        assert {one.written for one in of} == {True, False}
    assert {one.competency for one in chosen} == {
        key for key, one in title.competencies.items() if one.activity
    }
    assert {criterion.partition(".")[0] for one in chosen for criterion in one.criteria} >= {"ct2"}


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_it_runs_closed_then_begun_without_a_word_on_stderr(paper, tmp_path, monkeypatch):
    work = tmp_path / "travail"
    folder = work / paper.stem
    folder.mkdir(parents=True)
    monkeypatch.setenv("NTC_LEARNER", "test.eleve")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    closed = opened(run(paper, folder))
    own = variant_of("test.eleve")
    assert (closed["paper"], closed.get("exercises")) == ({"begun": False, "own": own}, None)
    assert not (folder / f"{paper.stem}.answers.json").exists()
    sitting = Sitting.at(paper.stem, work)
    sitting.begin()
    done = run(paper, folder)
    begun = opened(done)
    assert (begun["paper"], begun["variant"]) == ({"begun": True, "own": own}, sitting.learner.variant)
    assert sitting.learner.variant != own
    chosen = [one.id for one in exercises.of(paper.stem)]
    assert [one["id"] for one in begun["exercises"]] == chosen
    assert {*chosen} <= {cell.id for cell in code_cells(done) if shows_widget(cell)}


def opened(notebook):
    """What the opening tells the page; nothing of it went wrong."""
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    [sign] = [output.data[SIGN] for output in outputs if SIGN in output.get("data", {})]
    return sign


@pytest.mark.parametrize("paper", NAMES)
@pytest.mark.slow
def test_nothing_in_it_helps(paper):
    """Neither worked examples, nor drills, nor charts; each statement names only figures that it has."""
    [path] = [path for path in PAPERS if path.stem == paper]
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert not [
        help
        for help in ("Drill(", "charts.", "Rehearsal(", "Sparring(", "Recall(", "Sketch(")
        if help in code
    ]
    assert "Exemple suivi" not in "\n".join("".join(cell["source"]) for cell in cells)
    named = placeholders("\n".join("".join(cell["source"]) for cell in cells))
    for variant in VARIANTS:
        assert named <= prose(paper, data(variant)[0]).keys()
    assert named
