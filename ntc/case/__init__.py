"""The company of the case, as data: its tables, what their columns are, its policy.

Tables, columns and types are declared in ``datasets/schema.toml``; only ``measures`` knows the trade.
``load("00").orders[0].net_ht`` is a Decimal. A table that cannot be used raises CaseError, in French.
"""

from ntc.case.columns import Column, Table, schema
from ntc.case.files import CaseError
from ntc.case.rules import policy
from ntc.case.tables import read_table
from ntc.case.variants import VARIANTS, Case, load

__all__ = ["VARIANTS", "Case", "CaseError", "Column", "Table", "load", "policy", "read_table", "schema"]
