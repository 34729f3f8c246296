"""A talk as the files of a variant tell it, and every way through it: nothing of the code that keys use."""

import csv

from ntc.paths import ROOT, TABLES


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Talked:
    """The replies after each line, and what the generator laid down of replies and lines."""

    def __init__(self, variant, dialogue):
        labels = ROOT / "autograder" / "truth" / variant
        told = {row["dialogue_id"]: row for row in rows(TABLES / variant / "dialogues.csv")}
        self.start = told[dialogue]["start"]
        self.onward = {}
        for row in rows(TABLES / variant / "dialogue_choices.csv"):
            self.onward.setdefault(row["node_id"], []).append(row)
        self.worth = {row["choice_id"]: row for row in rows(labels / "dialogue_choices.csv")}
        self.nodes = {row["node_id"]: row for row in rows(labels / "dialogue_nodes.csv")}

    def ways(self, place=None, said=()):
        """The replies of every way, with the line that it ends on."""
        place = place or self.start
        if place not in self.onward:
            yield said, place
        for row in self.onward.get(place, ()):
            yield from self.ways(row["next"], (*said, row))
