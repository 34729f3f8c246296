"""The course as nbgrader sees it: its commands and formgrader, started from this folder, read this file."""

import sys
from pathlib import Path

_root = Path(__file__).resolve().parent
if str(_root) not in sys.path:
    sys.path.insert(0, str(_root))

from autograder.grading.settings import configure  # noqa: E402 - found through the line above

configure(get_config(), _root)  # noqa: F821 - given by Jupyter
