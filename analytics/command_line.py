"""The command line: `python -m analytics VERB ...`.

Ends with 0 and one line of summary on stderr when done; with 2 and one clear line on stderr for bad usage, a bad
file or a bad value, with nothing changed; `verify` ends with 1 where a file does not hold.
"""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from analytics import vocabulary
from analytics.export import VERBS, export, options_of
from analytics.publishing import publish
from analytics.result_file import write
from analytics.verify import verify
from data.demonstration import DEFAULT_SEED, write_demonstration
from data.loading import LoadProblem, LoadReport, forget, load_folder, told
from data.problem import Problem

SHOWN_ON_SCREEN = 20
EXAMPLES = {
    "demo": "python -m analytics demo --db demonstration.duckdb",
    "load": "python -m analytics load extract/ --db records.duckdb --rejects rejects.csv",
    "compare": "python -m analytics compare --db records.duckdb --outcome rearrest --window 36 --where sex=female --csv women.csv",
    "curve": "python -m analytics curve --db records.duckdb --outcome rearrest --kind km --csv curve.csv",
    "satisfaction": "python -m analytics satisfaction --db records.duckdb --csv satisfaction.csv",
    "completion": "python -m analytics completion --db records.duckdb --by circuit --csv completion.csv",
    "publish": "python -m analytics publish --db records.duckdb --out published/",
    "forget": "python -m analytics forget --db records.duckdb --persons ids.csv",
    "verify": "python -m analytics verify women.csv --db records.duckdb",
}
ABOUT = {
    "demo": "write the demonstration records, and their known truth beside them",
    "load": "check a folder of records and make it the database's content, all or nothing",
    "compare": "each model against the baseline: rates in a window, difference, ratio, tests",
    "curve": "what happens day by day: the share without the event, or with it",
    "satisfaction": "what victims and others answered, by model, question and wave",
    "completion": "how far people came: referred, consented, started, agreement, completed",
    "publish": "write the shareable copy: a fixed list of views, counts protected together, no record of anybody",
    "forget": "erase people from the records and all that was made from them; counted, never named",
    "verify": "recompute an exported file and say whether it still holds",
}


class OneLineParser(argparse.ArgumentParser):
    """Bad usage is one line, not a page."""

    def error(self, message: str) -> NoReturn:
        raise Problem(f"{message}. See: python -m {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """All verbs with their options."""
    whole = OneLineParser(prog="analytics", description="What happens after each restorative justice model, and after the usual sentence.", allow_abbrev=False)
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=OneLineParser)
    made = {}
    for verb, about in ABOUT.items():
        made[verb] = verbs.add_parser(
            verb, help=about, description=about.capitalize() + ".", epilog="Example: " + EXAMPLES[verb], allow_abbrev=False
        )
        made[verb].add_argument("--db", required=True, metavar="F", help="the database file")
    made["demo"].add_argument("--people", type=int, metavar="N", help="how many people (default: enough for 60,000 releases)")
    made["demo"].add_argument("--seed", type=int, default=DEFAULT_SEED, metavar="S", help=f"the same seed gives the same records (default {DEFAULT_SEED})")
    _load_options(made["load"])
    made["publish"].add_argument("--out", required=True, metavar="DIR", help="a new or empty folder, or one published into before")
    made["forget"].add_argument("--persons", required=True, metavar="IDS.csv", help="a column person_id, or one identifier a line")
    made["verify"].add_argument("file", metavar="X", help="the exported file; its description X.json stands beside it")
    for verb in VERBS:
        _counting_options(made[verb], verb)
    return whole


def _load_options(load: argparse.ArgumentParser) -> None:
    load.add_argument("folder", metavar="FOLDER", help="one CSV or Parquet file a table, named after it")
    load.add_argument("--profile", metavar="P", help="an import profile, by name or path, for files in other columns")
    load.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the profile (repeatable)")
    load.add_argument("--rejects", metavar="R.csv", help="write every rejected row with its reason to this file")
    load.add_argument("--max-rejects", type=int, default=0, metavar="N", help="how many rows may be left out (default 0)")


def _counting_options(verb: argparse.ArgumentParser, name: str) -> None:
    own = options_of(name)
    if "outcome" in own:
        verb.add_argument("--outcome", default="rearrest", metavar="O", help=", ".join(vocabulary.OUTCOMES))
    if "window" in own:
        verb.add_argument("--window", type=int, default=36, metavar="M", help="whole months, 1 to 120 (default 36)")
    if "kind" in own:
        verb.add_argument("--kind", default="km", metavar="K", help="km: share without the event; cif: share with it")
    if "adjust" in own:
        verb.add_argument("--adjust", default="none", metavar="A", help=", ".join(vocabulary.ADJUSTMENTS))
    verb.add_argument("--model", action="append", metavar="M", help="show this model's rows only (repeatable)")
    verb.add_argument("--where", action="append", metavar="COL=VALUE", help="select records (repeatable; several values with commas)")
    verb.add_argument("--exposure", default="referred", metavar="E", help=", ".join(vocabulary.EXPOSURES))
    verb.add_argument("--landmark", type=int, default=0, metavar="D", help="start the clock D days after the release (default 0)")
    verb.add_argument("--unit", default="first", metavar="U", help="first: each person's earliest release; every: all of them")
    verb.add_argument("--strict-baseline", action="store_true", help="take releases of every arm out of the baseline")
    verb.add_argument("--by", metavar="COL", help="split by a column: " + ", ".join(vocabulary.FILTERS))
    verb.add_argument("--covariates", metavar="a,b", help="what to make the groups alike in (default: all)")
    verb.add_argument("--min-cell", type=int, default=vocabulary.DEFAULT_MIN_CELL, metavar="N", help="hide counts of 1 to N-1 people (default 11; 0: exact figures)")
    verb.add_argument("--round", type=int, default=vocabulary.DEFAULT_ROUND, metavar="B", help="round counts to the nearest B (default 5; 1: not at all)")
    verb.add_argument("--csv", metavar="FILE", help="write the result here, and its description to FILE.json (default: standard output)")


def main(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    try:
        given = vars(parser().parse_args(arguments))
        verb = given.pop("verb")
        return RUN.get(verb, _count)(verb, given)
    except Problem as problem:
        print("error: " + " ".join(str(problem).split()), file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("error: stopped; nothing was changed.", file=sys.stderr)
        return 2


def _count(verb: str, given: dict) -> int:
    file, database = given.pop("csv"), given.pop("db")
    made = export(database, verb, **given)
    if file is None:
        sys.stdout.write(made.csv)
        sys.stdout.flush()
    else:
        write(Path(file), made.csv, made.sidecar)
    print(made.summary, file=sys.stderr)
    return 0


def _verify(verb: str, given: dict) -> int:
    verdict = verify(given["file"], given["db"])
    print(verdict.message, file=sys.stderr)
    return 0 if verdict.holds else 1


def _load(verb: str, given: dict) -> int:
    settings = dict(_setting(text) for text in given["set"])
    rejects = Path(given["rejects"]) if given["rejects"] else None
    try:
        report = load_folder(
            Path(given["folder"]), Path(given["db"]), profile=given["profile"], settings=settings,
            rejects_path=rejects, max_rejects=given["max_rejects"],
        )  # fmt: skip
    except LoadProblem as problem:
        for reject in problem.rejects[:SHOWN_ON_SCREEN]:
            print(told(reject))
        raise
    for notice in report.notices:
        print(f"{notice.severity}: {notice.message}")
    print(_loaded(report), file=sys.stderr)
    return 0


def _loaded(report: LoadReport) -> str:
    rows = sum(table.accepted for table in report.tables.values())
    left_out = f", {report.rejects:,} rows left out" if report.rejects else ""
    done = "holds" if report.changed else "held these records already, nothing was changed:"
    return f"{report.database} {done} {rows:,} rows in {len(report.tables)} tables{left_out}; fingerprint {report.fingerprint}"


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise Problem(f"A setting is written NAME=VALUE, not {text[:80]!r}.")
    return name, value


def _forget(verb: str, given: dict) -> int:
    erased = forget(Path(given["db"]), Path(given["persons"]))
    rows = sum(erased.rows.values()) - erased.rows["person"]
    done = f"erased people: {erased.rows['person']:,}, and rows about them: {rows:,}" if erased.changed else "nobody to erase, nothing was changed"
    unknown = f"; identifiers not in the records: {erased.unknown:,}" if erased.unknown else ""
    print(f"{erased.database}: {done}{unknown}; fingerprint {erased.fingerprint}", file=sys.stderr)
    return 0


def _publish(verb: str, given: dict) -> int:
    written = publish(given["db"], given["out"])
    print(f"{written.folder} holds {written.views} views without any record of a person; fingerprint {written.fingerprint}", file=sys.stderr)
    return 0


def _demo(verb: str, given: dict) -> int:
    report = write_demonstration(Path(given["db"]), people=given["people"], seed=given["seed"])
    print(_loaded(report) + "; all of it invented", file=sys.stderr)
    return 0


RUN = {"verify": _verify, "forget": _forget, "publish": _publish, "load": _load, "demo": _demo}
