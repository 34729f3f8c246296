"""cp9-pick: two choices, each worth half."""

from autograder.keys import Specimen
from autograder.keys.registry import key, specimens
from autograder.mark import Mark, PartMark

ID = "cp9-pick"
RIGHT = {"word": "bonjour", "why": "respect"}


@key(ID)
def pick(case, truth, answers):
    parts = []
    for name, expected in RIGHT.items():
        entry = answers.entry(f"{ID}-{name}")
        made = entry.value == expected
        verdict = "right" if made else "blank" if not entry.typed else "wrong"
        part = PartMark(name, name, verdict, float(made), entry.typed, expected, message="Restez poli.")
        parts.append(part)
    return Mark(sum(part.fraction for part in parts) / 2, tuple(parts))


@specimens(ID)
def _(case, truth):
    return [
        Specimen("right", {f"{ID}-word": "bonjour", f"{ID}-why": "respect"}, 1),
        Specimen("half right", {f"{ID}-word": "bonjour", f"{ID}-why": "hurry"}, 0.5),
        Specimen("wrong", {f"{ID}-word": "salut", f"{ID}-why": "hurry"}),
        Specimen("unknown", {f"{ID}-word": "coucou"}),
        Specimen("blank"),
    ]
