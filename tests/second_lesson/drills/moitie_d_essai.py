"""Moitié d'essai: half of an even number."""

from ntc.practice.draw import Draw

TITLE = "La moitié"


def draw(rng):
    half = rng.randint(2, 99)
    hint = "Il en reste autant que vous en prenez."
    steps = ("Une moitié est un demi.", "On divise par deux.", f"La moitié de {2 * half} est {half}.")
    return Draw(
        f"Vous avez {2 * half} pommes.", "Combien en font la moitié ?", "pommes", half, 0, (), hint, steps
    )
