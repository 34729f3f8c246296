"""A PostgreSQL of the tests' own: no port, a socket in a folder, gone with the tests that asked for it."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_BINARIES = "/usr/lib/postgresql"
_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=''"


def program(name: str) -> str:
    """Where a program of PostgreSQL is: Debian keeps those of the server off the path."""
    places = [str(path) for path in sorted(Path(_BINARIES).glob("*/bin"), reverse=True)]
    found = shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", "")]))
    assert found, f"{name} is missing: python3 start.py test installs PostgreSQL, or says how"
    return found


def as_owner() -> list[str]:
    """PostgreSQL refuses to be run by root: its own account then runs it."""
    return ["runuser", "-u", "postgres", "--"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


@contextlib.contextmanager
def cluster(hba: str = "local all all trust\n") -> Iterator[Path]:
    """Run one, who may come in being told by ``hba``; give the folder of its socket, which anybody sees."""
    folder = Path(tempfile.mkdtemp(prefix="ntc-pg-"))
    folder.chmod(0o755)
    data = folder / "data"
    if as_owner():
        shutil.chown(folder, "postgres", "postgres")
    _run(program("initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    (data / "pg_hba.conf").write_text(hba, encoding="utf-8")
    control = [program("pg_ctl"), "-D", str(data), "-w"]
    _run(*control, "-l", str(folder / "log"), "-o", f"-k {folder} {_QUICK}", "start")
    try:
        yield folder
    finally:
        _run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _run(*command: str) -> None:
    done = subprocess.run([*as_owner(), *command], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
