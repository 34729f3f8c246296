"""One answer field per kind of answer, and the file that answers are saved in.

``from ntc.fields import NumberField``: each of ``KINDS`` is a name of this package.
"""

from ntc.fields.base import Field
from ntc.fields.display import place
from ntc.fields.kinds import KINDS
from ntc.fields.options import Card
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.fields.rubric import RubricLine

__all__ = ["KINDS", "Blank", "Card", "Field", "Outcome", "RubricLine", "Unreadable", "Value", "place"]

globals().update(KINDS)
__all__ += KINDS
