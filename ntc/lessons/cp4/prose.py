"""The figures of the case that the prose of CP4 names.

Names are French: an instructor types them. What an exercise asks for is never among them.
"""

from calendar import monthrange
from decimal import Decimal

from ntc.calc import breakeven, margins, vat
from ntc.calc.percent import growth
from ntc.case import Case, measures
from ntc.french import (
    MONTHS,
    count,
    day,
    euros,
    kiloeuros,
    listing,
    number,
    percent,
    typeset,
)
from ntc.lessons.company import after, inside, names
from ntc.lessons.cp4 import worked
from ntc.lessons.cp4.worked import YEAR


def prose(case: Case) -> dict[str, str]:
    """Every figure that prose may name, written in French."""
    return {
        **_company(case),
        **_year(case),
        **_product(case),
        **_audits(case),
        **_season(case),
        **_threshold(case),
        **_variance(case),
        **_activity(case),
    }


def _company(case: Case) -> dict[str, str]:
    company = case.company
    tracked = [line.label for line in case.budget_2025 if line.tracked]
    return {
        **names(case),
        **after(case, "que-chef-des-ventes"),
        "cloture": day(company.closing),
        "objectif-2025": euros(company.objective_2025, 0),
        "objectif-2026": euros(company.objective_2026, 0),
        "evolution-objectif": percent(growth(company.objective_2025, company.objective_2026), signed=True),
        "nouveaux-clients-2026": number(company.new_clients_2026),
        "resultat-vise": euros(company.target_result, 0),
        "enveloppe": euros(company.remedy_budget, 0),
        "jours-plan": count(company.remedy_days, "jour"),
        "lignes-suivies": listing([inside(label) for label in tracked]),
    }


def _year(case: Case) -> dict[str, str]:
    orders, placed = measures.orders(case, YEAR), measures.orders(case, YEAR, cancelled=True)
    sales, ordinary = measures.sales(case, YEAR), measures.ordinary_sales(case, YEAR)
    gone, quotes = measures.sales(case, YEAR, cancelled=True) - sales, measures.quotes(case, YEAR)
    exceptional, families = measures.exceptional_order(case, YEAR).net_ht, measures.families(case, YEAR)
    return {
        "ca-2024": euros(sales),
        "commandes-2024": count(len(orders), "commande"),
        "annulees-2024": count(len(placed) - len(orders), "commande annulée", "commandes annulées"),
        "ca-annule-2024": euros(gone),
        "panier-2024": euros(measures.basket(case, YEAR)),
        "cout-2024": euros(measures.variable_costs(case, YEAR)),
        "marge-2024": euros(measures.contribution(case, YEAR)),
        "taux-marque-2024": percent(measures.contribution_rate(case, YEAR)),
        "commande-exceptionnelle": euros(exceptional),
        "part-exceptionnelle": percent(exceptional / sales, 1),
        "devis-2024": count(quotes.made, "devis"),
        "gagnes-2024": number(quotes.won),
        "transformation-2024": percent(measures.conversion(case, YEAR)),
        "transformation-valeur-2024": percent(measures.conversion_by_value(case, YEAR)),
        "devis-ouverts": count(_still_open(case, YEAR + 1), "devis"),
        "ca-2024-k": kiloeuros(sales),
        "ca-2024-ordinaire-k": kiloeuros(ordinary),
        "commande-exceptionnelle-k": kiloeuros(exceptional),
        "premiere-famille": families[0].name,
        "part-premiere-famille": percent(families[0].sales / sales, 0),
    }


def _still_open(case: Case, year: int) -> int:
    """How many quotes of the year await an answer at the closing: not one of them is won or lost yet."""
    return sum(quote.status == "en cours" for quote in case.quotes if quote.date.year == year)


def _product(case: Case) -> dict[str, str]:
    listed = worked.product(case)
    taxed = vat.add_vat(listed.price)
    cut = margins.discount_effect(listed.price, listed.cost, worked.EXAMPLE_DISCOUNT)
    lowest, floor, highest = worked.product_floor(case)
    return {
        "produit": inside(worked.product_label(case)),
        "produit-tarif": euros(listed.price),
        "produit-cout": euros(listed.cost),
        "produit-marge": euros(listed.margin),
        "produit-taux-marge": percent(margins.markup_rate(listed.price, listed.cost)),
        "produit-marque": percent(margins.margin_rate(listed.price, listed.cost)),
        "produit-tva": euros(taxed.vat),
        "produit-ttc": euros(taxed.ttc),
        "plancher-taux": percent(lowest, 0),
        "produit-plancher": euros(floor),
        "produit-remise-maxi": percent(highest),
        "produit-prix-remise": euros(cut.price),
        "produit-marge-remise": euros(cut.margin),
        "produit-perte": percent(-cut.margin_change),
        "produit-volume": percent(margins.volume_to_compensate(listed.margin, cut.margin)),
    }


def _audits(case: Case) -> dict[str, str]:
    audits = worked.audits(case)
    return {
        "audit-prix": euros(audits.price),
        "audit-cout": euros(audits.cost),
        "audit-charges": euros(audits.fixed_costs),
        "audit-marge": euros(audits.margin),
        "audit-taux": percent(audits.rate),
        "audit-seuil-brut": number(audits.fixed_costs / audits.margin, 2),
        "audit-seuil": count(audits.quantity, "audit"),
        "audit-seuil-ca": euros(audits.threshold),
        "audit-seuil-faux": euros(breakeven.break_even(audits.fixed_costs, 1 - audits.rate)),
    }


def _season(case: Case) -> dict[str, str]:
    objective = case.company.objective_2025
    weight = sum(measures.season(case)[:6])
    half, flat = objective * weight / 12, objective / 2
    return {
        "coef-s1": number(weight, 2),
        "poids-s1": percent(weight / 12),
        "objectif-s1": euros(half, 0),
        "objectif-s1-plat": euros(flat, 0),
        "objectif-s1-ecart": euros(abs(half - flat), 0),
    }


def _threshold(case: Case) -> dict[str, str]:
    known, sales = worked.threshold(case), measures.sales(case, YEAR)
    safety, statement = breakeven.safety(sales, known.amount), worked.statement(case)
    crossing = known.crossing
    length = monthrange(crossing.date.year, crossing.date.month)[1]
    return {
        "variables-2024": euros(statement.variable_costs, 0),
        "mcv-2024": euros(statement.contribution, 0),
        "charges-supposees": euros(statement.fixed_costs, 0),
        "resultat-2024": euros(statement.result, 0),
        "part-variables-2024": percent(statement.variable_costs / sales, 1),
        "part-mcv-2024": percent(statement.contribution / sales, 1),
        "part-charges-2024": percent(statement.fixed_costs / sales, 1),
        "part-resultat-2024": percent(statement.result / sales, 1),
        "ca-2024-euro": euros(sales, 0),
        "jours-bruts-2024": number(breakeven.break_even_days(known.amount, sales, YEAR), 1),
        "rang-2024": number(known.linear.timetuple().tm_yday),
        "jours-avant-seuil": number(crossing.days, 1),
        "seuil-exemple": euros(known.amount, 0),
        "date-lineaire-2024": day(known.linear),
        "date-saison-2024": day(crossing.date),
        "mois-avant": MONTHS[crossing.date.month - 2],
        "cumul-avant": euros(crossing.before),
        "manque-seuil": euros(known.missing),
        "ca-mois-seuil": euros(crossing.sales),
        "jours-mois-seuil": count(length, "jour"),
        "jour-du-mois": number(crossing.date.day),
        "securite-2024": euros(safety.margin),
        "indice-2024": percent(safety.index),
        "levier-2024": number(1 / safety.index, 1),
    }


def _variance(case: Case) -> dict[str, str]:
    planned, effects = worked.variance(case)
    first, second = lines = worked.untracked(case)
    wanted, sold = sum(line.qty for line in lines), sum(line.actual_qty for line in lines)
    average, at_plan = planned / wanted, sum(line.actual_qty * line.price for line in lines)
    return {
        "ligne-1": inside(first.label),
        "ligne-2": inside(second.label),
        **{f"l1-{name}": text for name, text in _line(first).items()},
        **{f"l2-{name}": text for name, text in _line(second).items()},
        "exemple-prevues": number(wanted),
        "exemple-vendues": number(sold),
        "exemple-ecart-unites": number(sold - wanted, signed=True),
        "exemple-ca-prevu": euros(planned, 0),
        "exemple-prix-moyen": euros(average),
        "exemple-aux-prix-prevus": euros(at_plan, 0),
        "exemple-au-prix-moyen": euros(sold * average, 0),
    } | {f"exemple-{name}": _signed(amount) for name, amount in (
        ("volume", effects.volume), ("mix", effects.mix), ("prix", effects.price), ("total", effects.total),
    )}  # fmt: skip


def _line(line: object) -> dict[str, str]:
    return {
        "prevu": number(line.qty),
        "reel": number(line.actual_qty),
        "prix-prevu": euros(line.price),
        "prix-reel": euros(line.actual_price),
        "ecart-prix": euros(line.actual_price - line.price, signed=True),
    }


def _activity(case: Case) -> dict[str, str]:
    title, amount, probability = worked.opportunity(case)
    return {
        "affaire": typeset(title),
        "affaire-montant": euros(amount, 0),
        "affaire-probabilite": percent(probability, 0),
        "affaire-pondere": euros(amount * probability),
        "visites-2024": count(measures.visits(case, YEAR), "visite"),
        "cout-visite-2024": euros(measures.visit_cost(case, YEAR)),
        "part-admin-2024": percent(worked.share_of_hours(case, ["administratif"]), 1),
        "part-vente-2024": percent(worked.share_of_hours(case, worked.SELLING), 1),
    }


def _signed(amount: Decimal) -> str:
    return euros(amount, 0, signed=True)
