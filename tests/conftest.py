"""The demonstration records, and a published copy of others, made once a run, small."""

import os
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


# People and seed of the records that are published and attacked; `make deep` attacks more of them.
PUBLISHED = [(1400, 1)] if os.environ.get("DEEP") != "yes" else [(people, seed) for people in (300, 1400, 3500, 9000) for seed in (1, 2, 3)]


@pytest.fixture(scope="session", params=PUBLISHED, ids=str)
def published(request, tmp_path_factory) -> tuple[Path, Path]:
    """(a folder of records that are hard to publish, their published copy); hard.duckdb lies beside both."""
    from analytics.publishing import publish
    from data.loading import load_folder
    from tests.attacks import hard_records

    place = tmp_path_factory.mktemp("published")
    hard_records.write(place / "records", *request.param)
    (place / "before").mkdir()  # a first load of somebody who is in the history only
    (place / "before" / "person.csv").write_text("person_id\nin-history-only\n")
    (place / "before" / "release.csv").write_text("release_id,person_id,released_on,follow_up_ended_on\nR-before,in-history-only,2018-01-01,2023-12-31\n")
    load_folder(place / "before", place / "hard.duckdb")
    load_folder(place / "records", place / "hard.duckdb")
    publish(place / "hard.duckdb", place / "copy")
    return place / "records", place / "copy"
