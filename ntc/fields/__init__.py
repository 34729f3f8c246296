"""One answer field per kind of answer, and the file that answers are saved in."""

from ntc.fields.base import Field
from ntc.fields.check import CheckGrid
from ntc.fields.choice import ChoiceField
from ntc.fields.date import DateField
from ntc.fields.display import place
from ntc.fields.match import MatchField
from ntc.fields.multi import MultiField
from ntc.fields.number import NumberField
from ntc.fields.order import OrderField
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.fields.rubric import RubricLine
from ntc.fields.table import TableField
from ntc.fields.text import TextField

__all__ = [
    "Blank",
    "CheckGrid",
    "ChoiceField",
    "DateField",
    "Field",
    "MatchField",
    "MultiField",
    "NumberField",
    "OrderField",
    "Outcome",
    "RubricLine",
    "TableField",
    "TextField",
    "Unreadable",
    "Value",
    "place",
]
