from hypothesis import given
from hypothesis import strategies as st

from autograder.reports.rendering.lines import Glyph, drawn, wrapped


def glyphs(text, strong=False):
    return [Glyph(letter, strong, 1) for letter in text]


def cut(text, width):
    return ["".join(glyph.text for glyph in line) for line in wrapped(glyphs(text), width)]


def test_lines_are_cut_at_spaces_hyphens_and_ends_else_inside_the_word():
    assert cut("deux mots", 5) == ["deux", "mots"]
    assert cut("chef-lieu", 6) == ["chef-", "lieu"]
    assert cut("a\nb\n", 5) == ["a", "b", ""]
    assert cut("un anticonstitutionnel", 8) == ["un", "anticons", "titution", "nel"]
    assert cut("12\u00a0345 € net", 8) == ["12\u00a0345 €", "net"]
    assert cut("", 5) == [""]


@given(st.text("ab -\u00a0\n", max_size=80), st.integers(1, 12))
def test_no_line_is_too_wide_and_nothing_is_lost(text, width):
    lines = cut(text, width)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_line_is_drawn_by_runs_from_left_to_right():
    line = [*glyphs("Dit : ", strong=True), *glyphs("(שלום) 12")]
    assert list(drawn(line)) == [("Dit : ", True, 6), ("(םולש) 12", False, 9)]
