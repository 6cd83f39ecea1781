"""The records that the dashboard serves: one version a session, kept open, and newer ones offered.

A load puts a new file in the place of the old one. DuckDB knows an open file by its path and would go on giving
the old records for the new file, so each version is opened under a name of its own, a second link to the file
that is removed as soon as it is open. Nobody's page changes while they read it.
"""

import os
import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

import streamlit as st

import analytics
from analytics import selection
from analytics.description import describe
from analytics.export import Export, export
from analytics.table_columns import with_reasons
from data import counties, limits
from data.database import connect_read_only
from data.demonstration import county_names
from data.problem import Problem
from pages.parts import logged, whose
from pages.parts.filters import Possible
from pages.parts.store import Store

USUAL_PATH = Path("local/demonstration.duckdb")
_opening = Lock()  # two sessions at once, or the first and what is made ready for it, open a version once
DRAWINGS = 2048  # stretches of pages, of some twenty kilobytes each: about 400 views


@dataclass(frozen=True)
class Records:
    """One version of the records, open for reading."""

    connection: Any
    fingerprint: str
    data_as_of: date
    demonstration: bool
    models: Mapping[str, str]
    possible: Possible
    store: Store = field(default_factory=Store)
    drawings: Store = field(default_factory=lambda: Store(DRAWINGS))  # apart: a seen view stays when its tables had to go
    erased: int = 0

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for these records and this key. Nobody changes what they get from here."""
        return self.store.get(key, make)

    def count(self, verb: str, /, **options: object) -> Any:
        """The table that a counting verb gives; counted once for the same options."""
        return self.kept((verb, _key(options)), lambda: getattr(analytics, verb)(self.connection, **options))

    def count_by(self, verb: str, count: Callable[..., Sequence[Any]], columns: Sequence[str], **options: object) -> None:
        """Count a verb by several columns ("": by none) in one go, for `count` to find them; `count` reads the records once."""
        def make() -> bool:
            for column, table in zip(columns, count(self.connection, columns, **options), strict=True):
                self.kept((verb, _key(options | ({"by": column} if column else {}))), lambda table=table: table)
            return True

        self.kept((verb, columns, _key(options)), make)

    def rows(self, verb: str | Callable[..., Any], /, only: Mapping[str, str] | None = None, **options: object) -> list[dict[str, Any]]:
        """The table of a verb, or of a function of the library, as rows by the names of their columns.

        only: column -> what stands in it in the rows that are wanted.
        """
        name = verb if isinstance(verb, str) else f"{verb.__module__}.{verb.__name__}"
        give = self.count if isinstance(verb, str) else self.look
        return self.kept(("rows of", name, _key(only or {}), _key(options)), lambda: with_reasons(_only(give(verb, **options), only or {}), options.get("by")))

    def look(self, question: Callable[..., Any], /, **options: object) -> Any:
        """What a function of the library says of the records; asked once for the same options."""
        name = f"{question.__module__}.{question.__name__}"
        return self.kept((name, _key(options)), lambda: question(self.connection, **options))

    def file(self, verb: str, **options: object) -> Export:
        """The file that the command of the same name writes, with its description."""
        return export(self.connection, verb, **options)

    def file_name(self, *parts: str, exact: bool, selected: bool = False) -> str:
        """Our own name for a table's file; invented records say so first, a selection and exact figures last."""
        said = [part.replace("_", "-") for part in parts] + ["selected"] * selected + ["exact"] * exact
        return "-".join(["DEMO"] * self.demonstration + said) + ".csv"

    def image_name(self, *parts: str, exact: bool, selected: bool = False) -> str:
        """The same for an image, without its ending."""
        return self.file_name(*parts, exact=exact, selected=selected).removesuffix(".csv")


def path() -> Path:
    """The database that this session reads: the one that was asked for, or the person's own records."""
    return whose.own_path() if whose.own_is_shown() else asked_for()


def asked_for() -> Path:
    """The database that the dashboard was started with: python -m streamlit run dashboard.py -- --db PATH."""
    given = sys.argv[1:]
    after = given.index("--db") + 1 if "--db" in given else len(given)
    return Path(given[after] if after < len(given) else os.environ.get("RECORDS_DATABASE", USUAL_PATH))


def log() -> Path | None:
    """Where this dashboard writes down who loaded and exported what; None where no log is kept."""
    return None if published_copy() else logged.place(asked_for())


def published_copy() -> bool:
    """True where the dashboard was started on a published copy, a folder, and not on records."""
    return asked_for().is_dir()


def served_name() -> str:
    """What the records that the dashboard was started with are called."""
    try:
        return "Demonstration" if _is_demonstration(asked_for(), asked_for().stat().st_mtime_ns) else "This dashboard's"
    except (OSError, Problem):
        return "This dashboard's"


def held() -> Records:
    """This session's version of the records. Raises Problem where there is no database to read."""
    version = st.session_state.setdefault(_key_of_version(), _version())
    if version not in _versions():
        version = st.session_state[_key_of_version()] = _version()
    if version is None:
        raise Problem(
            f"There is no database at {path()}. Make the demonstration records with "
            f"“python -m analytics demo --db {path()}”, or load a folder of your own with "
            f"“python -m analytics load FOLDER --db {path()}”; then reload this page.")
    shown, newest = _opened(version), _version()
    if newest in (None, version) or not _erases(newest, shown):
        return shown
    # Whoever was erased is gone from every page at once, also from one that began before.
    _versions().pop(version, None)
    st.session_state[_key_of_version()] = newest
    return _opened(newest)


def _erases(newest: tuple[int, ...], shown: Records) -> bool:
    """Whether people were erased after the version that is shown."""
    try:
        return _opened(newest).erased > shown.erased
    except Problem:
        return False


def open_ahead() -> Records | None:
    """The records that the dashboard is started with, before anybody asks; None where there are none to read."""
    version = None if published_copy() else _version(asked_for())
    return None if version is None else _opened(version, asked_for())


def _opened(version: tuple[int, ...], of: Path | None = None) -> Records:
    """The version that is open, or the newest one, which is opened."""
    with _opening:
        return _open_once(version, of or path())


def _open_once(version: tuple[int, ...], of: Path) -> Records:
    if version not in _versions():
        _versions()[version] = _open(of)
        for old in list(_versions())[:-4]:  # two of each database
            del _versions()[old]  # its connection closes when the last page that reads it is done
    return _versions()[version]


def newer_is_there() -> bool:
    """True where the file at the path is no longer the one that this session reads."""
    return _version() not in (None, st.session_state.get(_key_of_version()))


def show_newer() -> None:
    """From the next run on, this session reads the newest version."""
    st.session_state[_key_of_version()] = _version()


def _key_of_version() -> str:
    """Where the session keeps its version of the database that it reads now."""
    return f"version of {path()}"


def _version(of: Path | None = None) -> tuple[int, ...] | None:
    try:
        found = (of or path()).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


@st.cache_data(show_spinner=False)
def _is_demonstration(database: Path, changed: int) -> bool:
    return _open(database).demonstration


@st.cache_resource(show_spinner=False)
def _versions() -> dict[tuple[int, ...], Records]:
    return {}


def _open(database: Path) -> Records:
    most = limits.seconds()
    link = database.with_name(f".{database.stem}-{uuid4().hex}.duckdb")
    try:
        os.link(database, link)
    except OSError:  # no second link here, as on some network drives: a later version then needs a restart
        connection = connect_read_only(database)
    else:
        try:
            connection = connect_read_only(link)
        except Problem as problem:
            raise Problem(str(problem).replace(str(link), str(database))) from None
        finally:
            _remove(link)
    limits.limit(connection, most)
    about = describe(connection)
    possible = Possible(selection.values(connection), county_names() if about.demonstration else counties.names())
    return Records(connection, about.fingerprint, about.data_as_of, about.demonstration, about.models, possible, erased=about.erased)


def _remove(link: Path) -> None:
    try:
        link.unlink()
    except OSError:
        pass  # Windows keeps the name of an open file


def _only(table: Any, wanted: Mapping[str, str]) -> Any:
    for column, value in wanted.items():
        table = table[table[column] == value]
    return table


def _key(options: Mapping[str, object]) -> tuple:
    return tuple(sorted(options.items()))
