"""A line that learners write for themselves (« phrase gardée »): worth nothing, kept, read again later."""

from typing import Any

from ntc import exercises
from ntc.fields.base import Sample
from ntc.fields.kinds.text import TextField
from ntc.french import typeset

_HELP = typeset("Sans note et pour vous : ce que vous écrivez est gardé avec vos réponses.")
_READ = typeset(
    "Sans note, mais remis avec votre travail : votre formateur le lit, votre fiche de preuves l’annexe."
)


class KeptLine(TextField):
    """A text that nobody marks; the ``.toml`` of the lesson gives its title in ``lesson.grids``.

    It is no exercise: nothing counts it, nothing waits for it. One that an exercise names in ``annexed`` is
    read by whoever marks that exercise, and annexed to the sheet. Raises KeyError when no lesson declares it.
    Raw and value: as ``TextField``.
    """

    assessed = False

    def __init__(self, id: str, words: tuple[int, int] = (1, 40)) -> None:
        super().__init__(id, words)

    def remarks(self, raw: Any) -> list[str]:
        """Remark on nothing before handing in."""
        return []

    def spec(self) -> dict[str, Any]:
        """Describe the field, and say for whom it is."""
        return super().spec() | {"help": _READ if exercises.is_annexed(self.id) else _HELP}

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give none: its title is one that a lesson declares."""
        return []

    def _declared(self, id: str) -> tuple[exercises.Exercise, str]:
        return exercises.grid(id), ""
