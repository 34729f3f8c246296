"""The key of a class (*clé de la classe*), which stamps its documents and never leaves its folder."""

import contextlib
import os
import re
import secrets

from autograder.grading.places import Places
from autograder.grading.privacy import keep_to_oneself
from autograder.grading.settled import Unsettled
from ntc.french import typeset

_FORM = re.compile(r"[0-9a-f]{64}")


def ensured(places: Places) -> bytes:
    """Give the key of a class, made the first time that it is asked for; raises Unsettled, OSError."""
    path = places.stamps / "cle"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        keep_to_oneself(path.parent)
        # Whole or not at all, and never over another's: what was stamped with a key is lost with it.
        fresh = path.with_name(f".cle-{secrets.token_hex(8)}")
        mode = 0o660 if path.parent.stat().st_mode & 0o020 else 0o600
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as stream:
            stream.write(secrets.token_hex(32))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
        except OSError:  # a disk without links
            if not path.exists():
                os.replace(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    return known(places)


def known(places: Places) -> bytes:
    """Give the key of a class; raises Unsettled where there is none, or it is damaged."""
    path = places.stamps / "cle"
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise Unsettled(
            typeset(
                "Aucune fiche n’a encore été établie ici : pour vérifier, il faut le dossier « classroom » "
                "de la classe qui l’a établie."
            )
        ) from error
    except UnicodeDecodeError:
        text = ""
    if not _FORM.fullmatch(text):
        raise Unsettled(
            typeset(f"La clé de la classe ({path}) est abîmée : remettez-la d’après votre sauvegarde.")
        )
    return bytes.fromhex(text)
