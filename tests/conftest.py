"""The demonstration records, made once a run, small."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory) -> Path:
    """A demonstration database, as the command makes it."""
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.duckdb"
    done = subprocess.run([sys.executable, "-m", "analytics", "demo", "--db", str(path), "--people", "12000"], cwd=ROOT,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return path
