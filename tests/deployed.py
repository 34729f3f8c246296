"""What a centre installs (deploy/, docs/deploiement.md), as tests use it: the same lines, other places."""

import re
import shlex
import socket
from collections.abc import Mapping

from ntc.paths import ROOT

DEPLOY, GUIDE = ROOT / "deploy", ROOT / "docs" / "deploiement.md"


def moved(text: str, places: Mapping[str, str]) -> str:
    """The same text, each place or name that the files of a centre give being another one."""
    for there, here in sorted(places.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(there, here)
    return text


def settings(places: Mapping[str, str], dask: bool = False) -> dict[str, str]:
    """The settings of ``ntc.env``; with those of Dask when they are wanted."""
    text = (DEPLOY / "ntc.env").read_text(encoding="utf-8")
    lines = re.findall(r"^#?([A-Z_0-9]+)=(.*)$" if dask else r"^([A-Z_0-9]+)=(.*)$", text, flags=re.M)
    return {name: moved(value, places) for name, value in lines}


def command(unit: str, places: Mapping[str, str]) -> list[str]:
    """What a service runs."""
    (line,) = re.findall(r"^ExecStart=(.*)$", (DEPLOY / unit).read_text(encoding="utf-8"), flags=re.M)
    return [moved(word, places) for word in shlex.split(line)]


def told(number: int, places: Mapping[str, str]) -> list[list[str]]:
    """The commands of a paragraph of the guide, ``sudo`` put as root writes it."""
    text = GUIDE.read_text(encoding="utf-8").split(f"\n## {number}. ")[1].split("\n## ")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.S | re.M)
    return [_as_root(shlex.split(moved(line, places))) for line in "".join(blocks).splitlines()]


def _as_root(words: list[str]) -> list[str]:
    words = words[1:] if words[0] == "sudo" else words
    return ["runuser", "-u", words[1], "--", *words[2:]] if words[0] == "-u" else words


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
