"""The tables that only CP6 opens: the survey of the joinery, page by page.

What the talks alone tell is not among them: page 3 asks it.
"""

from collections.abc import Callable, Mapping
from functools import partial

from ntc.case import Case
from ntc.tables.view import Column, View

_SIZING = (
    "fuites-avant",
    "fuites-apres",
    "pression-outil",
    "pression-reglee",
    "perte-reseau",
    "ecart-cuve",
    "entree-secheur",
    "local",
)
_RUNNING = ("ouverture", "fermeture", "jours", "semaines", "part-du-soir", "prix-du-kwh")


def _survey(case: Case, id: str, title: str, wanted: tuple[str, ...]) -> View:
    """Lines of the survey, in the order in which one needs them."""
    import pandas as pd

    by_id = {row.fact_id: row for row in case.site_facts}
    rows = [
        {
            "label": row.label,
            "value": f"{row.value} {row.unit}" if row.unit else row.value,
            "told_by": row.told_by,
            "told_on": row.told_on,
        }
        for row in (by_id[name] for name in wanted)
    ]
    columns = {
        "label": Column("Information", "text"),
        "value": Column("Valeur", "text"),
        "told_by": Column("Dite par, ou lue où", "choice"),
        "told_on": Column("Le", "date"),
    }
    frame = pd.DataFrame(rows, columns=list(columns))
    frame["told_on"] = pd.to_datetime(frame["told_on"])
    return View.of(id, title, "ligne", columns, frame)


VIEWS: Mapping[str, Callable[[Case], View]] = {
    "survey": partial(_survey, id="survey", title="Relevé et rapport de fuites", wanted=_SIZING),
    "running": partial(_survey, id="running", title="Heures de l’atelier", wanted=_RUNNING),
}
