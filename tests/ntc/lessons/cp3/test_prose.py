"""The figures in the prose of CP3: in French, worked out by hand for the class, and never an answer."""

import json
import re

import pytest

from autograder import truth
from ntc import case, lesson
from ntc.case import VARIANTS
from ntc.french import day_in_words, euros
from ntc.lessons import company
from ntc.lessons.cp3 import plans, worked
from ntc.lessons.cp3.prose import prose
from ntc.lessons.prose import placeholders
from ntc.reference import house

NBSP, NARROW = "\u00a0", "\u202f"
LESSON = "cp3-fidelisation"


def own(variant: str) -> dict[str, str]:
    """The figures that this lesson alone gives."""
    data = case.load(variant)
    shared = house.prose(data).keys() | company.names(data).keys()
    return {name: text for name, text in prose(data).items() if name not in shared}


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NARROW, " ").replace("\u2212", "-")


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    return {name: plain(text) for name, text in prose(case.load("00")).items()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date-du-jour", "lundi 12 janvier 2026"),
        ("cloture-en-mots", "31 décembre 2025"),
        ("retours", "3"),
        ("salon", "Rencontres de l’industrie ligérienne"),
        ("salon-date", "17 mars 2026"),
        # 980 ÷ 2.
        ("audit-moitie", "490 €"),
        # 528 − 132.
        ("visites-clients", "396"),
        # 18 706,98 + 18,40 ; × 1,20 = 22 470,456 ; 30 % and 60 % of the HT, to the cent, then what is left.
        ("ex-base", "18 725,38 €"),
        ("ex-ttc", "22 470,46 €"),
        ("ex-acompte", "6 741,13 €"),
        ("ex-livraison", "13 482,28 €"),
        ("ex-solde", "2 247,05 €"),
        # Delivered on 11 August: from the 31st, 30 days of September and 15 of October.
        ("ex-echeance", "15 octobre 2025"),
        # Started on 1 September: from the 30th, 31 days of October and 14 of November; called after 30 days.
        ("ex-solde-echeance", "14 novembre 2025"),
        ("ex-appel", "1er octobre 2025"),
        # 8 156,93 × 0,1215 × 12 ÷ 365 = 32,58.
        ("cr-montant", "8 156,93 €"),
        ("cr-jours", "12 jours"),
        ("cr-interets", "32,58 €"),
        ("cr-du", "72,58 €"),
        ("cr-courrier", "première relance de paiement"),
        ("appel-interlocuteur", "M. Renolin"),
        ("appel-somme", "1 700 €"),
        ("accuse-avant", "13 janvier 2026"),
        ("proposition-avant", "19 janvier 2026"),
        ("appel-satisfaction", "4 mars 2026"),
        ("appel-dormant-avant", "2 février 2026"),
    ],
)
def test_figures_of_the_class(known, name, text):
    assert known[name] == text


def test_every_figure_of_its_own_is_used():
    """Those of the house and of the company are there for whoever edits the text."""
    used = set()
    for cell in lesson.shipped(LESSON)["cells"]:
        used |= placeholders("".join(cell["source"]))
    assert own("00").keys() - used == set()


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_figure_is_an_answer(variant):
    """Worked out here again: the stages of the order, the gesture, the penalties; the sleepers by name."""
    data, labels = case.load(variant), truth.load(variant)
    order = worked.running_order(data)
    whole = (order.net_ht + order.eco_fee) * 12 / 10
    gesture, penalised = data.gesture_cases[0], plans.penalised(data)
    days = (data.company.story_date - penalised.due).days
    hidden = {
        *(euros(whole * share / 10) for share in (1, 3, 6)),
        euros(gesture.order_ht * 3 / 100),
        euros(gesture.machine_price * 25 / 1000),
        euros(gesture.machine_price * 9 / 1000),
        euros(penalised.ttc * days * 1215 / 10000 / 365 + 40),
    }
    said = prose(data)
    assert not {name: text for name, text in said.items() if text in hidden}
    asleep = [row for row in labels.clients if row.status == "dormant"]
    names = {row.client_id: row.name for row in data.clients}
    told = {names[row.client_id] for row in asleep if row.client_id in names} & set(said.values())
    assert told == {said["note-client"]}


def test_the_discovery_is_named_after_its_exercise_only():
    """Nothing before it says who keeps silent, who leaves, nor that the client of the note is asleep."""
    cells = lesson.shipped(LESSON)["cells"]
    ids = [cell["id"] for cell in cells]
    before, after = cells[: ids.index("cp3-dormant")], cells[ids.index("cp3-dormant") :]
    text = json.dumps(before, ensure_ascii=False)
    assert not re.search(r"vous écrit encore|silence n’est pas|note-derniere", text)
    assert "vous écrit encore" in json.dumps(after, ensure_ascii=False)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_card_leaves_something_to_sell(variant):
    said = prose(case.load(variant))
    assert said["carte-reste"] != euros(0, 0)
    assert said["carte-palier"] == "Platine"
    assert day_in_words(worked.silent(case.load(variant)).decided) == said["note-derniere"]


def test_the_text_keeps_to_its_own_rules():
    """Four traps, once each; « ce n'est pas … c'est » thrice at most; reminders called by their names."""
    text = "\n".join(
        "".join(cell["source"]) for cell in lesson.shipped(LESSON)["cells"] if cell["cell_type"] == "markdown"
    )
    text = re.sub(r"\(#=[^)]*\)", "", text)
    assert re.findall(r"Piège (\d)", text) == ["1", "2", "3", "4"]
    assert len(re.findall(r"[Cc]e n’est pas [^.]*, c’est", text)) <= 3
    alone = re.findall(r"\b[Rr]elances?\b(?! de paiement)(?!\*\* commerciale)", text)
    assert alone == []
