"""The documents of a closing that only CP4 opens: budget, objectives, fixed costs, where the time went."""

from collections.abc import Callable, Mapping
from functools import cache

from ntc.case import Case
from ntc.tables.declared import declared, read
from ntc.tables.view import PERIOD, View, dated


@cache
def _budget(case: Case) -> View:
    columns = declared("budget_2025", "label", "qty", "price", "unit_cost", "actual_qty", "actual_price")
    return View.of("budget", "Budget et réalisé 2025", "ligne", columns, read(case, "budget_2025"))


@cache
def _targets(case: Case) -> View:
    targets = dated(read(case, "targets").rename(columns={"month": "first"}), "first")
    columns = {**PERIOD, **declared("targets", "family", "target_ca", "target_margin")}
    return View.of("targets", "Objectifs mensuels", "objectif", columns, targets)


@cache
def _fixed_costs(case: Case) -> View:
    columns = declared("fixed_costs", "label", "kind", "amount")
    return View.of("fixed-costs", "Charges fixes affectées", "poste", columns, read(case, "fixed_costs"))


@cache
def _time_use(case: Case) -> View:
    columns = declared("time_use", "label", "minutes", "hours")
    return View.of("time-use", "Emploi du temps d'un mois", "nature", columns, read(case, "time_use"))


VIEWS: Mapping[str, Callable[[Case], View]] = {
    "budget": _budget,
    "targets": _targets,
    "fixed-costs": _fixed_costs,
    "time-use": _time_use,
}
