"""The figures in the prose of CP5: in French, worked out by hand for the class, and never an answer."""

import json
import re

import pytest

from ntc import case, lesson
from ntc.case import VARIANTS
from ntc.french import euros, number, percent
from ntc.lessons import company
from ntc.lessons.cp5 import hours, worked
from ntc.lessons.cp5.prose import prose
from ntc.lessons.prose import placeholders
from ntc.reference import house

NBSP, NARROW = "\u00a0", "\u202f"
LESSON = "cp5-prospection"


def own(variant: str) -> dict[str, str]:
    """The figures that this lesson alone gives."""
    data = case.load(variant)
    shared = house.prose(data).keys() | company.names(data).keys()
    return {name: text for name, text in prose(data).items() if name not in shared}


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NARROW, " ").replace("\u2212", "-")


def cells():
    return lesson.shipped(LESSON)["cells"]


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    return {name: plain(text) for name, text in prose(case.load("00")).items()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date-du-jour", "lundi 12 janvier 2026"),
        ("appels", "900"),
        # 204 of 662, of 900; 24 of 62 in February, 8 of 46 in November; 1 ÷ √62, 1 ÷ √46.
        ("barrage-non-joints", "662"),
        ("barrage-taux", "30,8 %"),
        ("barrage-tous", "22,7 %"),
        ("barrage-haut-mois", "février"),
        ("barrage-haut-taux", "38,7 %"),
        ("barrage-haut-marge", "13"),
        ("barrage-bas-mois", "novembre"),
        ("barrage-bas-taux", "17,4 %"),
        ("barrage-bas-marge", "15"),
        # 36 of 50, 13 of 36.
        ("leads-vite-taux", "72 %"),
        ("leads-tard-taux", "36 %"),
        # 219 and 25 of 959; 25 of 219.
        ("web-ouverture", "22,8 %"),
        ("web-clic", "2,6 %"),
        ("web-reactivite", "11,4 %"),
        # 1 077 ÷ 34; (2 121,60 − 1 077) ÷ 1 077.
        ("reseau-par-contact", "31,68 €"),
        ("reseau-roi", "+97,0 %"),
        ("reseau-decision", "garder"),
        ("campagne-limite", "-60 %"),
        # 29,4 · 49,4 · 67,0 · 77,4 · 84,1 % of the margin.
        ("services-nombre", "5 segments"),
        ("score-chaud", "3"),
        ("standard-demain", "mardi 13 janvier 2026"),
        ("volant-permis", "4 heures"),
    ],
)
def test_figures_of_the_class(known, name, text):
    assert known[name] == text


def test_every_figure_of_its_own_is_used():
    """Those of the house and of the company are there for whoever edits the text."""
    used = set()
    for cell in cells():
        used |= placeholders("".join(cell["source"]))
    assert own("00").keys() - used == set()


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_figure_is_an_answer(variant):
    """Worked out here again: what is counted inside and outside the hours, and of each campaign.

    The examples have figures of other things, which may be the same by chance: 556 messages, 556 calls.
    """
    data = case.load(variant)
    hidden = set()
    for inside in (True, False):
        one = hours.counted(call for call in hours.calls(data) if call.inside is inside)
        hidden |= {number(one.calls), percent(one.reached_rate, 1), percent(one.meeting_rate, 1)}
    for campaign in worked.campaigns(data):
        hidden |= {euros(campaign.row.cost / campaign.row.leads), percent(campaign.roi, 1, signed=True)}
    examples = ("web-", "reseau-", "barrage-", "leads-")
    told = {name: text for name, text in own(variant).items() if not name.startswith(examples)}
    assert not {name: text for name, text in told.items() if text in hidden}
    assert {worked.network(data).row.camp_id, worked.webinar(data).row.camp_id}.isdisjoint(
        one.row.camp_id for one in worked.campaigns(data)
    )


def test_the_discovery_is_named_after_its_exercise_only():
    """Before step 4 nothing says « créneau »; before the count, nothing says what parts the calls."""
    ids = [cell["id"] for cell in cells()]
    before = json.dumps(cells()[: ids.index("part-4")], ensure_ascii=False)
    assert "créneau" not in before
    counted = json.dumps(cells()[: ids.index("cp5-hours")], ensure_ascii=False)
    assert not re.search(r"fait décrocher|deux fois plus", counted)
    after = json.dumps(cells()[ids.index("cp5-hours") :], ensure_ascii=False)
    assert "fait décrocher" in after


def test_the_text_keeps_to_its_own_rules():
    """Five traps, once each; « ce n'est pas … c'est » thrice at most; six pauses between the sittings."""
    text = "\n".join("".join(cell["source"]) for cell in cells() if cell["cell_type"] == "markdown")
    text = re.sub(r"\(#=[^)]*\)", "", text)
    assert re.findall(r"Piège (\d)", text) == ["1", "2", "3", "4", "5"]
    assert len(re.findall(r"[Cc]e n’est pas [^.]*, c’est", text)) <= 3
    assert len(re.findall(r"\*Pause\*|\*Pause\.\*", text)) == 6
    assert text.count("*Un juré verrait*") == 10


def test_every_rule_of_law_has_its_source_and_its_reserve():
    """The cell that states one says as of when, and whom to ask."""
    for cell in cells():
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and re.search(
            r"\bL\d+-\d+|RGPD, article|Loi \d|article \d", source
        ):
            assert re.search(r"12\sjanvier\s2026", source), cell["id"]
            assert "service juridique" in source, cell["id"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_who_answers_says_the_name_of_the_house_as_one_says_it(variant):
    """The file has it in capitals, shortened or without accents here and there."""
    said = [
        text
        for name, text in own(variant).items()
        if name in ("standard", "histoire-1", "histoire-2", "prospect")
    ]
    assert len(said) == 4
    assert [text for text in said if text.isupper() or re.match(r"Ets|E[tb][a-z]", text)] == []
