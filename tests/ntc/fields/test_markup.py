from hypothesis import given
from hypothesis import strategies as st

from ntc.fields.markup import Html, element, join


@given(st.text())
def test_plain_text_never_becomes_markup(text):
    inside = element("p", text)[len("<p>") : -len("</p>")]
    assert not set(inside) & set("<>\"'")
    assert element("p", title=text).count('"') == 2


def test_elements_nest_without_being_escaped_twice():
    assert element("p", "a & ", element("b", "<c>")) == "<p>a &amp; <b>&lt;c&gt;</b></p>"
    assert join("&", Html("<br>")) == "&amp;<br>"


def test_names_of_attributes_are_those_of_html():
    assert element("td", class_="x", data_field="y") == '<td class="x" data-field="y"></td>'
