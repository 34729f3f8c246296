"""The tables of CP7 that no other lesson shows: the deal as it was written down, the leases on offer."""

from collections.abc import Callable, Mapping
from functools import partial

from ntc.case import Case
from ntc.tables.view import View
from ntc.tables.whole import table_view

_TABLES = ("deals", "lease_offers")

VIEWS: Mapping[str, Callable[[Case], View]] = {name: partial(table_view, name=name) for name in _TABLES}
