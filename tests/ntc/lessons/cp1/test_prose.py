"""The figures in the prose of CP1: in French, worked out by hand for the class, and never an answer."""

import json
import re

import pytest

from ntc import case, lesson
from ntc.calc.percent import growth
from ntc.case import VARIANTS, measures
from ntc.french import number, percent
from ntc.lessons.cp1 import worked
from ntc.lessons.cp1.prose import prose
from tests.ntc.lessons.figures import typed

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    return typed(prose(case.load("00")))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date-du-jour", "lundi 12 janvier 2026"),
        ("prochain-passage", "9 février 2026"),
        ("objectif-2026", "2 640 000 €"),
        ("chiffre-etude", "19,2 M€"),
        ("marche-2022", "17,664 M€"),
        ("marche-2025", "19,200 M€"),
        # 19,200 ÷ 17,664 = 1,0870; its cube root, 1,0282.
        ("marche-coef", "1,0870"),
        ("marche-racine", "1,0282"),
        ("tcam", "2,82 %"),
        ("tcam-divise", "2,90 %"),
        ("elec-decembre", "6,4 %"),
        ("elec-moyenne", "-3,2 %"),
        ("acier-points", "+7,2"),
        # 89,6 ÷ 82,4 = 1,0874.
        ("acier-evolution", "+8,7 %"),
        # 2 280 000 and 2 168 000 of 18 840 000.
        ("ca-2024", "2 280 000 €"),
        ("part-2024", "12,10 %"),
        ("part-2024-ordinaire", "11,51 %"),
        ("part-leader", "30 %"),
        ("rival-indice", "112,0"),
        ("rival-indice-six", "115,2"),
        ("ao-total", "75"),
        ("note-repondre", "60"),
        ("minutes-mois", "720"),
    ],
)
def test_figures_of_the_class(known, name, text):
    assert known[name] == text


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_figure_is_an_answer(variant):
    """The share of 2025, the prices of compressors and the volume, worked out here again, are nowhere."""
    data = case.load(variant)
    market, before = worked.market(data, 2025), worked.market(data, 2024)
    share = measures.sales(data, 2025) / market
    means = {
        year: sum(row.compressors for row in data.price_index if row.month.year == year) / 12
        for year in (2024, 2025)
    }
    prices = growth(means[2024], means[2025])
    volume = (1 + growth(before, market)) / (1 + prices) - 1
    leader = max(rival["share"] for rival in data.policy["competitors"])
    hidden = {percent(share, 2), percent(prices, 2), percent(volume, 2), number(share / leader, 3)}
    said = prose(data)
    assert not {name: text for name, text in said.items() if any(answer in text for answer in hidden)}


def test_the_discovery_is_named_after_its_exercise_only():
    """Nothing before it says that the two figures are of one slope, nor which way the date works."""
    cells = lesson.shipped("cp1-veille")["cells"]
    ids = [cell["id"] for cell in cells]
    text = json.dumps(cells[: ids.index("cp1-figures")], ensure_ascii=False)
    assert not re.search(r"même pente|sens inverse|étaient vrais", text)
    assert re.search("étaient vrais", json.dumps(cells[ids.index("cp1-figures") :], ensure_ascii=False))
