"""The home page of the learner (*accueil*): who I am, my lessons, handing in, and what comes back."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ntc.home.widget import Home


def home() -> "Home":
    """Show the home page: the one cell of ``accueil.ipynb`` ends with it."""
    # Imported here: whoever only wants the seal (the instructor's side) loads no widget.
    from ntc.home.widget import Home

    return Home()
