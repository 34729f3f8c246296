"""How much the course holds: counted here, so that nothing that is discovered falls out in silence."""

import json
import random
import re
from collections import Counter

import pytest

from autograder import truth
from autograder.keys import SPECIMENS
from ntc import exercises, glossary
from ntc.case import VARIANTS, load
from ntc.french import typeset
from ntc.paths import COURSE
from ntc.plain import plain as unaccented
from ntc.practice import drills
from tests.every.test_eliminatory import eliminating
from tests.every.tree import LESSONS, PAGES, PAPERS, automatic, placed
from tests.spaces import plain


def test_the_lessons_and_the_pages_are_there():
    assert [path.stem for path in LESSONS] == [
        "cp1-veille",
        "cp2-plan-actions",
        "cp3-fidelisation",
        "cp4-bilan",
        "cp5-prospection",
        "cp6-solution",
        "cp7-negociation",
    ]
    assert [path.stem for path in PAGES] == ["accueil", "galerne", "lexique"]
    assert [path.stem for path in PAPERS] == ["examen-blanc"]
    assert len(VARIANTS) == 17


def test_each_lesson_has_its_exercises():
    counts = Counter(exercise.lesson for exercise in exercises.load().values())
    assert counts == {
        "cp1-veille": 8,
        "cp2-plan-actions": 9,
        "cp3-fidelisation": 8,
        "cp4-bilan": 8,
        "cp5-prospection": 10,
        "cp6-solution": 9,
        "cp7-negociation": 10,
    }
    marked = Counter(exercise.lesson for exercise in automatic())
    assert marked == {
        "cp1-veille": 7,
        "cp2-plan-actions": 8,
        "cp3-fidelisation": 7,
        "cp4-bilan": 7,
        "cp5-prospection": 9,
        "cp6-solution": 7,
        "cp7-negociation": 8,
    }


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_an_exercise_bears_one_name(path):
    """The heading above it is the title that progress, hand-in, feedback and sheet give it."""
    heading, found = "", {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = (re.findall(r"^### Exercice noté · (.+)$", source, re.MULTILINE) or [heading])[-1]
        elif cell["id"] in exercises.load():
            found[cell["id"]] = heading
    titles = {key: one.title for key, one in exercises.load().items() if one.lesson == path.stem}
    assert found == {key: typeset(title) for key, title in titles.items()}


@pytest.mark.parametrize("fields", placed("00").items(), ids=lambda item: item[0])
def test_no_two_fields_of_an_exercise_bear_one_name(fields):
    """What is missing before a hand-in, and what a sheet annexes, is told by the name of its field."""
    assert [
        name for name, times in Counter(one.label for one in fields[1].values()).items() if times > 1
    ] == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_duration_announced_is_that_of_the_steps(path):
    cells = ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    minutes = sum(int(found) for found in re.findall(r"\| (\d+)\smin \|$", "\n".join(cells), re.MULTILINE))
    # To the nearest quarter of an hour or so; the page of intent says the same.
    assert abs(_announced(cells[0]) - minutes) <= 15
    intent = COURSE.parent / "docs" / "lecons" / f"{path.stem.partition('-')[0]}.md"
    assert _announced(intent.read_text(encoding="utf-8")) == _announced(cells[0])


def _announced(text):
    """« Environ cinq heures trois quarts pour une première fois », in minutes."""
    words = ("une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit")
    quarters = ("", " et quart", " et demie", " trois quarts")
    [(hours, more)] = re.findall(r"nviron (\w+)\sheures?([\w ]*) pour une première fois", text)
    return 60 * (words.index(hours) + 1) + 15 * quarters.index(more)


_WORDS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
NUMBERS = {word: number for number, word in enumerate(_WORDS, 2)}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_list_has_as_many_items_as_announced(path):
    """« Cinq enquêtes types : » over five; « *R02, R03* » heads two of the rules announced."""
    for text in _texts(path):
        for before, listed in re.findall(r"^(.*:)\n\n((?:(?:- |\d\. ).*\n?)+)", text, re.MULTILINE):
            sentence = re.split(r"(?<=[.!?])\s", before)[-1]
            announced = {NUMBERS[word] for word in re.findall(r"\w+", sentence.lower()) if word in NUMBERS}
            heads = re.findall(r"^(?:- |\d\. )(?:\*(.*?)\*)?", listed, re.MULTILINE)
            items = {len(heads), len(re.findall(r"R\d\d", " ".join(heads)))}
            assert not announced or announced & items, (sentence, len(heads))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_statement_that_sends_to_an_instrument_has_it_beside(path):
    """Twelve figures to read nine screens above the table that takes them: the tables stand again below."""
    before, statement = "", ""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            statement = source
            continue
        if "nbgrader" in cell["metadata"]:
            assert "instrument ci-dessus" not in statement, cell["id"]
            assert "instrument ci-dessous" not in statement or before.startswith("Explorer("), cell["id"]
        before = source


def test_the_clues_are_judged_beside_the_tables_that_they_are_read_in():
    """Ten clues are two readings each."""
    (path,) = (path for path in LESSONS if path.stem == "cp4-bilan")
    ids = [cell["id"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert ids.index("cp4-causes") == ids.index("explorer-causes") + 1


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_drill_asks_for_nothing_whose_name_was_not_read_before(path):
    """« Quel est le taux d’attrition ? » comes after a text that says the word, or one of its other names."""
    names = {
        term_id: [plain(name).lower() for name in term.names] for term_id, term in glossary.load().items()
    }
    read = ""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            read += " " + plain(source.replace("*", "")).lower()
        for drill in re.findall(r'Drill\("([\w-]+)"', source):
            asked = {plain(drills.find(drill).draw(random.Random(seed)).ask).lower() for seed in range(40)}
            for term_id, said in names.items():
                used = [name for name in said for ask in asked if re.search(rf"\b{re.escape(name)}", ask)]
                assert not used or any(name in read for name in said), (drill, term_id)


def _texts(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def test_what_stands_for_a_figure_elsewhere_has_its_accents():
    """« ecart » is read where the course does not run: a word is written as the texts write it."""
    texts = [text for path in (*LESSONS, *PAGES) for text in _texts(path)]
    links = r"\[([^]]*)\]\(#=[^)]*\)"
    read = {word for text in texts for word in re.findall(r"\w+", re.sub(links, " ", text.casefold()))}
    accented = {unaccented(word) for word in read if word != unaccented(word)} - read
    standing = {word for text in texts for link in re.findall(links, text) for word in link.split()}
    assert len(standing) > 400
    assert {word for word in standing if word.casefold() in accented} == {"conteste"}  # who does so


def test_the_specimens_are_there():
    counts = Counter()
    for exercise_id, specimens in SPECIMENS.items():
        counts[exercises.load()[exercise_id].lesson] += len(specimens(load("00"), truth.load("00")))
    assert counts.keys() == {path.stem for path in LESSONS}
    assert counts["cp1-veille"] >= 70
    assert counts["cp2-plan-actions"] >= 190
    assert counts["cp3-fidelisation"] >= 230
    assert counts["cp4-bilan"] >= 145
    assert counts["cp6-solution"] >= 460
    assert counts["cp7-negociation"] >= 320


def test_the_plans_that_may_hold_what_the_trade_forbids_are_there():
    assert {exercise for exercise, _ in eliminating("00")} == {"cp1-watch", "cp4-remedies"}


def test_the_drills_are_there():
    assert len(drills.ids()) == 43
