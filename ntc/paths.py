"""Where the data of the course lie: inside the installed wheel, or at the root of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_data"

ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent
COURSE = ROOT / "course"
DATASETS = ROOT / "datasets"
TABLES = DATASETS / "tables"
GLOSSARY = ROOT / "glossary"
