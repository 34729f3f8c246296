"""Whose hand-in it is (*comptes du centre*), where every learner has an account that bears their identifier.

On a centre's server ``NTC_ACCOUNTS=oui`` says so: the account that a hand-in belongs to tells whose it is,
and one deposited under another's name does not count. Elsewhere learners share accounts.
"""

import os
from pathlib import Path

from ntc.roster import IdentifierError, normalise


def tell() -> bool:
    """Whether accounts tell who is who."""
    return os.environ.get("NTC_ACCOUNTS") == "oui"


def owns(path: Path, learner: str) -> bool:
    """Whether a hand-in was deposited from the account of a learner."""
    try:
        return normalise(path.owner()) == normalise(learner)
    except (KeyError, OSError, IdentifierError):
        return False
