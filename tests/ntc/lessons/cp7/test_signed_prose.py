"""The figures in the prose of the last pages of CP7: people of the case, called as one speaks of them."""

from ntc import case, lesson
from ntc.case import VARIANTS
from ntc.lessons.cp7 import signed_prose
from ntc.lessons.prose import placeholders

NBSP = "\u00a0"


def test_people_of_the_class_are_called_by_their_names():
    found = signed_prose.prose(case.load("00"))
    assert found["fin-patron"] == f"M.{NBSP}Tibaubert"
    assert found["fin-acheteuse"] == f"Mme{NBSP}Auboulin"
    assert found["relu-acheteuse"] == f"Mme{NBSP}Berthoret"


def test_every_variant_has_them_and_the_lesson_names_them_all():
    prose = "\n".join(
        "".join(cell["source"])
        for cell in lesson.shipped("cp7-negociation")["cells"]
        if cell["cell_type"] == "markdown"
    )
    for variant in VARIANTS:
        found = signed_prose.prose(case.load(variant))
        assert all(found.values())
        assert found["fin-patron"].startswith("M.")
        assert found["fin-acheteuse"].startswith("Mme")
        assert found.keys() <= placeholders(prose)
