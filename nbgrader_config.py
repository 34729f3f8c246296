"""The course as nbgrader sees it: its commands and formgrader, started from this folder, read this file."""

import sys
from pathlib import Path

_root = Path(__file__).resolve().parent
if str(_root) not in sys.path:
    sys.path.insert(0, str(_root))

try:
    from autograder.grading.settings import configure

    configure(get_config(), _root)  # noqa: F821 - given by Jupyter
except Exception as error:  # Jupyter would go on, by nbgrader's own defaults
    sys.exit(f"Rien n’est fait : les réglages du cours ne se lisent pas ({error}).")
