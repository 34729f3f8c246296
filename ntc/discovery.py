"""Found by listing folders: drills, keys, the modules of a lesson. Nobody announces a file.

A folder is listed without importing anything; what is asked for is imported then, and only that.
"""

import os
import pkgutil
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def look_also_in(variable: str, path: list[str]) -> None:
    """Let a package find modules in the folder that a variable of the environment names, when it names one.

    ``path`` is the ``__path__`` of the package, which calls this itself.
    """
    if elsewhere := os.environ.get(variable):
        path.append(os.path.abspath(elsewhere))


def names(package: str) -> list[str]:
    """Names of the modules of a package, sorted and not imported; empty when there is no such package.

    What begins with an underscore is the package's own business.
    """
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return sorted(name for _, name, _ in pkgutil.iter_modules(folders or []) if not name.startswith("_"))


def modules(package: str) -> list[ModuleType]:
    """Every module of a package, imported."""
    return [import_module(f"{package}.{name}") for name in names(package)]
