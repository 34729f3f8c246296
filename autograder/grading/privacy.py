"""Who may look (*droits d’accès*): what the instructor's machine holds is nobody else's to read."""

import contextlib
import os
import shutil
from pathlib import Path

from autograder.grading.places import Places
from autograder.grading.settled import Unsettled


def keep_to_oneself(folder: Path) -> None:
    """Close a folder to the other accounts of the computer; a team that shares it by its group keeps it.

    Nothing to do where accounts do not work so (Windows), for a folder of another owner, or a missing one.
    """
    if os.name != "posix" or not folder.is_dir():
        return
    mode = folder.stat().st_mode
    wanted = mode & ~0o007 if mode & 0o020 else mode & ~0o077
    if wanted != mode:
        with contextlib.suppress(PermissionError):
            folder.chmod(wanted & 0o7777)


def open_exchange(places: Places) -> None:
    """Make the exchange; one that lay inside the course's folder is moved out, with all that it holds.

    Raises Unsettled when ``NTC_EXCHANGE`` names a place inside the course's folder: learners write there.
    """
    exchange = places.exchange
    if exchange.resolve().is_relative_to(places.root.resolve()):
        raise Unsettled(
            f"Le dépôt partagé « {exchange} », choisi par NTC_EXCHANGE, est dans le dossier du cours, où "
            "sont les corrigés : choisissez-en un ailleurs."
        )
    former = places.classroom / "exchange"
    if former.is_dir() and not exchange.exists():
        exchange.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(former, exchange)
    if not exchange.exists():
        exchange.mkdir(parents=True)
        exchange.chmod(0o777)
