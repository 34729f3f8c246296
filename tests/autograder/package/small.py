"""Small wheels made for a test: a name, a version, tags and what it requires, and nothing to run."""

import zipfile
from pathlib import Path


def wheel(folder: Path, name: str, version: str, tags: str = "py3-none-any", requires: tuple = ()) -> Path:
    """Write one, as an index would serve it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-{tags}.whl"
    inside = f"{name}-{version}.dist-info"
    said = [
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}",
        *(f"Requires-Dist: {r}" for r in requires),
    ]
    extras = {word.split("extra ==")[1].strip(" \"'") for word in requires if "extra ==" in word}
    said += [f"Provides-Extra: {extra}" for extra in sorted(extras)]
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{name}/__init__.py", "")
        made.writestr(
            f"{name}/_vendor/other-1.dist-info/METADATA", "Name: other\nRequires-Dist: never-asked\n"
        )
        made.writestr(f"{inside}/METADATA", "\n".join(said) + "\n")
        tagged = "".join(f"Tag: {tag}\n" for tag in [tags])
        made.writestr(
            f"{inside}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\n{tagged}"
        )
        made.writestr(f"{inside}/RECORD", "")
    return path
