"""Figures that the prose of CP7 names, pages 5 and 6: the gap, the road map."""

from ntc.case import Case
from ntc.french import MONTHS, euros, half_up, number, percent
from ntc.lessons.cp7 import worked


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French: those of the carrosserie, and what the tables of prices show."""
    return {**_carrosserie(case), **_market(case)}


def _carrosserie(case: Case) -> dict[str, str]:
    sale = worked.carrosserie(case)
    return {
        "blain-prix": euros(sale.price, 0),
        "blain-cout": euros(sale.cost, 0),
        "blain-affiche": euros(sale.bare, 0),
        "blain-manque": euros(sale.missing, 0),
        "blain-complet": euros(sale.complete, 0),
        "blain-ecart-affiche": euros(sale.price - sale.bare, 0),
        "blain-ecart": euros(sale.gap, 0),
        "blain-part": percent(sale.rate, 1),
        "blain-perdue": percent(sale.lost, 1),
        "blain-reste": percent(sale.left, 1),
        "blain-ventes": percent(sale.volume, 1),
        "blain-plancher": euros(sale.floor),
        "blain-remise": euros(sale.own_discount, 0),
        "blain-zone": euros(half_up(sale.zone.width, 0), 0),
        "blain-loyer": euros(worked.RENT, 0),
        "blain-mois": number(worked.MONTHS),
        "blain-option": euros(worked.OPTION, 0),
        "blain-verse": euros(sale.lease_paid, 0),
        "blain-surplus": euros(sale.lease_paid - sale.price, 0),
        "blain-pret-cout": euros(worked.LOAN_COST, 0),
        "blain-pret-valeur": euros(worked.LOAN_VALUE, 0),
        "blain-samedi-cout": euros(worked.SATURDAY_COST, 0),
        "blain-samedi-valeur": euros(worked.SATURDAY_VALUE, 0),
        "blain-echange-valeur": euros(worked.LOAN_VALUE + worked.SATURDAY_VALUE, 0),
        "blain-echange-cout": euros(worked.LOAN_COST + worked.SATURDAY_COST, 0),
    }


def _market(case: Case) -> dict[str, str]:
    last = max(case.price_index, key=lambda row: row.month)
    return {
        "indice-mois": f"{MONTHS[last.month.month - 1]} {last.month.year}",
        "indice-compresseurs": number(last.compressors, 1),
        "indice-acier": number(last.steel, 1),
        "indice-electricite": number(last.electricity, 1),
    }
