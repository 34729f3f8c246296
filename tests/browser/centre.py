"""A centre on this computer: real accounts, PostgreSQL and JupyterHub, from what deploy/ and its guide say.

It takes root, as a centre's server does, and leaves nothing behind: accounts, processes, folders are its own.
Its two environments of Python, which the guide has pip make, are made of the one that runs the tests.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ntc.paths import ROOT
from tests import deployed
from tests.autograder.grading.postgres import cluster, program

INSTRUCTOR, FIRST, SECOND = "essai-formateur", "essai-dupont.m", "essai-zola.e"
GROUP = "essai-ntc"
PASSWORD = "essai-du-centre"
_PARTS = ("course", "datasets", "glossary", "ntc", "autograder")
_STARTS_WITHIN = 120


@dataclass(frozen=True)
class Centre:
    """A running centre: its address, its folder, and what the places and names of the guide are in it."""

    url: str
    base: Path
    postgres: Path
    places: dict[str, str]

    @property
    def course(self) -> Path:
        return self.base / "srv" / "cours"

    @property
    def exchange(self) -> Path:
        return self.base / "srv" / "depot"

    def home(self, account: str) -> Path:
        return self.base / "home" / account

    def as_account(self, account: str, *command: str) -> subprocess.CompletedProcess[str]:
        """What a command does when this account runs it."""
        return _done(["runuser", "-u", account, "--", *command], self.postgres, HOME=str(self.home(account)))

    def runs(self, account: str, python: str) -> subprocess.CompletedProcess[str]:
        """What a program of a learner's does, in the environment that the hub gives learners."""
        return self.as_account(account, str(self.base / "srv/env/bin/python"), "-c", python)

    def told(self, number: int) -> list[list[str]]:
        """The commands of a paragraph of the guide."""
        return deployed.told(number, self.places)

    def does(self, command: list[str]) -> None:
        """Run a command of the guide."""
        _must(command, self.postgres)


@contextmanager
def running_centre() -> Iterator[Centre]:
    """Set a centre up as the guide says, and run its hub."""
    assert os.geteuid() == 0, "a centre's server is set up by root: run these tests as root, as CI does"
    with ExitStack() as stack:
        base = Path(tempfile.mkdtemp(prefix="ntc-centre-"))
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        base.chmod(0o755)
        for name in ("home", "state"):
            (base / name).mkdir(mode=0o755)
        postgres = stack.enter_context(cluster("local all all peer\n"))
        port = str(deployed.free_port())
        folders = {"/srv/ntc": "srv", "/etc/ntc": "etc", "/var/lib/ntc": "state", "/home": "home"}
        places = {there: str(base / here) for there, here in folders.items()}
        places |= {"/var/run/postgresql": str(postgres), "8000": port}
        places |= {"formateur": INSTRUCTOR, "ntc-apprenants": GROUP, "dupont.m": FIRST}
        for account in (INSTRUCTOR, FIRST, SECOND):
            stack.callback(_remove, account)
        stack.callback(subprocess.run, ["groupdel", GROUP], capture_output=True)
        for number in (2, 4):
            for command in deployed.told(number, places):
                _must(command, postgres)
        _must([word.replace(FIRST, SECOND) for word in _enrolment(places)], postgres)
        passwords = "".join(f"{account}:{PASSWORD}\n" for account in (INSTRUCTOR, FIRST, SECOND))
        subprocess.run(["chpasswd"], input=passwords, text=True, check=True)
        _environments(base)
        _course(base)
        settings = deployed.settings(places)
        with (base / "hub.log").open("wb") as log:
            hub = subprocess.Popen(
                deployed.command("ntc-hub.service", places),
                cwd=base / "state",
                env={"PATH": _path(), **settings},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        stack.callback(_stop, hub)
        url = f"http://127.0.0.1:{port}{settings['NTC_BASE_URL']}"
        _wait_for(url, hub, base / "hub.log")
        yield Centre(url, base, postgres, places)


def _enrolment(places: dict[str, str]) -> list[str]:
    return next(
        command for command in deployed.told(2, places) if command[0] == "useradd" and FIRST in command
    )


def _environments(base: Path) -> None:
    """The learners' environment, with the course's wheel and no key; the instructor's, with their folder."""
    python = sys.base_prefix + "/bin/python3"
    if not _is_open_to_all(Path(python)):
        python = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    own, theirs = base / "srv" / "env", base / "srv" / "cours" / ".venv"
    for folder in (own, theirs):
        subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
    ours = Path(sys.prefix)
    library = next(ours.glob("lib/python*/site-packages"))
    target = own / library.relative_to(ours)
    _copy(library, target, "*ntc.pth", "__editable__*", "ntc-*.dist-info", "ntc")
    for name in ("share", "etc"):
        _copy(ours / name, own / name, "nbgrader_config.py")
        (theirs / name).symlink_to(own / name)
    build = base / "wheel"
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", build, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = build.glob("ntc-*.whl")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(target)
    (theirs / library.relative_to(ours) / "ntc.pth").write_text(f"{base / 'srv' / 'cours'}\n{target}\n")
    for folder, names in ((own, ["configurable-http-proxy"]), (theirs, ["alembic", "nbgrader"])):
        for name in names:
            script = (ours / "bin" / name).read_text(encoding="utf-8").split("\n", 1)[1]
            made = folder / "bin" / name
            made.write_text(f"#!{folder / 'bin' / 'python'}\n{script}", encoding="utf-8")
            made.chmod(0o755)


def _copy(source: Path, target: Path, *left_out: str) -> None:
    """Copy a folder by links: nothing is written in it."""
    shutil.copytree(
        source,
        target,
        ignore=shutil.ignore_patterns(*left_out, "__pycache__"),
        copy_function=_link,
        dirs_exist_ok=True,
    )


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _course(base: Path) -> None:
    course = base / "srv" / "cours"
    for name in _PARTS:
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("nbgrader_config.py", "pyproject.toml", "start.py", "constraints.txt"):
        shutil.copy(ROOT / name, course)
    subprocess.run(["chown", "-R", f"{INSTRUCTOR}:", course], check=True)
    shutil.copytree(deployed.DEPLOY, base / "srv" / "deploy")
    (base / "etc" / "ntc.env").touch(mode=0o600)


def _is_open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in path.resolve().parents)


def _must(command: list[str], postgres: Path) -> None:
    done = _done(command, postgres)
    assert done.returncode == 0, (command, done.stdout, done.stderr)


def _done(command: list[str], postgres: Path, **named: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": _path(), "PGHOST": str(postgres), **named}
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True)


def _path() -> str:
    return os.pathsep.join([str(Path(program("pg_dump")).parent), "/usr/sbin", "/usr/bin", "/sbin", "/bin"])


def _wait_for(url: str, hub: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline and hub.poll() is None:
        try:
            urllib.request.urlopen(f"{url}hub/login", timeout=10).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"the hub did not start:\n{log.read_text()[-4000:]}")


def _stop(hub: subprocess.Popen) -> None:
    hub.send_signal(signal.SIGTERM)
    try:
        hub.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(hub.pid, signal.SIGKILL)
        hub.wait()


def _remove(account: str) -> None:
    """Take an account away, and what still runs under it."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, KeyError):
            if process.owner() == account:
                os.kill(int(process.name), signal.SIGKILL)
    subprocess.run(["userdel", account], capture_output=True)
