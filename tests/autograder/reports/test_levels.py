from dataclasses import dataclass

import pytest

from autograder.reports.levels import Level, level_of, made_up_for, points_of, reaches, waiting_of


@dataclass
class Piece:
    points: float
    earned: float | None
    handed_in: bool = True
    unreadable: bool = False


@pytest.mark.parametrize(
    ("pieces", "level"),
    [
        ([], Level.UNASSESSED),
        ([Piece(16, None, handed_in=False)], Level.ABSENT),
        ([Piece(3, None)], Level.PENDING),
        ([Piece(3, None, unreadable=True)], Level.UNREADABLE),
        ([Piece(3, 3.0, unreadable=True)], Level.SHOWN),  # a person marked it all the same
        ([Piece(16, 16 * (2 / 3))], Level.SHOWN),
        ([Piece(16, 10.6)], Level.PARTLY),
        ([Piece(14, 9.33)], Level.SHOWN),  # two thirds, as near as marks are kept
        ([Piece(14, 9.32)], Level.PARTLY),
        ([Piece(14, 4.67)], Level.PARTLY),
        ([Piece(3, 1.0)], Level.PARTLY),
        ([Piece(16, 5.3)], Level.NOT_YET),
        ([Piece(16, 0.0)], Level.NOT_YET),
        ([Piece(16, 16.0), Piece(8, 0.0)], Level.SHOWN),  # 16 of 24
        ([Piece(16, 12.0), Piece(3, None)], Level.SHOWN),  # what waits for a marker is not counted
        ([Piece(16, 16.0), Piece(16, None, handed_in=False)], Level.SHOWN),
    ],
)
def test_the_level_follows_the_rule(pieces, level):
    assert level_of(pieces) is level


def test_all_is_reached_as_near_as_marks_are_kept():
    assert reaches([Piece(5.6, 7 * 0.8 * 0.9999999999)], 1)
    assert reaches([Piece(10 / 3, 3.33)], 1)
    assert not reaches([Piece(5.6, 5.59)], 1)


WAITING, UNREAD, AWAY = Piece(6, None), Piece(6, None, unreadable=True), Piece(6, None, handed_in=False)


@pytest.mark.parametrize(
    ("pieces", "waiting"),
    [
        ([], 0),
        ([Piece(24, 24.0)], 0),
        ([Piece(24, 24.0), WAITING], 1),
        ([Piece(24, 24.0), WAITING, UNREAD, AWAY], 2),
        ([WAITING, WAITING], 0),  # nothing is marked: there is no level that could change
        ([UNREAD, AWAY], 0),
    ],
)
def test_a_level_is_provisional_while_marks_are_to_come(pieces, waiting):
    assert waiting_of(pieces) == waiting


@pytest.mark.parametrize(
    ("pieces", "ranks"),
    [
        ([Piece(24, 24.0), Piece(6, 0.0)], [1]),  # 24 of 30
        ([Piece(10, 0.0), Piece(6, 6.0), Piece(1.4, 1.4)], [0]),  # 7.4 of 17.4: in part
        ([Piece(14, 14.0), Piece(14, 4.67)], [1]),  # shown, and a third of one piece
        ([Piece(4, 4.0), Piece(4, 4.0), Piece(4, 1.33)], [2]),  # a line of a grid left at « partiel »
        ([Piece(14, 14.0), Piece(14, 9.33)], []),  # two thirds, as near as marks are kept
        ([Piece(14, 7.0), Piece(14, 4.67)], []),  # in part, and a third of each at least
        ([Piece(14, 7.0), Piece(14, 4.65), WAITING], [1]),
        ([Piece(14, 2.0), Piece(14, 1.0)], []),  # nothing makes up for it
        ([WAITING], []),
    ],
)
def test_what_is_not_shown_by_itself_is_named_where_the_rest_makes_up_for_it(pieces, ranks):
    found = [[rank for rank, piece in enumerate(pieces) if piece is each] for each in made_up_for(pieces)]
    assert found == [[rank] for rank in ranks]


def test_points_are_those_of_what_is_marked():
    assert points_of([Piece(16, 4.0), Piece(8, 8.0), Piece(3, None)]) == (12.0, 24)


def test_every_level_has_words_and_a_sign_of_its_own():
    for attribute in ("label", "sign", "meaning"):
        assert len({getattr(level, attribute) for level in Level}) == len(Level)
