"""What an ordinary question looks like in a class (*question ordinaire*): how likely a pattern is.

Each learner has an ability, each question is more or less hard and tells more or less who knows; how hard
questions are is taken from the class itself. What is at fault is what such questions hardly ever show.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SLOPES, _SLOPES_WEIGHT = np.array([0.45, 0.7, 1.0, 1.4]), np.array([0.15, 0.3, 0.35, 0.2])
_HARDNESSES = np.linspace(-4, 4, 17)
_LEAST_SPREAD, _WIDER = 0.4, 1.1  # prudence: harder questions are met than those of this class
_ROUNDS = 25
_LEAST = 1e-3


class Ordinary:
    """Learners × questions, as fractions; what was not answered is ``nan``."""

    def __init__(self, fractions: "Floats") -> None:
        self.answered = ~np.isnan(fractions)
        self.fractions = np.where(self.answered, fractions, 0.0)
        self.ability, self.hardness = self._fitted()
        hardness, weight = self._hardnesses()
        slopes, hard = (each.ravel() for each in np.meshgrid(_SLOPES, hardness, indexing="ij"))
        self.weight = np.outer(_SLOPES_WEIGHT, weight).ravel()
        self.chance = _bounded(logistic(slopes * (self.ability[:, None] - hard)))

    def _fitted(self) -> tuple["Floats", "Floats"]:
        """Abilities and difficulties, each drawn towards the middle: a class says little of one learner."""
        share = self.fractions.sum(0) / np.maximum(self.answered.sum(0), 1)
        hardness = -_logit(share.clip(0.05, 0.95))
        ability = np.zeros(len(self.fractions))
        middle = np.median(hardness)
        for _ in range(_ROUNDS):
            more, known = self._left(ability, hardness)
            ability = ability + (more.sum(1) - ability) / (known.sum(1) + 1)
            ability -= ability.mean()
            more, known = self._left(ability, hardness)
            hardness = hardness - (more.sum(0) + hardness - middle) / (known.sum(0) + 1)
        return ability, hardness

    def _left(self, ability: "Floats", hardness: "Floats") -> tuple["Floats", "Floats"]:
        chance = logistic(ability[:, None] - hardness)
        return (
            np.where(self.answered, self.fractions - chance, 0.0),
            np.where(self.answered, chance * (1 - chance), 0.0),
        )

    def left(self) -> tuple["Floats", "Floats"]:
        """What each answer has beyond what was to be expected, and the variance of that."""
        return self._left(self.ability, self.hardness)

    def _hardnesses(self) -> tuple["Floats", "Floats"]:
        """How hard questions are, as a grid with weights: a spread that one bad question does not widen."""
        count = self.answered.sum(0)
        share = (self.fractions.sum(0) + 0.5) / (count + 1)
        hard = -_logit(share)
        middle = np.median(hard)
        spread = 1.4826 * np.median(np.abs(hard - middle))
        by_chance = np.median(1 / ((count + 1) * share * (1 - share)))
        spread = _WIDER * np.sqrt(max(spread**2 - by_chance, _LEAST_SPREAD**2))
        weight = np.exp(-(_HARDNESSES**2) / 2)
        return middle + spread * _HARDNESSES, weight / weight.sum()

    def likely(self, right: "Floats", answered: "Floats") -> "Floats":
        """The log-likelihood of patterns (questions × learners) as right answers to ordinary questions."""
        return marginal(right, answered, self.chance, self.weight)

    def turned(self, right: "Floats", answered: "Floats") -> "Floats":
        """The same were right what is wrong, and the other way round."""
        return marginal(right, answered, 1 - self.chance, self.weight)

    def drawn(self, rng: np.random.Generator, draws: int) -> tuple["Floats", "Floats"]:
        """Draw ordinary questions: chances of each learner, and what they answered (questions × learners)."""
        chance = self.chance[:, rng.choice(len(self.weight), draws, p=self.weight)].T
        return chance, (rng.random(chance.shape) < chance).astype(float)


def marginal(said: "Floats", answered: "Floats", chance: "Floats", weight: "Floats") -> "Floats":
    """The log-likelihood of patterns, over kinds of question with their weights."""
    each = said @ np.log(chance) + (answered - said) @ np.log(1 - chance)
    most = each.max(axis=1)
    return most + np.log(np.exp(each - most[:, None]) @ weight)


def shared(ordinary: Ordinary, shares: "Floats", weight: "Floats") -> tuple["Floats", "Floats"]:
    """The chances that learners make one and the same mistake, which has a share of the wrong answers."""
    chance = ((1 - ordinary.chance)[:, :, None] * shares).reshape(len(ordinary.chance), -1)
    return _bounded(chance), np.outer(ordinary.weight, weight).ravel()


def logistic(value: "Floats") -> "Floats":
    """From a logarithm of odds to a chance."""
    return 1 / (1 + np.exp(-value))


def _logit(chance: "Floats") -> "Floats":
    return np.log(chance / (1 - chance))


def _bounded(chance: "Floats") -> "Floats":
    return chance.clip(_LEAST, 1 - _LEAST)
