"""Several fields in one cell."""

from IPython.display import display

from ntc.fields import session
from ntc.fields.base import Field


def place(*fields: Field) -> None:
    """Display fields one under the other; the badges of an exercise stand above its first field only."""
    seen: set[str] = set()
    for field in fields:
        field.headed = field.exercise.id not in seen
        seen.add(field.exercise.id)
    if not session.is_collecting():
        display(*fields)
