"""JupyterHub for a centre: learners get their lessons, the instructor's account gets the desk.

Everything that a centre decides is in ``/etc/ntc/ntc.env``; docs/deploiement.md tells each setting. Learners'
servers run on the hub's own environment, which root owns and which holds no key; the instructor's on the one
of the course's folder.
"""

import os
import pwd
import stat
import sys
from pathlib import Path

from jupyterhub.spawner import LocalProcessSpawner

BASE = os.environ.get("NTC_BASE_URL", "/ntc/")
PORT = os.environ.get("NTC_PORT", "8000")
COURSE = Path(os.environ["NTC_COURSE_ROOT"])
INSTRUCTOR = os.environ["NTC_INSTRUCTOR"]
GROUP = os.environ.get("NTC_GROUP", "ntc-apprenants")
EXCHANGE = os.environ["NTC_EXCHANGE"]
STATE = Path(os.environ.get("NTC_STATE", "/var/lib/ntc"))
HERE = Path(__file__).resolve().parent

# What the instructor's tools alone are told; a learner's server hears of neither gradebook nor machines.
_DESK_ONLY = ("NTC_COURSE_ROOT", "NTC_GRADEBOOK", "NTC_EXECUTOR")
_LISTS = {"variantes.csv": "NTC_ROSTER", "majorations.csv": "NTC_MAJORATIONS"}


def prepare(spawner: LocalProcessSpawner) -> None:
    """Say what is started for an account: the desk for the instructor's, the lessons for all others."""
    account = pwd.getpwnam(spawner.user.name)
    _close(Path(account.pw_dir), account.pw_uid)
    if spawner.user.name == INSTRUCTOR:
        told = {name: value for name, value in os.environ.items() if name.startswith("DASK_")}
        told |= {name: os.environ[name] for name in _DESK_ONLY if name in os.environ}
        python = COURSE / ".venv" / "bin" / "python"
        spawner.environment = {"NTC_EXCHANGE": EXCHANGE, "NTC_ACCOUNTS": "oui", **told}
        spawner.default_url = "/bureau/"
        # nbgrader finds the settings of the course in the folder that it is started in.
        within = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(COURSE)]
        settings = f"--config={COURSE / 'autograder' / 'desk' / 'jupyter_config.py'}"
        spawner.cmd = [*within, str(python), "-m", "jupyterlab.labhubapp", settings]
        spawner.args = [f"--ServerApp.root_dir={COURSE}"]
        return
    given = {variable: str(path) for path, variable in published()}
    spawner.environment = {
        "NTC_EXCHANGE": EXCHANGE,
        "NTC_WORK": str(Path(account.pw_dir) / "travail"),
        "JUPYTER_CONFIG_PATH": str(HERE / "apprenant"),
        **given,
    }
    spawner.default_url = "/lab/tree/accueil.ipynb"
    spawner.cmd = [sys.executable, "-m", "ntc"]


def _close(home: Path, owner: int) -> None:
    """Close a home to the other accounts: Debian leaves those of ``useradd`` open to read."""
    handle = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        found = os.fstat(handle)
        if found.st_uid == owner:
            os.fchmod(handle, found.st_mode & 0o700)
    finally:
        os.close(handle)


def published() -> list[tuple[Path, str]]:
    """Copy to where learners read them the lists without names that the desk made, and give their places."""
    folder = STATE / "listes"
    folder.mkdir(mode=0o755, exist_ok=True)
    made = []
    for name, variable in _LISTS.items():
        try:
            # The folder is the instructor's, this process root's: a link put there leads nowhere.
            handle = os.open(COURSE / "classroom" / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            continue
        with open(handle, "rb") as file:
            found = os.fstat(handle)
            if stat.S_ISREG(found.st_mode) and found.st_uid == pwd.getpwnam(INSTRUCTOR).pw_uid:
                (folder / f"{name}.new").write_bytes(file.read(1_000_000))
                (folder / f"{name}.new").replace(folder / name)
                made.append((folder / name, variable))
    return made


c = get_config()  # noqa: F821 - given by JupyterHub

c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}{BASE}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{int(PORT) + 81}"
c.ConfigurableHTTPProxy.command = [str(Path(sys.executable).with_name("configurable-http-proxy"))]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{int(PORT) + 1}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
# Made here, closed: the hub would leave it open to read.
(STATE / "jupyterhub.sqlite").touch(mode=0o600)
(STATE / "jupyterhub.sqlite").chmod(0o600)
c.JupyterHub.db_url = f"sqlite:///{STATE / 'jupyterhub.sqlite'}"
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")
c.JupyterHub.template_paths = [str(HERE / "pages")]

# Accounts are those of the machine: of the group of learners, and the instructor's.
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.open_sessions = False
c.PAMAuthenticator.allowed_groups = {GROUP}
c.PAMAuthenticator.allowed_users = {INSTRUCTOR}
c.PAMAuthenticator.blocked_users = {"root"}

c.JupyterHub.spawner_class = LocalProcessSpawner
c.Spawner.pre_spawn_hook = prepare
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
# Whoever logs in wants their lessons: no page of the hub to press a button on.
c.JupyterHub.redirect_to_server = True
