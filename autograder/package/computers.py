"""The computers that the learners' package is made for (*postes*): each system with each Python.

A computer is what its resolver goes by: the values of environment markers, and the tags of wheels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""From the one that pyproject.toml asks for to the last that every pinned version has a wheel for."""


@dataclass(frozen=True)
class System:
    """A system by the name that people give it; ``platforms`` are tags of wheels, best first."""

    name: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str] = field(hash=False)


def _markers(os_name: str, sys_platform: str, platform_system: str, platform_machine: str) -> dict[str, str]:
    return {
        "os_name": os_name,
        "sys_platform": sys_platform,
        "platform_system": platform_system,
        "platform_machine": platform_machine,
        "platform_release": "",
        "platform_version": "",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def _macos(machine: str) -> tuple[str, ...]:
    """What runs on a Mac under macOS 12 or newer."""
    return tuple(mac_platforms((12, 0), machine))


_GLIBC = range(28, 4, -1)  # 2.28 is that of Debian 10 and of its time
_OLD_NAMES = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
_LINUX = tuple(
    f"{name}_x86_64"
    for minor in _GLIBC
    for name in (f"manylinux_2_{minor}", *([_OLD_NAMES[minor]] if minor in _OLD_NAMES else []))
)
SYSTEMS = (
    System("Windows", ("win_amd64",), _markers("nt", "win32", "Windows", "AMD64")),
    System("macOS (Apple)", _macos("arm64"), _markers("posix", "darwin", "Darwin", "arm64")),
    System("macOS (Intel)", _macos("x86_64"), _markers("posix", "darwin", "Darwin", "x86_64")),
    System("Linux", _LINUX, _markers("posix", "linux", "Linux", "x86_64")),
)


@dataclass(frozen=True)
class Computer:
    """One system with one Python."""

    system: System
    python: str

    @property
    def name(self) -> str:
        """As people say it: « Windows, Python 3.13 »."""
        return f"{self.system.name}, Python {self.python}"

    @cached_property
    def markers(self) -> dict[str, str]:
        """What environment markers are worth there."""
        versions = dict.fromkeys(("python_full_version", "implementation_version"), f"{self.python}.0")
        return {**self.system.markers, "python_version": self.python, **versions}

    @cached_property
    def tags(self) -> frozenset[Tag]:
        """The wheels that install there."""
        version = tuple(int(part) for part in self.python.split("."))
        platforms = self.system.platforms
        return frozenset(
            [
                *cpython_tags(version, platforms=platforms),
                *compatible_tags(version, f"cp{version[0]}{version[1]}", platforms),
            ]
        )

    def wants(self, marker: Marker | None, extras: frozenset[str]) -> bool:
        """Whether a requirement counts there, for whoever asked for these extras."""
        if marker is None:
            return True
        return any(marker.evaluate({**self.markers, "extra": extra}) for extra in extras or {""})


COMPUTERS = tuple(Computer(system, python) for system in SYSTEMS for python in PYTHONS)
