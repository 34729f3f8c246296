"""The case and the truth of each of the 17 variants; a variant is read once for all the tests."""

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load


@pytest.fixture(params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture
def case(variant):
    return load(variant)


@pytest.fixture
def truth(variant):
    return truths.load(variant)
