"""A folder of records to write into, and the shortest one that loads."""
from collections.abc import Callable
from pathlib import Path

import pytest

PERSON = "person_id,sex,born_on\nP1,female,1980-01-01\nP2,male,1990-06-15\n"
RELEASE = (
    "release_id,person_id,released_on,release_type,follow_up_ended_on\n"
    "R1,P1,2020-01-01,prison_release,2023-12-31\n"
    "R2,P2,2020-06-01,probation_start,2023-12-31\n"
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder: person and release as above unless given, other tables as given (None: no file)."""

    def written(**tables: str | bytes | None) -> Path:
        folder = tmp_path / "records"
        folder.mkdir(exist_ok=True)
        for table, content in {"person": PERSON, "release": RELEASE, **tables}.items():
            path = folder / f"{table}.csv"
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return written


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a database may be made; its folder holds nothing else."""
    folder = tmp_path / "made"
    folder.mkdir()
    return folder / "rj.duckdb"


@pytest.fixture
def without_derived(monkeypatch) -> None:
    """Leave out what is built from accepted records, for tests of what is accepted."""
    monkeypatch.setattr("data.derive.build", lambda connection: None)
