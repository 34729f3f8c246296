"""The figures of pages 7 and 8 in prose: worked out by hand for the class, and never an answer."""

import pytest

from autograder import truth
from autograder.keys.cp6 import quote, quote_built
from ntc import case, lesson
from ntc.case import VARIANTS
from ntc.french import euros, number
from ntc.lessons.cp6 import offered_prose, quoted
from ntc.lessons.cp6.offered_plans import desk, mentions, sentences
from ntc.lessons.cp6.prose import prose

LESSON = "cp6-solution"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # 24 900 + 5 900; less 3 %, then 4 % of the rest; 18.40 + 6.20; 28 680.96 + 890 + 24.60.
        ("devis-brut", "30 800,00 €"),
        ("devis-apres-palier", "29 876,00 €"),
        ("devis-apres-geste", "28 680,96 €"),
        ("devis-remise", "6,88 %"),
        ("devis-somme", "7 %"),
        ("devis-ht", "29 595,56 €"),
        ("devis-tva", "5 919,11 €"),
        ("devis-ttc", "35 514,67 €"),
        ("devis-commande", "10 654,40 €"),
        # 16 300 ÷ 0.76, of 24 900.
        ("devis-plancher", "21 447,37 €"),
        ("devis-remise-max", "13,9 %"),
        ("devis-jour", "29 janvier 2026"),
        ("brouillon-1", "GV-30, compresseur à vis 30 kW, vitesse fixe"),
        ("associee", "Mme Vigniaud"),
    ],
)
def test_a_figure_is_that_of_the_class(name, text):
    assert plain(prose(case.load("00"))[name]) == text


def test_the_instalments_of_the_example_make_its_total():
    found = offered_prose.prose(case.load("00"))
    parts = [found[f"devis-{name}"] for name in ("commande", "livraison", "mise-en-service", "ttc")]
    *paid, total = (int("".join(c for c in text if c.isdigit())) for text in parts)
    assert sum(paid) == total


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_figure_of_the_prose_is_asked(variant):
    data = case.load(variant)
    said = set(offered_prose.prose(data).values())
    ht, prices = quote.draft_ht(data), quote.offers(data, truth.load(variant))
    asked = [euros(ht), euros(quote.deposit(data, ht)), number(quote.tonnes(data), 2)]
    asked += [number(value) for value in quote.vessels(data).values()]
    asked += [number(quote.index(data, prices), 1)]
    assert [text for text in asked if text in said] == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_joinery_is_a_first_order_under_the_catalogue_of_the_day(variant):
    data = case.load(variant)
    made = desk(data)
    assert made.client.first
    assert made.tariff.terms.station
    assert {sku for sku in quoted.DRAFT} <= {one.id for one in made.tariff.articles}
    assert (len(mentions(data)), len(sentences(data))) == (12, 12)


def test_the_text_of_both_pages_names_no_article_that_the_joinery_needs():
    cells = lesson.shipped(LESSON)["cells"]
    ids = [cell["id"] for cell in cells]
    text = "".join("".join(cell["source"]) for cell in cells[ids.index("part-7") :])
    needed = quote_built.right_lines(case.load("00"))
    assert [sku for sku in needed if sku in text] == []
