"""The figures in prose: written in French, worked out by hand for the class, and never an answer."""

import pytest

from ntc import case
from ntc.case import VARIANTS
from ntc.lessons.cp4.prose import prose
from tests.ntc.lessons.figures import typed

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    return typed(prose(case.load("00")))


# The reference: CA 2024 2 280 000 for 685 orders, objectives 2 520 000 and 2 640 000; price list: GV-22 at
# 12 000 for a cost of 7 800, AUD-E at 2 450 for 1 190. What follows was worked out on paper.
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("objectif-2025", "2 520 000 €"),
        ("objectif-2026", "2 640 000 €"),
        ("date-du-jour", "lundi 12 janvier 2026"),
        ("ca-2024", "2 280 000,00 €"),
        ("commandes-2024", "685 commandes"),
        ("panier-2024", "3 328,47 €"),
        ("commande-exceptionnelle", "112 000,00 €"),
        ("part-exceptionnelle", "4,9 %"),
        ("ca-2024-ordinaire-k", "2 168 k€"),
        ("fonction-chef", "cheffe des ventes"),
        ("au-chef", "à la cheffe des ventes"),
        ("devis-ouverts", "14 devis"),
        # Untracked: 250 × 1 100 + 114 × 2 730 planned; 237 at 1 082,32 and 115 at 2 713,04 sold.
        ("exemple-ca-prevu", "586 220 €"),
        ("exemple-prix-moyen", "1 610,49 €"),
        ("exemple-aux-prix-prevus", "574 650 €"),
        ("exemple-au-prix-moyen", "566 894 €"),
        # 272,9 days of 366; the CA of 2024 keeps 33,1 %.
        ("jours-bruts-2024", "272,9"),
        ("rang-2024", "273"),
        ("mcv-2024", "754 680 €"),
        ("charges-supposees", "562 700 €"),
        ("resultat-2024", "191 980 €"),
        ("produit-marge", "4 200,00 €"),
        ("produit-marque", "35,00 %"),
        ("produit-taux-marge", "53,85 %"),
        ("produit-ttc", "14 400,00 €"),
        ("evolution-objectif", "+4,76 %"),
        ("plancher-taux", "24 %"),
        ("produit-plancher", "10 263,16 €"),
        ("produit-remise-maxi", "14,47 %"),
        ("produit-prix-remise", "11 040,00 €"),
        ("produit-perte", "22,86 %"),
        ("produit-volume", "29,63 %"),
        ("audit-charges", "19 600,00 €"),
        ("audit-taux", "51,43 %"),
        ("audit-seuil-brut", "15,56"),
        ("audit-seuil", "16 audits"),
        ("audit-seuil-ca", "38 111,11 €"),
        ("coef-s1", "5,92"),
        ("poids-s1", "49,33 %"),
        ("objectif-s1", "1 243 200 €"),
        ("objectif-s1-ecart", "16 800 €"),
        ("seuil-exemple", "1 700 000 €"),
        ("securite-2024", "580 000,00 €"),
        ("indice-2024", "25,44 %"),
        ("levier-2024", "3,9"),
    ],
)
def test_figures_of_the_class(known, name, text):
    assert known[name] == text


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_figure_is_an_answer(variant):
    """The year under review, computed here again, must not be readable in any figure."""
    company, orders = case.load(variant).company, case.load(variant).orders
    kept = [o for o in orders if o.date.year == 2025 and o.status != "annulée"]
    sales = sum(o.net_ht for o in kept)
    ids = {o.order_id for o in kept}
    cost = sum(li.qty * li.unit_cost for li in case.load(variant).order_lines if li.order_id in ids)
    fixed = sum(c.amount for c in case.load(variant).fixed_costs)
    rate = 1 - cost / sales
    before = sum(o.net_ht for o in orders if o.date.year == 2024 and o.status != "annulée")
    amounts = [sales, sales - cost, fixed / rate, sales / len(kept), (fixed + company.target_result) / rate]
    rates = [rate, sales / company.objective_2025, sales / before - 1, 1 - fixed / rate / sales]
    hidden = {f"{amount:,.0f}".replace(",", " ") for amount in amounts}
    hidden |= {f"{100 * ratio:.2f}".replace(".", ",") + " %" for ratio in rates}
    # A conversion rate may happen to equal a margin rate: they have nothing to do with one another.
    said = {
        name: text
        for name, text in typed(prose(case.load(variant))).items()
        if not name.startswith("transformation")
    }
    assert not {name: text for name, text in said.items() if any(answer in text for answer in hidden)}
