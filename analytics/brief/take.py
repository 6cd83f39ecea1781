"""A brief as a file: which kind, its bytes, its description beside it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TextIO

from analytics import result_file
from analytics.brief.edition import EVERYTHING, Edition, Step, as_json, edition
from analytics.brief.tables import needed
from analytics.brief.wishes import Wishes, wish
from analytics.database import Database
from data.problem import Problem

FORMATS = {"pptx": "slides", "html": "report", "zip": "pack", "xlsx": "workbook"}  # ending -> module and function that write it
SHORT = ("pptx", "html")  # kinds that hold what the slides need, no more


@dataclass(frozen=True)
class Taken:
    """A file's bytes, its description as JSON text, and a line that sums it up."""

    content: bytes
    sidecar: str
    summary: str


def taken(edition: Edition, kind: str) -> Taken:
    """One kind of file (pptx, html, zip, xlsx) of an edition."""
    write = getattr(import_module(f"analytics.brief.{FORMATS[kind]}"), FORMATS[kind])  # each brings a large library along
    content = write(edition)
    sidecar = as_json(edition.description(kind, sha256=hashlib.sha256(content).hexdigest()))
    about = edition.about
    records = "invented demonstration records" if edition.invented else "records"
    shown = "exact figures, not to be published" if edition.wishes.exact else f"min-cell {edition.wishes.min_cell}"
    summary = (f"brief: {kind}, {len(content):,} bytes, {edition.wishes.subset or 'all records'}, {shown}; {records} to "
               f"{about.data_as_of.isoformat()}, fingerprint {about.fingerprint}")
    return Taken(content, sidecar, summary)


def prepared(db: Database, wishes: Wishes, kind: str, step: Step = lambda share, said: None) -> Edition:
    """Count what one kind of file needs."""
    return edition(db, wishes, step, needed(wishes.slides) if kind in SHORT else EVERYTHING)


def on_one_line(stream: TextIO) -> Step:
    """Tells on one line of a terminal how far it is; nothing where nobody watches, since it would only stand in a log."""
    def step(share: float, said: str) -> None:
        print(f"{share:4.0%} {said}\033[K", end="\r", file=stream, flush=True)

    return step if stream.isatty() else lambda share, said: None


def brief(db: Database, *, out: str | Path, step: Step = lambda share, said: None, **options: object) -> str:
    """Write slides (.pptx), the report (.html), the table pack (.zip) or the workbook (.xlsx), and its `.json` beside it.

    db: path of a database file, or an open DuckDB connection. Options: outcome (one or several, the first is the
    headline), window, adjust, model, where, exposure, landmark, unit, strict_baseline, covariates, min_cell, round;
    robustness (every defensible choice among the tables too); slides (5 or 12), title, organization, logo (path of a PNG or JPEG), address (of the dashboard, for the receipts). Gives a line that
    sums it up. Raises Problem, with nothing changed, for a value that cannot be or a place that can't be written to.
    """
    return write_brief(lambda wishes, kind: prepared(db, wishes, kind, step), out, step, **options)


def write_brief(count: Callable[[Wishes, str], Edition], out: str | Path, step: Step, **options: object) -> str:
    """The same, `count` giving the edition for the wishes and the kind."""
    out = Path(out)
    kind = out.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise Problem(f"The file {out.name!r} must end in .{', .'.join(FORMATS)}; the ending says what is made.")
    made = taken(count(wish(**options), kind), kind)
    step(1.0, "")
    result_file.write(out, made.content, made.sidecar)
    return made.summary
