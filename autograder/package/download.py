"""Fetch wheels for one kind of computer (*téléchargement*), with pip; a hindrance is told in French."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import start
from autograder.package.computers import Computer


class DownloadError(Exception):
    """Wheels that could not be had; the message says in French what to do."""


_HINDRANCES = (
    (start.NO_ROOM, "Le disque est plein. Faites de la place, puis recommencez."),
    (
        start.NO_TRUST,
        "Le réseau de votre établissement inspecte les connexions, et Python ignore son certificat. Demandez "
        "ce certificat (un fichier .pem) au service informatique, nommez-le par PIP_CERT, puis recommencez.",
    ),
    (
        start.NO_NETWORK,
        "Pas de connexion à Internet : il en faut une pour réunir ce que les postes installent. Vérifiez le "
        "réseau (ou le mandataire, par HTTPS_PROXY), puis recommencez : ce qui est déjà pris est gardé.",
    ),
)


def download(pins: Iterable[str], computer: Computer, folder: Path, taking: Callable[[], None]) -> list[Path]:
    """Fetch the wheels of some pins (« numpy==2.4.6 ») that install on a computer; whole ones only are kept.

    Calls ``taking`` as each is come to. Raises DownloadError; then nothing is added.
    """
    with tempfile.TemporaryDirectory(prefix=".arrivee-", dir=folder) as landing:
        _pip(pins, computer, landing, taking)
        return [path.replace(folder / path.name) for path in sorted(Path(landing).glob("*.whl"))]


def _pip(pins: Iterable[str], computer: Computer, landing: str, taking: Callable[[], None]) -> None:
    command = [sys.executable, "-m", "pip", "download", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "--retries", "2", "--no-deps", "--only-binary", ":all:"]
    command += ["--python-version", computer.python, "--implementation", "cp"]
    for platform in computer.system.platforms:
        command += ["--platform", platform]
    told = []
    with subprocess.Popen(
        [*command, "--dest", landing, *pins],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},  # told as it goes
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout:
            told.append(line)
            if line.startswith(("Collecting", "Processing")):  # from afar, or from this computer
                taking()
    if process.returncode:
        print("".join(told[-20:]), file=sys.stderr)  # to the desk's log
        raise DownloadError(_why("".join(told), computer))


def _why(said: str, computer: Computer) -> str:
    for signs, told in _HINDRANCES:
        if any(sign in said for sign in signs):
            return told
    return (
        f"Ce qu’il faut pour {computer.name} n’a pas pu être pris. Recommencez ; si cela dure, montrez le "
        "journal à qui maintient le cours."
    )
