"""The clients as CP3 shows them: as they were written down, without what each one bought.

The table of other lessons counts renewals apart, which is what one has to find here.
"""

from collections.abc import Callable, Mapping
from functools import partial

from ntc.case import Case
from ntc.tables.view import View
from ntc.tables.whole import table_view

VIEWS: Mapping[str, Callable[[Case], View]] = {"clients": partial(table_view, name="clients")}
