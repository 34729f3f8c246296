"""Where the data of the course lie: inside the installed wheel, or at the root of a checkout.

``NTC_COURSE`` names another folder of lessons, with a referential of its own.
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_data"

ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent
OWN_COURSE = ROOT / "course"
COURSE = Path(os.environ.get("NTC_COURSE") or OWN_COURSE).resolve()
DATASETS = ROOT / "datasets"
TABLES = DATASETS / "tables"
GLOSSARY = ROOT / "glossary"
