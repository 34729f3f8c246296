"""A folder of wheels (*paquets*): which one installs where, what each requires, and what is still lacking."""

import re
import zipfile
from collections.abc import Mapping
from email.parser import BytesHeaderParser
from functools import cached_property
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from autograder.package.computers import Computer


class Wheel:
    """One wheel: whose it is, which version, where it installs, and what it requires there."""

    def __init__(self, path: Path) -> None:
        """Raise InvalidWheelFilename for the name of another file."""
        name, version, _, tags = parse_wheel_filename(path.name)
        self.path = path
        self.name: str = name
        self.version = str(version)
        self.tags: frozenset[Tag] = tags

    @cached_property
    def requires(self) -> tuple[Requirement, ...]:
        """What it says that it requires, wherever it is installed."""
        with zipfile.ZipFile(self.path) as archive:
            # A wheel may carry another's further down.
            [inside] = [
                name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
            ]
            said = BytesHeaderParser().parsebytes(archive.read(inside)).get_all("Requires-Dist", [])
        return tuple(map(Requirement, said))


class Wheels:
    """The wheels of a folder, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, list[Wheel]] = {}
        self._installed: dict[str, tuple[Requirement, ...]] = {}
        for path in sorted(folder.glob("*.whl")):
            self.add(path)

    def add(self, path: Path) -> None:
        """Take one more into account; a file that is no wheel is none."""
        try:
            wheel = Wheel(path)
        except InvalidWheelFilename:
            return
        self._known.setdefault(wheel.name, []).append(wheel)

    def of(self, name: str, version: str, computer: Computer) -> Wheel | None:
        """The wheel of a version that installs on a computer."""
        fitting = (one for one in self._known.get(name, ()) if not one.tags.isdisjoint(computer.tags))
        return next((one for one in fitting if one.version == version), None)

    def needed(self, root: str, pins: Mapping[str, str], computer: Computer) -> tuple[set[str], set[str]]:
        """What has to be there for ``root`` to install on a computer, and what of it is not yet.

        What a missing wheel requires in turn is read of the same version where it is installed here; the rest
        shows once it is there. Raises LookupError for what no pin names, or a pin that is refused by name.
        """
        asked: dict[str, frozenset[str]] = {}
        lacking: set[str] = set()
        todo: list[tuple[str, frozenset[str]]] = [(root, frozenset())]
        while todo:
            name, extras = todo.pop()
            if name in asked and extras <= asked[name]:
                continue
            extras = asked[name] = extras | asked.get(name, frozenset())
            if name not in pins:
                raise LookupError(f"{name} is pinned by no line of constraints.txt")
            wheel = self.of(name, pins[name], computer)
            if wheel is None:
                lacking.add(name)
            for each in wheel.requires if wheel else self._required_here(name, pins[name]):
                if not computer.wants(each.marker, extras):
                    continue
                required = canonicalize_name(each.name)
                if required in pins and not each.specifier.contains(pins[required], prereleases=True):
                    raise LookupError(f"{name} requires {each}, and {pins[required]} is pinned")
                todo.append((required, frozenset(each.extras)))
        return set(asked), lacking

    def _required_here(self, name: str, version: str) -> tuple[Requirement, ...]:
        if name not in self._installed:
            try:
                found = metadata.distribution(name)
                said = found.requires or [] if found.version == version else []
            except metadata.PackageNotFoundError:
                said = []
            self._installed[name] = tuple(map(Requirement, said))
        return self._installed[name]
