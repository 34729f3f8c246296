from ntc.fields import MatchField


def test_the_static_page_shows_labels_and_what_is_missing():
    field = MatchField("cp4-indicators-match", [("q1", "Question 1"), ("q2", "Question 2")], [("a", "Marge")])
    page = field.html({"q1": "a"})
    assert '<th scope="row">Question 1</th><td>Marge</td>' in page
    assert '<th scope="row">Question 2</th><td>sans réponse</td>' in page
    assert "Incomplet" in page
