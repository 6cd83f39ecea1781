"""Setting up says in one line what is missing. Stand-ins for python, so that nothing is installed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("python3", "python", "python3.14", "python3.13", "python3.12", "python3.11", "uv")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make and sh: the README has the commands for Windows")


def set_up(folder: Path, **stand_ins: str) -> subprocess.CompletedProcess:
    """Run setup.sh where each name of NAMES is the given shell script, or fails as if it were not there."""
    commands = folder / "commands"
    commands.mkdir()
    for name in NAMES:
        if name == "uv" and "uv" not in stand_ins:
            continue
        script = commands / name
        script.write_text("#!/bin/sh\n" + stand_ins.get(name, "exit 127") + "\n")
        script.chmod(0o755)
    for name in ("sh", "cat"):
        (commands / name).symlink_to(Path("/bin") / name)
    return subprocess.run(["/bin/sh", str(ROOT / "setup.sh"), str(folder / "venv"), "requirements.txt"], text=True,
                          capture_output=True, env={"PATH": str(commands)}, timeout=20)


def test_no_python(tmp_path):
    done = set_up(tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "setup: Python 3.11 or newer is needed and was not found; install it (Debian or Ubuntu: apt-get install python3 "
        "python3-venv) and try again."]


def test_python_without_venv_and_no_uv(tmp_path):
    done = set_up(tmp_path, python3='case "$2" in *venv*) exit 1;; esac; exit 0')
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "setup: Python's venv module is missing; install it (Debian or Ubuntu: apt-get install python3-venv) or install "
        "uv, and try again."]


def test_uv_is_used_where_it_is(tmp_path):
    done = set_up(tmp_path, python3="exit 0", uv='echo "uv $*"')
    assert done.returncode == 0, done.stderr
    made, installed = done.stdout.splitlines()
    assert made.startswith("uv venv") and made.endswith(f"--python python3 {tmp_path}/venv")
    assert installed.startswith("uv pip install") and installed.endswith("--requirement requirements.txt")
