"""The load from end to end."""
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from data.database import Load, OlderVersion, connect_read_only
from data.loading import manifest
from data.loading.attempt import Attempt, Prepare, Progress, Request
from data.loading.folder import MODELS, WITHDRAWN, look_into
from data.loading.gathering import gather
from data.loading.models import unlike
from data.loading.older import to_follow
from data.loading.placing import as_problem, held_before, put_in_place, workplace
from data.loading.rejects_file import check_place
from data.loading.report import LoadReport
from data.problem import Problem


def load_folder(
    folder: str | Path,
    database: str | Path,
    *,
    profile: str | None = None,
    settings: dict[str, str] | None = None,
    rejects_path: str | Path | None = None,
    max_rejects: int = 0,
    demonstration: bool = False,
    append: bool = False,
    folder_name: str = "",
    on_progress: Progress | None = None,
    prepare: Prepare | None = None,
) -> LoadReport:
    """Check a folder of CSV or Parquet files and make it the content of a database file.

    A table may also be a folder of Parquet files, as `write_partitioned` writes them; invented records stay invented.

    append: the folder is a later extract: its rows are added to what the database holds, the newer row of an identifier
    counts, and what `withdrawn.csv` (table, id) names is taken out; the whole is checked as if it were loaded at once.
    folder_name: what the history calls it, where that is not the folder's own name.
    Up to `max_rejects` rows may be left out. `on_progress` is told what is being done and the share done, 0 to 1.
    `prepare` may add to the new database what only its reader knows how to work out, once its tables are all there.
    Raises Problem, or LoadProblem with everything found wrong; then the database is as it was.
    """
    started = time.monotonic()
    request = Request(
        Path(folder),
        Path(os.path.realpath(database)),
        profile,
        dict(settings or {}),
        None if rejects_path is None else Path(rejects_path),
        max_rejects,
        demonstration or manifest.invented(Path(folder)),
        on_progress or (lambda step, share: None),
        prepare or (lambda connection: None),
        append,
        folder_name or Path(os.path.abspath(folder)).name,
    )
    _check(request)
    try:
        with workplace(request.database) as work:
            return _load(request, work, started)
    except (OSError, duckdb.Error, MemoryError) as error:
        raise as_problem(request.database, error, "load") from error


def _check(request: Request) -> None:
    if isinstance(request.max_rejects, bool) or not isinstance(request.max_rejects, int) or request.max_rejects < 0:
        raise Problem(f"The number of rows that may be left out is a whole number from 0, not {request.max_rejects}.")
    if request.settings and request.profile is None:
        raise Problem("Settings belong to an import profile; give one with --profile.")
    if not request.folder.is_dir():
        look_into(request.folder, request.append)
    if request.rejects_path is not None:
        check_place(request.rejects_path, request.database, request.folder)


def _load(request: Request, work: Path, started: float) -> LoadReport:
    """Everything between taking the lock and giving it back."""
    before, old = _before(request, work)
    adds = request.append and before is not None
    _check_kind(request, before)
    conversion = _converted(request, work, f"{WITHDRAWN}.csv" if request.append else "")
    with ThreadPoolExecutor(max_workers=1) as threads, duckdb.connect() as headers:
        gathered = gather(look_into(conversion.folder if conversion else request.folder, adds, request.append), headers, threads, adds)
        if request.append and conversion:
            gathered.take_back(request.folder / f"{WITHDRAWN}.csv")  # in our identifiers, whatever columns the extract has
        if adds and MODELS in gathered.folder.files:
            with connect_read_only(request.database) as connection:
                gathered.rejects += unlike(connection, gathered.folder.files[MODELS], gathered.added_models)
        attempt = Attempt(request, gathered, conversion, before, old, work / "new.duckdb")
        report = (None if gathered.rejects else attempt.straight()) or attempt.exactly()
    if report.changed:
        put_in_place(attempt.made, request.database)
    request.tell("Done", 1.0)
    return replace(report, seconds=time.monotonic() - started)


def _before(request: Request, work: Path) -> tuple[Load | None, Path]:
    """The load that the old file holds, and a file that holds it in this version's tables; None where no history goes on."""
    try:
        return held_before(request.database), request.database
    except OlderVersion:
        if request.append:
            raise
        return to_follow(request.database, work) or (None, request.database)


def _check_kind(request: Request, before: Load | None) -> None:
    """Raises Problem where records and invented ones would come together."""
    if request.append and before is not None and (before.demonstration or request.demonstration):
        which = "holds invented records, and nothing can be added to them" if before.demonstration else f"is not invented, and {request.name} is"
        raise Problem(f"{request.database} {which}; nothing was changed. Load real records into a file of their own.")


def _converted(request: Request, work: Path, beside: str) -> Any:
    """What a profile makes of the folder but for the file `beside`: a folder in the contract's columns.

    None without a profile, and where there is nothing but that file, which no profile touches."""
    if request.profile is None:
        return None
    from data.profiling import apply, read_profile
    from data.profiling.source_files import folder_files

    if folder_files(request.folder) == [request.folder / beside]:
        return None
    request.tell("Applying the profile", 0.0)
    return apply(read_profile(request.profile), request.folder, request.settings, work / "converted", beside)
