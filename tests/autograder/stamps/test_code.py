import itertools
import random
import re

import pytest

from autograder.stamps.code import ALPHABET, Mistyped, code_of, read

KEY = bytes(range(32))
CODES = [code_of(KEY, str(number)) for number in range(200)]


def test_a_code_is_of_its_text_and_of_its_class():
    assert len({*CODES}) == len(CODES)
    assert all(re.fullmatch(r"(?:[2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}", code) for code in CODES)
    assert code_of(KEY, "1") == CODES[1]
    assert code_of(bytes(32), "1") != CODES[1]


def test_no_two_signs_look_alike_and_their_number_is_prime():
    assert not {*"01OIL"} & {*ALPHABET}
    assert all(len(ALPHABET) % divisor for divisor in range(2, len(ALPHABET)))


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")]
)
def test_a_code_is_read_as_people_type_it(typed):
    assert [read(typed(code)) for code in CODES] == CODES


def test_every_wrong_sign_and_every_two_neighbours_that_changed_places_are_seen():
    for code in CODES[:20]:
        signs = code.replace("-", "")
        wrong = [
            signs[:place] + sign + signs[place + 1 :]
            for place, sign in itertools.product(range(len(signs)), ALPHABET)
            if sign != signs[place]
        ]
        swapped = [
            signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
            for place in range(len(signs) - 1)
            if signs[place] != signs[place + 1]
        ]
        for each in [*wrong, *swapped]:
            with pytest.raises(Mistyped):
                read(each)


@pytest.mark.parametrize("typed", ["", "7K3M", "O" * 12, "1" * 12, "dupont.m.pdf", "é" * 12, "²" * 12])
def test_what_is_no_code_is_said_in_french(typed):
    with pytest.raises(Mistyped, match="code"):
        read(typed)


def test_a_code_that_somebody_makes_up_is_seldom_one():
    drawn = random.Random(20)
    made_up = ["".join(drawn.choices(ALPHABET, k=12)) for _ in range(3000)]
    passed = sum(_is_read(each) for each in made_up)
    assert 30 < passed < 180  # one in 31: the register knows the others


def _is_read(typed):
    try:
        return bool(read(typed))
    except Mistyped:
        return False
