"""Several fields in one cell."""

from IPython.display import display

from ntc.fields import session
from ntc.fields.base import Field


def place(*fields: Field) -> None:
    """Display fields one under the other; what an exercise is worth stands in full above its first field."""
    seen: set[str] = set()
    for field in fields:
        field.headed = field.exercise.id not in seen
        seen.add(field.exercise.id)
    if not session.is_collecting():
        display(*fields)
