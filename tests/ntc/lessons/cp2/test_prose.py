"""The figures in the prose of CP2: in French, worked out by hand for the class, and never an answer."""

import json
import re
from decimal import Decimal
from math import ceil

import pytest

from ntc import case, lesson
from ntc.case import VARIANTS
from ntc.french import count, euros
from ntc.lessons.cp2.prose import prose
from ntc.lessons.prose import placeholders
from tests.ntc.lessons.figures import typed

NBSP, NARROW = "\u00a0", "\u202f"
NAME = "cp2-plan-actions"


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    return typed(prose(case.load("00")))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date-du-jour", "lundi 12 janvier 2026"),
        ("objectif-2026", "2 640 000 €"),
        ("capacite-visites", "528"),
        ("budget-actions", "12 000 €"),
        ("jours-plan", "46 jours"),
        # Two thirds of 18.
        ("plancher-nouveaux", "12 nouveaux clients"),
        ("reste-fort", "15 000 €"),
        # 2 280 000 less 112 000; 2 520 000 less 2 168 000; 48 228 ÷ 19; 352 000 less 48 228.
        ("ca-ordinaire-2024", "2 168 000 €"),
        ("hausse-2025", "352 000 €"),
        ("nouveaux-2024", "19 nouveaux clients"),
        ("moyenne-2024", "2 538 €"),
        ("reste-2025", "303 772 €"),
        # 143 of 420; 19 ÷ 0,3405 = 55,8; 56 ÷ 0,45 = 124,4.
        ("transformation-2024", "34,05 %"),
        ("devis-exemple", "56 devis"),
        ("rdv-exemple", "125 rendez-vous"),
        ("nombre-prospects", "241"),
        ("cibles", "40"),
        # 1 560 ÷ 20 000 × 40; 13 ÷ 15 × 20; half of 20; (1 − 57,1 ÷ 120) × 20.
        ("exemple-points-potentiel", "3,12"),
        ("exemple-points-age", "17,33"),
        ("exemple-points-projet", "10,00"),
        ("exemple-points-distance", "10,48"),
        ("exemple-points", "40,93"),
        ("part-papier", "20 %"),
        ("part-reserve", "10 %"),
        # 250,9 less 153,0; × 6,1 ÷ 100; × 3,10.
        ("km-gagnes", "97,9 km"),
        ("litres-gagnes", "6,0 litres"),
        ("co2-gagnes", "18,5 kg de CO₂e"),
    ],
)
def test_figures_of_the_class(known, name, text):
    assert known[name] == text


def test_every_figure_that_the_text_names_is_there(known):
    cells = lesson.shipped(NAME)["cells"]
    named = placeholders(
        "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    )
    assert len(named) >= 60
    assert named <= known.keys()


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_figure_is_an_answer(variant):
    """What cp2-goals asks of 2026, worked out here again from the tables, is nowhere."""
    data = case.load(variant)
    sold = {}
    for order in data.orders:
        if order.date.year == 2025 and order.status != "annulée":
            sold[order.client_id] = sold.get(order.client_id, Decimal(0)) + order.net_ht
    rise = data.company.objective_2026 - sum(sold.values())
    new = [sold[one.client_id] for one in data.clients if one.created.year == 2025 and one.client_id in sold]
    mean = sum(new) / len(new)
    brought = mean * data.company.new_clients_2026
    made = [quote for quote in data.quotes if quote.date.year == 2025]
    won = sum(quote.status == "gagné" for quote in made)
    quotes = ceil(data.company.new_clients_2026 * len(made) / won)
    hidden = {euros(value, 0) for value in (sum(sold.values()), rise, mean, brought, rise - brought)}
    hidden |= {count(ceil(quotes / Decimal("0.45")), "rendez-vous", "rendez-vous")}
    assert not {name: text for name, text in prose(data).items() if text in hidden}


def test_the_discovery_is_named_after_the_tour_only():
    """Nothing before it says that the days were nearly empty, nor that the map makes the plan hold."""
    cells = lesson.shipped(NAME)["cells"]
    ids = [cell["id"] for cell in cells]
    text = json.dumps(cells[: ids.index("cp2-tour") + 1], ensure_ascii=False)
    named = re.compile(r"tient par la carte|ne l’étaient guère|ne manquait donc pas")
    assert not named.search(text)
    assert named.search(json.dumps(cells[ids.index("cp2-tour") :], ensure_ascii=False))


def test_five_traps_at_most_and_a_pause_after_each_sitting():
    cells = lesson.shipped(NAME)["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert len(re.findall(r"\*Piège \d", text)) == 5
    assert len(re.findall(r"^\*Pause", text, re.MULTILINE)) == 7
    assert text.count("Un juré verrait") == 9
