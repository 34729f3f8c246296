"""The two guides in French: every command they give exists, every file they point to is there."""

import re
from importlib.util import find_spec

import pytest
from nbgrader.apps import NbGraderApp

from autograder.grading.render import HOW_TO_PLACE
from ntc import exercises, papers
from ntc.fields.rubric import scale
from ntc.french import typeset
from ntc.paths import ROOT

LEARNER, INSTRUCTOR, EXAMINATION = "docs/apprenant.md", "docs/formateur.md", "docs/examen-blanc.md"
GUIDES = (LEARNER, INSTRUCTOR, EXAMINATION, "docs/deploiement.md", "docs/donnees-personnelles.md")
WITHOUT_COMMANDS = ("docs/confiance.md",)


@pytest.fixture(params=GUIDES)
def guide(request):
    return ROOT / request.param


def code(guide):
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", guide.read_text(encoding="utf-8"), flags=re.S))


def test_every_nbgrader_command_exists():
    commands = set(re.findall(r"\bnbgrader ([a-z_]+)", code(ROOT / INSTRUCTOR)))
    assert {"generate_assignment", "collect", "zip_collect", "autograde", "generate_feedback"} <= commands
    assert commands <= set(NbGraderApp.subcommands)


def test_every_module_of_ours_that_is_run_exists(guide):
    modules = set(re.findall(r"python3? -m ((?:ntc|autograder)[a-z_.]*)", code(guide)))
    assert modules
    assert [name for name in modules if find_spec(name) is None] == []


@pytest.mark.parametrize("page", [*GUIDES, *WITHOUT_COMMANDS])
def test_every_link_leads_somewhere(page):
    guide = ROOT / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", guide.read_text(encoding="utf-8"))
    assert [link for link in links if not (guide.parent / link).exists()] == []


def test_the_guides_keep_french_spaces(guide):
    prose = re.sub(
        r"```.*?```|`[^`\n]*`|^\|[-| ]+\|$", "", guide.read_text(encoding="utf-8"), flags=re.S | re.M
    )
    assert re.findall(r".{0,20} [:;!?»](?!\w).{0,5}|« .{0,20}", prose) == []


def test_the_guide_of_instructors_prints_every_scale_and_how_to_place_a_production():
    printed = (ROOT / INSTRUCTOR).read_text(encoding="utf-8")
    written = [exercise for exercise in exercises.load().values() if exercise.written]
    assert written
    for exercise in written:
        assert f"| {' | '.join(re.findall('[0-9]+(?:,[0-9]+)?', scale(exercise.line_points)))} |" in printed
    assert typeset(HOW_TO_PLACE) in printed


def test_the_page_on_the_mock_examination_lists_its_exercises_and_its_length():
    printed = (ROOT / EXAMINATION).read_text(encoding="utf-8").replace("\u202f", " ").replace("\u00a0", " ")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| .+? \| (\d+) \| (.+?) \| (\d+) min \|$", printed, re.M)
    paper, chosen = papers.load()["examen-blanc"], exercises.of("examen-blanc")
    assert [(int(rank), title, int(points), by == "vous") for rank, title, points, by, _ in rows] == [
        (rank, one.title.replace("\u202f", " ").replace("\u00a0", " "), one.points, one.written)
        for rank, one in enumerate(chosen, 1)
    ]
    assert sum(int(minutes) for *_, minutes in rows) == paper.minutes
    assert f"{sum(one.points for one in chosen):g} points" in printed
