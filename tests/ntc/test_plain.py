import pytest

from ntc.plain import plain


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Activité", "activite"), ("ÉMILE Noël", "emile noel"), ("e\u0301te\u0301", "ete"), ("", "")],
)
def test_case_and_accents_do_not_tell_words_apart(text, bare):
    assert plain(text) == bare
