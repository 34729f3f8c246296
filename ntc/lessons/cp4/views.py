"""The documents of a closing that only CP4 opens: budget, objectives, fixed costs, where the time went."""

from collections.abc import Callable, Mapping

from ntc.case import Case
from ntc.tables.view import PERIOD, View, declared, period, plain


def _budget(case: Case) -> View:
    names = ("label", "qty", "price", "unit_cost", "actual_qty", "actual_price")
    return plain(case, "budget_2025", "budget", "Budget et réalisé 2025", "ligne", names)


def _targets(case: Case) -> View:
    columns = (*PERIOD, *(declared("targets", name) for name in ("family", "target_ca", "target_margin")))
    rows = tuple((*period(t.month), t.family, t.target_ca, t.target_margin) for t in case.targets)
    return View("targets", "Objectifs mensuels", "objectif", columns, rows)


def _fixed_costs(case: Case) -> View:
    return plain(
        case, "fixed_costs", "fixed-costs", "Charges fixes affectées", "poste", ("label", "kind", "amount")
    )


def _time_use(case: Case) -> View:
    return plain(
        case, "time_use", "time-use", "Emploi du temps d'un mois", "nature", ("label", "minutes", "hours")
    )


VIEWS: Mapping[str, Callable[[Case], View]] = {
    "budget": _budget,
    "targets": _targets,
    "fixed-costs": _fixed_costs,
    "time-use": _time_use,
}
