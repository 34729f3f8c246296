"""The generator's own folder on the path, as generate.py puts it there: ``datasets`` is no package."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "datasets"))
