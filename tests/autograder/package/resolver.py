"""pip's own resolver, on the markers of another computer: it reads those of the one that it runs on."""

import json
import subprocess
import sys
from pathlib import Path

from autograder.package.computers import Computer

_ELSEWHERE = """
import json, sys
from pip._vendor.packaging import markers
here = markers.default_environment
markers.default_environment = lambda: {**here(), **json.loads(sys.argv[1])}
from pip._internal.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


def resolved(computer: Computer, wheels: Path, target: Path, *asked: str) -> tuple[bool, str]:
    """Whether pip would install this on that computer from a folder of wheels alone, and what it says."""
    command = ["install", "--dry-run", "--ignore-installed", "--isolated", "--no-index"]
    command += ["--disable-pip-version-check", "--find-links", str(wheels), "--only-binary", ":all:"]
    command += ["--python-version", computer.python, "--implementation", "cp", "--target", str(target)]
    for platform in computer.system.platforms:
        command += ["--platform", platform]
    markers = json.dumps(computer.markers)
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, markers, *command, *asked], capture_output=True, text=True
    )
    return done.returncode == 0, done.stdout + done.stderr
