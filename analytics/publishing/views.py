"""Every published view as a file: its table, its text and what is said of it."""

import json
from dataclasses import dataclass

import duckdb
import pandas as pd

from analytics.holding_back import protected_otherwise
from analytics.publishing.answered import answer_views
from analytics.publishing.columns import ALL
from analytics.publishing.comparisons import comparison_views
from analytics.publishing.courses import curve_views
from analytics.publishing.gifts import gift_views
from analytics.publishing.helped import service_view
from analytics.publishing.ladders import ladder_views
from analytics.publishing.ordered import order_views
from analytics.publishing.reached import access_views
from analytics.publishing.said import ALIKE, AMOUNTS, GIFTS, SERVICES, THINNED, TOGETHER
from analytics.result_file import checksum, csv_text
from analytics.selection import release_types
from analytics.vocabulary import DEFAULT_MIN_CELL, HEADLINE_ADJUSTMENT, OUTCOMES, WINDOWS_OFFERED
from data.database import Load, current_load
from data.definitions import column_definitions
from data.version import VERSION

ADJUSTED = "compare-adjusted"
PRODUCT = "Restorative justice outcomes dashboard"
PROTECTION = {"curve": THINNED, ADJUSTED: TOGETHER + " " + ALIKE, "obligations": TOGETHER + " " + AMOUNTS, "services": SERVICES, "repair": GIFTS}
NOT_PUBLISHED = "Not published"
ABOUT = {
    "data_as_of": "Month of the latest end of follow-up in the records; no day of anybody's is told",
    "logrank_p": "Log-rank test against the baseline, to 3 decimals; in the views that are not split only",
    **dict.fromkeys(("baseline_later_referred", "others_n", "others_events", "victims", "paid_per_victim"), NOT_PUBLISHED),
}


@dataclass(frozen=True)
class View:
    """A published file: the verb whose rows it holds, the column they are split by, its name and its text."""

    verb: str
    by: str
    table: pd.DataFrame
    text: str

    @property
    def name(self) -> str:
        return self.verb + (f"-by-{self.by.replace('_', '-')}" if self.by else "") + ".csv"


@protected_otherwise()
def views(connection: duckdb.DuckDBPyConnection) -> list[View]:
    """All published views of the records, in the order in which they are listed."""
    compared = comparison_views(connection)
    laddered = ladder_views(connection, compared)
    tables = [("compare", by, table) for by, table in compared.frames.items()]
    tables += [(ADJUSTED, ALL, compared.alike), ("curve", ALL, curve_views(connection, compared))]
    tables += [("satisfaction", by, table) for by, table in answer_views(connection).items()]
    tables += [("completion", by, table) for by, table in laddered.frames.items()]
    tables += [("obligations", by, table) for by, table in order_views(connection, compared).items()]
    tables += [("access", by, table) for by, table in access_views(connection, compared, laddered).items()]
    helped = service_view(connection)
    tables += [("services", ALL, helped)] if len(helped) else []
    tables += [("repair", by, table) for by, table in gift_views(connection).items()]
    return [_view(*of) for of in tables]


def _view(verb: str, by: str, table: pd.DataFrame) -> View:
    table = table.assign(data_as_of=table["data_as_of"].str[:7])
    return View(verb, by, table, csv_text(table))


def described(view: View, load: Load) -> str:
    """The JSON beside a file."""
    definitions = column_definitions(view.verb.removesuffix("-adjusted"), list(view.table.columns))
    asked = {"by": view.by or None, "min_cell": DEFAULT_MIN_CELL}
    asked |= {"compare": {"outcome": list(OUTCOMES), "window": list(WINDOWS_OFFERED), "adjust": "none"},
              ADJUSTED: {"outcome": list(OUTCOMES), "window": list(WINDOWS_OFFERED), "adjust": HEADLINE_ADJUSTMENT},
              "curve": {"outcome": list(OUTCOMES), "kind": "cif", "adjust": "none"}}.get(view.verb, {})
    return _json({
        "product": PRODUCT,
        "version": VERSION,
        "verb": "publish",
        "view": view.verb,
        "options": asked,
        "records": records(load),
        "protection": PROTECTION.get(view.verb, TOGETHER),
        "definitions": definitions | {name: about for name, about in ABOUT.items() if name in definitions},
        "rows": len(view.table),
        "sha256": checksum(view.text),
    })


def index(found: list[View], load: Load, models: list[tuple], mixed: list[str]) -> str:
    """What the copy holds: one JSON for programs. mixed: models that have somebody in every kind of case."""
    return _json({
        "product": PRODUCT,
        "version": VERSION,
        "publication": 1,
        "records": records(load),
        "models": [{"code": code, "name": name, "group": group, "counts_as_restorative": counts, "every_kind_of_case": code in mixed}
                   for code, name, group, counts in models],
        "views": [{"file": view.name, "view": view.verb, "by": view.by or None, "rows": len(view.table), "sha256": checksum(view.text)}
                  for view in found],
    })


def records(load: Load) -> dict[str, object]:
    """What is told of the records: no day."""
    return {"fingerprint": load.fingerprint, "data_as_of": f"{load.data_as_of:%Y-%m}", "invented": load.demonstration}


def every_file(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Name -> text of all files of the copy. The same records give the same bytes."""
    load, found = current_load(connection), views(connection)
    models = connection.execute("select code, name, model_group, counts_as_restorative from model order by position").fetchall()
    mixed = [code for code, *_ in models if not release_types(connection, code, outcome=OUTCOMES[0])]
    files = {"README.md": _readme(found, load), "publication.json": index(found, load, models, mixed)}
    for view in found:
        files |= {view.name: view.text, view.name + ".json": described(view, load)}
    sums = "".join(f"{checksum(text)}  {name}\n" for name, text in sorted(files.items()))
    return files | {"SHA256SUMS": sums}


def _readme(found: list[View], load: Load) -> str:
    invented = "**Invented demonstration records.** Nothing here is about a real place or person.\n\n" if load.demonstration else ""
    listed = "".join(f"| `{view.name}` | {view.verb} | {view.by or 'all releases'} | {len(view.table):,} |\n" for view in found)
    return (
        f"# Restorative justice outcomes: published counts\n\n{invented}"
        f"Records to {load.data_as_of:%Y-%m}, fingerprint `{load.fingerprint}`, made by version {VERSION}.\n\n"
        "These files hold counts and what is made from them, and no record of a person. They are a fixed list of views: all releases, or "
        "split by one column; every event; within 6, 12, 24, 36 and 60 months; everyone sent to a program, each person once, at their "
        f"first release. The groups are not matched, but in `compare-adjusted.csv` and `services.csv`.\n\n{TOGETHER}\n\n"
        f"The curves: {THINNED} Orders: {AMOUNTS} Reentry services: {SERVICES} Gifts: {GIFTS}\n\n"
        "An empty cell is not zero: the row's `status` says why it is empty. Zero is written 0. A day of anybody's stands nowhere.\n\n"
        "The dashboard runs from this folder: `make run DB=FOLDER`. Other selections can only be asked of the records.\n\n"
        "`sha256sum -c SHA256SUMS` says whether a file was changed; `python -m analytics verify FILE --db RECORDS`, whether it is what "
        "the records give. What the columns mean stands in the JSON beside each file.\n\n"
        f"| file | what | split by | rows |\n|---|---|---|---|\n{listed}"
    )


def _json(said: dict) -> str:
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
