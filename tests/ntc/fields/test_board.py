import pytest

from ntc.fields import BoardField, Card, Value

CARDS = [Card("k1", "Stock", "Étude, mars"), Card("k2", "Délai"), ("k3", "Météo"), ("k4", "Rival")]
COLUMNS = [("f", "Forces"), ("m", "Menaces"), ("out", "Reste dehors")]


@pytest.fixture
def board():
    return BoardField("cp4-causes", CARDS, COLUMNS, outside="out", wanted={"f": 2, "m": 1})


@pytest.mark.parametrize(
    ("raw", "state", "echo", "message"),
    [
        ({"k1": "f"}, "partial", "1\u00a0carte placée sur 4", ""),
        (
            {"k1": "f", "k2": "out", "k3": "out"},
            "partial",
            "3\u00a0cartes placées sur 4, dont 2 dans «\u00a0Reste dehors\u00a0»",
            "",
        ),
        (
            dict.fromkeys(("k1", "k2", "k3"), "f"),
            "partial",
            "3\u00a0cartes placées sur 4",
            "«\u00a0Forces\u00a0»\u00a0: 3\u00a0cartes pour 2.",
        ),
        (
            {"k1": "f", "k2": "m", "k3": "m", "k4": "out"},
            "partial",
            "4\u00a0cartes placées sur 4, dont 1 dans «\u00a0Reste dehors\u00a0»",
            "«\u00a0Forces\u00a0»\u00a0: 1\u00a0carte pour 2. "
            "«\u00a0Menaces\u00a0»\u00a0: 2\u00a0cartes pour 1.",
        ),
        (
            {"k1": "f", "k2": "f", "k3": "m", "k4": "out"},
            "answered",
            "4\u00a0cartes placées sur 4, dont 1 dans «\u00a0Reste dehors\u00a0»",
            "",
        ),
    ],
)
def test_what_is_told_while_one_places_is_how_many_never_what_is_right(board, raw, state, echo, message):
    told = board.feedback(raw)
    assert (told.state, told.echo, told.message) == (state, echo, message)


def test_without_a_wanted_number_a_board_is_whole_once_each_card_is_somewhere():
    board = BoardField("cp4-causes", CARDS, COLUMNS[:2])
    outcome = board.parse(dict.fromkeys(("k1", "k2", "k3", "k4"), "m"))
    assert isinstance(outcome, Value)
    assert (outcome.complete, outcome.echo, outcome.note) == (True, "4\u00a0cartes placées sur 4", "")


def test_a_miscounted_board_is_remarked_before_handing_in(board):
    raw = {"k1": "f", "k2": "f", "k3": "f", "k4": "out"}
    assert board.remarks(raw) == [
        "«\u00a0Forces\u00a0»\u00a0: 3\u00a0cartes pour 2. «\u00a0Menaces\u00a0»\u00a0: 0\u00a0carte pour 1."
    ]


def test_the_static_page_lists_the_cards_by_column_and_those_that_are_nowhere(board):
    page = board.html({"k2": "m", "k1": "m", "k4": "out"})
    assert "<p>Menaces (2)</p><ul><li>Stock</li><li>Délai</li></ul>" in page
    assert "<p>Reste dehors (1)</p><ul><li>Rival</li></ul>" in page
    assert "<p>À placer (1)</p><ul><li>Météo</li></ul>" in page
    assert "Forces" not in page


def test_the_page_is_told_what_stands_under_a_card(board):
    controls = board.controls()
    assert controls["items"][0] == ("k1", "Stock")
    assert controls["details"] == {"k1": "Étude, mars"}


@pytest.mark.parametrize("told", [{"outside": "nowhere"}, {"wanted": {"f": 1, "z": 1}}])
def test_a_column_that_is_not_there_is_a_fault_of_the_lesson(told):
    with pytest.raises(ValueError, match="no such columns"):
        BoardField("cp4-causes", CARDS, COLUMNS, **told)
