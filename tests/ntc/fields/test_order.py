"""Items in order, with or without a bar under which some are left out."""

from ntc.fields import OrderField
from ntc.fields.kinds.order import BAR


def test_neither_the_bar_nor_what_is_under_it_has_a_rank():
    items = [("a", "Saluer"), ("b", "Demander"), (BAR, "— sous cette barre —")]
    page = OrderField("cp4-causes", items).html(["b", BAR, "a"])
    left = '<li style="list-style: none">'
    assert f"<ol><li>Demander</li>{left}— sous cette barre —</li>{left}Saluer</li></ol>" in page
