"""The hand-in as one file (*dossier de remise*, zip) that any learning platform takes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from ntc.storage import write_atomically

_EPOCH = (1980, 1, 1, 0, 0, 0)


def stem(learner_id: str, assignment: str, moment: datetime) -> str:
    """Name a hand-in: ``dupont.m_at1-strategie_2026-11-24-1432`` (local hour).

    ``nbgrader zip_collect`` reads learner and hour from this name: change it together with its pattern.
    """
    return f"{learner_id}_{assignment}_{moment:%Y-%m-%d-%H%M}"


def free_stem(folder: Path, wanted: str) -> str:
    """Give ``wanted``, else ``wanted-2``, ``wanted-3``…: the first name that no file of ``folder`` bears."""
    candidate, number = wanted, 1
    while any(folder.glob(f"{candidate}.*")):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def write_archive(path: Path, files: Mapping[str, bytes], moment: datetime) -> None:
    """Write the zip at ``path``, whole or not at all; every member bears the hour of the hand-in.

    Raises OSError when the disk refuses.
    """
    stamp = max(_EPOCH, (*moment.timetuple()[:6],))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, stamp)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)
    write_atomically(path, buffer.getvalue())
