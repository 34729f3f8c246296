"""Set up the course and open it: nothing but this file and Python (3.11 or newer) is needed.

In the learners' package (autograder/package/), beside the wheels that it brings, it needs no network, and
opens the course in a folder of the learner's own. In a checkout:

``python3 start.py``            opens the course for a learner (further arguments go to JupyterLab)
``python3 start.py formateur``  opens the instructor's desk (further arguments go to JupyterLab)
``python3 start.py test``       checks and tests all that CI does; ``--fast`` leaves out what is slow or needs
                                a browser, further arguments go to pytest
"""

from __future__ import annotations  # this file has to be read by the old Python that it sends away

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - here an older Python is what we expect
    sys.exit(
        "Il faut Python 3.11 ou plus récent ; celui-ci est le {}.{}.\n"
        "Installez-le depuis https://www.python.org/downloads/ puis recommencez "
        "en le nommant, par exemple : python3.11 start.py".format(*sys.version_info)
    )

import hashlib
import json
import os
import platform
import shutil
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
INSTALLATION, WHEELS_FOLDER = "installation", "paquets"
WHEELS = ROOT / WHEELS_FOLDER  # only in the learners' package: all that is installed comes from there
# A package may lie on a key, or be shared: nothing is written in it.
PACKAGED = WHEELS.is_dir()
HOME = Path.home() / "cours-ntc" if PACKAGED else ROOT
VENV = HOME / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "ntc-installed.json"

# Read by nbgrader wherever it is started: without the settings of a course it must not work at all.
GUARD = """from autograder.grading.elsewhere import guard

guard(get_config())
"""

ROOM_NEEDED = 1_500_000_000
NO_NETWORK = ("NewConnectionError", "NameResolutionError", "ConnectTimeout", "ReadTimeout", "ProxyError")
NO_TRUST = ("CERTIFICATE_VERIFY_FAILED", "SSLCertVerificationError", "SSLError")
NO_ROOM = ("No space left", "Errno 28", "WinError 112")
NOT_BROUGHT = ("No matching distribution found",)

CHROMIUM_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def main(arguments: list[str]) -> int:
    """Do what the first argument names; return the exit code."""
    actions = {} if PACKAGED else {"test": test, "formateur": teach}
    if arguments and arguments[0] in actions:
        return actions[arguments[0]](arguments[1:])
    return learn(arguments)


def learn(arguments: list[str]) -> int:
    """Open the course for a learner."""
    if PACKAGED:
        settle()
    install([])
    return run("-m", "ntc", *arguments)


def settle() -> None:
    """Make the learner's own folder, which opens the course without the package from then on."""
    windows = os.name == "nt"
    python = PYTHON.relative_to(HOME)
    if windows:
        text = f'@pushd "%~dp0"\r\n@"{python}" -m ntc %*\r\n@if errorlevel 1 pause\r\n'
    else:
        text = f'#!/bin/sh\ncd "$(dirname "$0")" && exec {python} -m ntc "$@"\n'
    ending = "bat" if windows else "command" if sys.platform == "darwin" else "sh"
    opener, variants = HOME / f"Ouvrir le cours.{ending}", ROOT / "variantes.csv"
    try:
        HOME.mkdir(parents=True, exist_ok=True)
        opener.write_bytes(text.encode())
        opener.chmod(0o755)
        if variants.is_file():
            shutil.copyfile(variants, HOME / variants.name)
    except OSError as error:
        sys.exit(
            f"On ne peut pas écrire dans le dossier {HOME} : {error}\n"
            "Vérifiez la place et les droits, puis recommencez."
        )


def teach(arguments: list[str]) -> int:
    """Open the desk and the course's sources for an instructor."""
    install(["instructor"])
    guard()
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return run(
        "-m",
        "jupyterlab",
        f"--config={ROOT / 'autograder' / 'desk' / 'jupyter_config.py'}",
        f"--ServerApp.root_dir={ROOT}",
        "--LabApp.default_url=/bureau/",
        *(["--allow-root"] if is_root else []),
        *arguments,
    )


def test(arguments: list[str]) -> int:
    """Check the style, then run the tests: what CI does."""
    fast = "--fast" in arguments
    chosen = [argument for argument in arguments if argument != "--fast"]
    install(["instructor", "centre", "test"])
    guard()
    if fast:
        chosen += ["-m", "not slow and not browser", "--hypothesis-profile=fast", "--ignore=tests/browser"]
    else:
        postgresql()
        os.environ["NTC_CHROMIUM"] = chromium()
    for check in (["check"], ["format", "--check"]):
        code = run("-m", "ruff", *check)
        if code:
            return code
    # Two workers, a file to each: nbval and the browser tests keep what they share within a file. Long files
    # come first, as tests/conftest.py orders them, or one of them would be left over for the end.
    return run("-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *chosen)


def run(*arguments: str) -> int:
    """Run the course's own Python in its folder, its tools first on the path; return its exit code."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", "")])}
    # Neither another Python's library, nor every kernel of the day compiling the course anew.
    for name in ("PYTHONHOME", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    process = subprocess.Popen([str(PYTHON), *arguments], cwd=HOME, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # Ctrl-C reaches the process too: it stops by itself, and may ask first.
            continue


def install(extras: list[str]) -> None:
    """Bring ``.venv`` up to date with the pinned versions; at once when nothing changed since."""
    done = installed()
    key = fingerprint()
    if done.get("key") == key and set(extras) <= set(done["extras"]):
        return
    wanted = sorted({*extras, *(done["extras"] if done.get("key") == key else [])})
    print("Installation du cours : quelques minutes la première fois…", flush=True)
    if shutil.disk_usage(HOME).free < ROOM_NEEDED:
        sys.exit("Il faut 1,5 Go libre sur ce disque. Faites de la place, puis recommencez.")
    make_venv()
    STAMP.unlink(missing_ok=True)
    pip(f"{ROOT}[{','.join(wanted)}]" if wanted else str(ROOT))
    STAMP.write_text(json.dumps({"key": key, "extras": wanted}), encoding="utf-8")


def guard() -> None:
    """Have nbgrader refuse to be started elsewhere than in a course's folder."""
    path = VENV / "etc" / "jupyter" / "nbgrader_config.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(GUARD, encoding="utf-8")


def installed() -> dict:
    """What the last complete installation was; nothing when there was none, or when it was interrupted."""
    try:
        done = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return done if isinstance(done, dict) else {}


def fingerprint() -> str:
    """What an installation depends on: pinned versions, the project's own file, Python, and the folder."""
    digest = hashlib.sha256(repr((sys.version, str(HOME))).encode())
    for path in (ROOT / "constraints.txt", own_wheel() if PACKAGED else ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def own_wheel() -> Path:
    """The course itself, in a package."""
    for path in WHEELS.glob("ntc-*.whl"):
        return path
    sys.exit("Ce dossier n’est pas entier : copiez-le de nouveau, ou demandez-le à votre formateur.")


def make_venv() -> None:
    """Make ``.venv``, or keep the one there is if it works: an interrupted installation is taken up again."""
    if PYTHON.exists():
        works = subprocess.call([str(PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
        if works:
            return
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit(
            "Python ne sait pas créer d’environnement sur cet ordinateur.\n"
            "Sous Debian ou Ubuntu : sudo apt-get install python3-venv, puis recommencez."
        )
    except OSError as error:
        sys.exit(
            f"Le dossier {VENV} n’a pas pu être créé : {error}\n"
            "Vérifiez la place et les droits, puis recommencez."
        )


def pip(target: str) -> None:
    """Install the course at the pinned versions: a dot a package, and in French what stands in the way."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "--constraint", str(ROOT / "constraints.txt")]
    if PACKAGED:
        command += ["--no-index", "--find-links", str(WHEELS), str(own_wheel())]
        # A newer one bears the same version: it would be taken for what is there.
        subprocess.call([*command[:3], "uninstall", "--yes", "--quiet", "ntc"], stderr=subprocess.DEVNULL)
    else:
        command += ["--editable", target]
    told = []
    with subprocess.Popen(
        command, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout:
            told.append(line)
            if line.startswith(("Collecting", "Processing")):
                print(".", end="", flush=True)
    print(flush=True)
    if process.returncode == 0:
        return
    print("".join(told[-20:]), file=sys.stderr)
    text = "".join(told)
    if PACKAGED and any(sign in text for sign in NOT_BROUGHT):
        sys.exit(
            "Ce dossier n’a pas ce qu’il faut pour le Python {}.{} de cet ordinateur ({}).\n"
            "Montrez ce message à votre formateur : LISEZ-MOI dit quels Python conviennent.".format(
                *sys.version_info[:2], platform.machine()
            )
        )
    if any(sign in text for sign in NO_ROOM):
        sys.exit("Le disque est plein. Faites de la place, puis recommencez : l’installation reprendra.")
    if any(sign in text for sign in NO_TRUST):
        sys.exit(
            "Le réseau de votre établissement inspecte les connexions. Python ignore son certificat.\n"
            "Demandez ce certificat (un fichier .pem) au service informatique, nommez-le par PIP_CERT, puis "
            "recommencez."
        )
    if any(sign in text for sign in NO_NETWORK):
        sys.exit(
            "Pas de connexion à Internet : elle n’est nécessaire que la première fois.\n"
            "Vérifiez le réseau (ou le mandataire, par HTTPS_PROXY), puis recommencez."
        )
    sys.exit(
        "L’installation a échoué, pour la raison ci-dessus. Recommencez, ou montrez-la à votre formateur."
    )


def postgresql() -> None:
    """Have the database of a centre for the tests: an installed one, else Debian's."""
    if installed_postgresql():
        return
    if shutil.which("apt-get"):
        print("PostgreSQL n’est pas installé : essai avec celui de Debian…", flush=True)
        apt_install("postgresql")
    if not installed_postgresql():
        sys.exit(
            "Les essais ont besoin de PostgreSQL, qui n’a pas pu être installé.\n"
            "Installez-le (Debian : sudo apt-get install postgresql) puis recommencez."
        )


def installed_postgresql() -> bool:
    """Whether there is one on this computer; Debian keeps its programs off the path."""
    return bool(shutil.which("initdb") or [*Path("/usr/lib/postgresql").glob("*/bin/initdb")])


def apt_install(package: str) -> None:
    """Install a package of Debian's, if that may be done here."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "--quiet", "--option", "Acquire::Retries=5"]
    for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        subprocess.call([*apt, *command], env=environment)


def chromium() -> str:
    """Return the browser for the tests: an installed one, else Playwright's own (""), else Debian's."""
    found = installed_chromium()
    if found:
        return found
    print("Chromium n’est pas installé : essai avec celui de Playwright…", flush=True)
    if run("-m", "playwright", "install", "chromium") == 0:
        return ""
    if shutil.which("apt-get"):
        print("… puis avec celui de Debian.", flush=True)
        apt_install("chromium")
        found = installed_chromium()
        if found:
            return found
    sys.exit(
        "Les essais ont besoin de Chromium, qui n’a pas pu être installé.\n"
        "Installez-le (Debian : sudo apt-get install chromium) puis recommencez, "
        "ou laissez de côté les essais au navigateur : python3 start.py test --fast"
    )


def installed_chromium() -> str | None:
    """Return the path of a browser of the Chromium family on this computer."""
    on_path = filter(None, map(shutil.which, CHROMIUM_COMMANDS))
    return next(on_path, None) or next(filter(os.path.exists, CHROMIUM_PLACES), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
