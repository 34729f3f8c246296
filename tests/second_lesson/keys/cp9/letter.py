"""cp9-letter: a person marks it."""

from autograder.keys import Specimen
from autograder.keys.registry import key, specimens
from autograder.mark import Mark

ID = "cp9-letter"


@key(ID)
def letter(case, truth, answers):
    return Mark(0.0, comments=("À relire.",))


@specimens(ID)
def _(case, truth):
    texts = ["Bonjour", "Merci", "", ["a"]]
    return [*(Specimen(f"text {rank}", {ID: text}) for rank, text in enumerate(texts)), Specimen("blank")]
