"""The command line: `python -m analytics VERB ...`.

Ends with 0 and one line of summary on stderr when done; with 2 and one clear line on stderr for bad usage, a bad
file or a bad value, with nothing changed; `verify` ends with 1 where a file does not hold.
"""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from analytics import vocabulary
from analytics.brief import FORMATS, LENGTHS, on_one_line
from analytics.engines import add_options, asked_of
from analytics.evidence_file import evidence_file
from analytics.export import VERBS, Export, options_of
from analytics.history_file import history_file
from analytics.kept_answers import kept_brief, kept_export
from analytics.keeping import forget, upgrade, verify_log
from analytics.load_command import demo, load
from analytics.logged import logged
from analytics.printing import print_whole
from analytics.publishing import publish
from analytics.result_file import write
from analytics.verify import verify
from analytics.written_files import check_files
from data.demonstration import DEFAULT_SEED
from data.prices import UNITS
from data.partitioned import write_partitioned
from data.problem import Problem

EXAMPLES = {
    "demo": "python -m analytics demo --db demonstration.duckdb",
    "load": "python -m analytics load extract/ --db records.duckdb --rejects rejects.csv",
    "compare": "python -m analytics compare --db records.duckdb --outcome rearrest --window 36 --where sex=female --csv women.csv",
    "curve": "python -m analytics curve --db records.duckdb --outcome rearrest --kind km --csv curve.csv",
    "satisfaction": "python -m analytics satisfaction --db records.duckdb --csv satisfaction.csv",
    "completion": "python -m analytics completion --db records.duckdb --by circuit --csv completion.csv",
    "balance": "python -m analytics balance --db records.duckdb --outcome rearrest --window 36 --adjust entropy --csv balance.csv",
    "cells": "python -m analytics cells --db records.duckdb --outcome rearrest --window 36 --adjust entropy --covariates sex,age_band --csv cells.csv",
    "robustness": "python -m analytics robustness --db records.duckdb --outcome rearrest --csv robustness.csv",
    "obligations": "python -m analytics obligations --db records.duckdb --model victim_offender_mediation --csv obligations.csv",
    "repair": "python -m analytics repair --db records.duckdb --by month --csv repair.csv",
    "access": "python -m analytics access --db records.duckdb --by race --csv access.csv",
    "records": "python -m analytics records --db records.duckdb --out records/",
    "services": "python -m analytics services --db records.duckdb --outcome rearrest --window 36 --csv services.csv",
    "savings": "python -m analytics savings --db records.duckdb --price program_cost=900 --csv savings.csv",
    "claims": "python -m analytics claims --db records.duckdb --csv claims.csv",
    "evidence": "python -m analytics evidence --model family_group_conference --csv studies.csv",
    "brief": "python -m analytics brief --db records.duckdb --slides 12 --organization 'Our coalition' --out slides.pptx",
    "publish": "python -m analytics publish --db records.duckdb --out published/",
    "history": "python -m analytics history --db records.duckdb",
    "upgrade": "python -m analytics upgrade --db records.duckdb",
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
    "balance": "how alike each model's group and the baseline are, before and after weighting",
    "cells": "the counts that compare stands on, by model and covariate cell, with their weights",
    "robustness": "the same comparison under every defensible choice",
    "obligations": "what was ordered and paid or worked: money to victims, to the fund, hours of service",
    "repair": "what people gave back, by kind and its own unit",
    "access": "who is reached: of everyone eligible, how many were referred, agreed, started, completed",
    "records": "write the checked records as Parquet, partitioned by year of release; load takes them back",
    "services": "reentry services and programs made for women: who takes part, who completes, what follows against others made like them",
    "savings": "what fewer returns to prison are worth, less what the program costs, with its uncertainty",
    "claims": "each claimed benefit with its verdict, by a rule that was fixed before looking",
    "evidence": "published studies, pooled by model, outcome and design; needs no records",
    "brief": "slides, a report, a pack of tables or a workbook to take along: the ending of --out says which",
    "publish": "write the shareable copy: a fixed list of views, counts protected together, no record of anybody",
    "history": "the loads that the records came by: when, what each brought, changed and withdrew, and its fingerprint",
    "upgrade": "bring a database of an older version up to date; the old file stays beside it as a backup",
    "forget": "erase people from the records and all that was made from them; counted, never named",
    "verify": "recompute an exported file and say whether it still holds",
}

INTERRUPTED = "Query interrupted"  # what the engine makes of a KeyboardInterrupt


class OneLineParser(argparse.ArgumentParser):
    """Bad usage is one line, not a page."""

    def error(self, message: str) -> NoReturn:
        raise Problem(f"{message}. See: python -m {self.prog} --help")


class Once(argparse.Action):
    """An option that somebody may take for repeatable, as others are: giving it again is an error, not a change of mind."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, option_string: str | None = None) -> None:
        if getattr(namespace, self.dest) is not None:
            parser.error(f"argument {option_string}: may be given once")
        setattr(namespace, self.dest, values)


def parser() -> argparse.ArgumentParser:
    """All verbs with their options."""
    whole = OneLineParser(prog="analytics", description="What happens after each restorative justice model, and after the usual sentence.", allow_abbrev=False)
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=OneLineParser)
    made = {}
    for verb, about in ABOUT.items():
        made[verb] = verbs.add_parser(
            verb, help=about, description=about.capitalize() + ".", epilog="Example: " + EXAMPLES[verb], allow_abbrev=False
        )
        if verb not in ("evidence", *VERBS):
            made[verb].add_argument("--db", required=verb != "verify", metavar="F", help="the database file")
    made["demo"].add_argument("--people", type=int, metavar="N", help="how many people (default: enough for 60,000 releases)")
    made["demo"].add_argument("--seed", type=int, default=DEFAULT_SEED, metavar="S", help=f"the same seed gives the same records (default {DEFAULT_SEED})")
    _load_options(made["load"])
    _csv_option(made["history"])
    _hiding_options(made["history"])
    made["publish"].add_argument("--out", required=True, metavar="DIR", help="a new or empty folder, or one published into before")
    made["records"].add_argument("--out", required=True, metavar="DIR", help="a new or empty folder")
    made["forget"].add_argument("--persons", required=True, metavar="IDS.csv", help="a column person_id, or one identifier a line")
    made["verify"].add_argument("file", metavar="X", help="the exported file; its description is in it, or stands beside it as X.json")
    _as_of_option(made["verify"])
    _evidence_options(made["evidence"])
    for verb in VERBS:
        add_options(made[verb])
        if "where" in options_of(verb):
            _counting_options(made[verb], verb)
    _claims_options(made["claims"])
    _brief_options(made["brief"])
    return whole


def _load_options(load: argparse.ArgumentParser) -> None:
    load.add_argument("folder", metavar="FOLDER", help="one CSV or Parquet file a table, named after it")
    load.add_argument("--profile", metavar="P", help="an import profile, by name or path, for files in other columns")
    load.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the profile (repeatable)")
    load.add_argument("--rejects", metavar="R.csv", help="write every rejected row with its reason to this file")
    load.add_argument("--append", action="store_true", help="add a later extract to what is there: new and changed rows, and what withdrawn.csv (table, id) takes back")
    load.add_argument("--max-rejects", type=int, default=0, metavar="N", help="how many rows may be left out (default 0)")


def _csv_option(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--csv", metavar="FILE", help="write the result here, and its description to FILE.json (default: standard output)")


def _price_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--daily-cost", default="marginal", metavar="K", help="marginal: what a day less really saves; average: all costs by all people")
    verb.add_argument("--victim-costs", action="store_true", help="also, in columns of their own, what victims of violence did not lose")
    verb.add_argument("--prices", metavar="FILE", help="a file of prices in the columns of data/prices.csv (default: that file)")
    verb.add_argument("--price", action="append", default=[], metavar="NAME=VALUE", help="replace a price: NAME=VALUE, NAME=LOW:VALUE:HIGH, "
                      "NAME/MODEL=VALUE (repeatable): " + ", ".join(UNITS))


def _evidence_options(evidence: argparse.ArgumentParser) -> None:
    evidence.add_argument("--model", action="append", metavar="M", help="this model's studies only (repeatable)")
    evidence.add_argument("--outcome", metavar="O", help="studies of this outcome only")
    evidence.add_argument("--studies", metavar="F.csv", help="pool a file of your own: study, model, outcome, [design,] and "
                          "events_treated, n_treated, events_control, n_control or effect, std_error (log odds ratio)")
    _csv_option(evidence)


def _counting_options(verb: argparse.ArgumentParser, name: str) -> None:
    own = options_of(name)
    if "outcome" in own:
        verb.add_argument("--outcome", default="rearrest", metavar="O", help=", ".join(vocabulary.OUTCOMES))
    if "window" in own:
        verb.add_argument("--window", type=int, default=36, metavar="M", help="whole months, 1 to 120 (default 36)")
    if "kind" in own:
        verb.add_argument("--kind", default="km", metavar="K", help="km: share without the event; cif: share with it")
    if "price" in own:
        _price_options(verb)
    if "adjust" in own:
        usual = (VERBS[name].__kwdefaults__ or {}).get("adjust", "none")
        verb.add_argument("--adjust", default=usual, metavar="A", help=", ".join(vocabulary.ADJUSTMENTS))
    verb.add_argument("--by", action=Once, metavar="COL", help="split by a column: " + ", ".join(
        vocabulary.COLUMNS_OF_ACTIVITIES if name == "repair" else vocabulary.FILTERS))
    _csv_option(verb)
    _shared_options(verb)


def _shared_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--where", action="append", metavar="COL=VALUE", help="select records (repeatable; several values with commas)")
    verb.add_argument("--exposure", default="referred", metavar="E", help=", ".join(vocabulary.EXPOSURES))
    verb.add_argument("--landmark", type=int, default=0, metavar="D", help="start the clock D days after the release (default 0)")
    verb.add_argument("--unit", default="first", metavar="U", help="first: each person's earliest release; every: all of them")
    verb.add_argument("--covariates", metavar="a,b", help="what to make the groups alike in (default: all; for standardize " + ", ".join(vocabulary.STANDARDIZED) + ")")
    verb.add_argument("--strict-baseline", action="store_true", help="take releases of every arm out of the baseline")
    _showing_options(verb)
    _as_of_option(verb)


def _as_of_option(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--as-of", metavar="LOAD", help="ask the records as they stood at an earlier load: its number, its fingerprint or a day "
                      "(the last load up to it)")


def _showing_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--model", action="append", metavar="M", help="show this model's rows only (repeatable)")
    _hiding_options(verb)


def _hiding_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--min-cell", type=int, default=vocabulary.DEFAULT_MIN_CELL, metavar="N", help="hide counts of 1 to N-1 people (default 11; 0: exact figures)")
    verb.add_argument("--round", type=int, default=vocabulary.DEFAULT_ROUND, metavar="B", help="round counts to the nearest B (default 5; 1: not at all)")


def _claims_options(verb: argparse.ArgumentParser) -> None:
    _showing_options(verb)
    _as_of_option(verb)
    _csv_option(verb)


def _brief_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--out", required=True, metavar="X", help="the file; its ending says what is made: ." + ", .".join(FORMATS))
    verb.add_argument("--outcome", action="append", metavar="O", help="the first is the headline (repeatable; default: rearrest and three more)")
    verb.add_argument("--window", type=int, default=36, metavar="M", help="whole months, 1 to 120 (default 36)")
    verb.add_argument("--adjust", metavar="A", help="how groups are made alike: " + ", ".join(vocabulary.ADJUSTMENTS))
    verb.add_argument("--slides", type=int, default=LENGTHS[0], metavar="N", help=" or ".join(map(str, LENGTHS)) + " slides")
    for name, kind, about in (("title", "TEXT", "your own title, over every slide"), ("organization", "NAME", "your organization's name"),
                              ("logo", "FILE", "your logo, a PNG or JPEG"), ("address", "URL", "where the dashboard is, for the codes that check a figure")):
        verb.add_argument(f"--{name}", metavar=kind, help=about)
    verb.add_argument("--robustness", action="store_true", help="put every defensible choice among the tables too (takes about a minute)")
    _shared_options(verb)


def main(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    try:
        given = vars(parser().parse_args(arguments))
        verb = given.pop("verb")
        with logged(verb, dict(given)):
            check_files(verb, given)
            return RUN.get(verb, _count)(verb, given)
    except Problem as problem:
        print("error: " + " ".join(str(problem).split()), file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and str(error) != INTERRUPTED:
            raise
        print("error: stopped; nothing was changed.", file=sys.stderr)
        return 2


def _count(verb: str, given: dict) -> int:
    file, as_of = given.pop("csv"), given.pop("as_of")
    with asked_of(given, as_of) as database:
        return _give(file, kept_export(database, verb, as_of, **given))


def _history(verb: str, given: dict) -> int:
    file = given.pop("csv")
    return _give(file, history_file(given.pop("db"), **given))


def _evidence(verb: str, given: dict) -> int:
    file = given.pop("csv")
    return _give(file, evidence_file(**given))


def _give(file: str | None, made: Export) -> int:
    if file is None:
        print_whole(made.csv)
    else:
        write(Path(file), made.csv.encode("utf-8"), made.sidecar)
    print(made.summary, file=sys.stderr)
    return 0


def _brief(verb: str, given: dict) -> int:
    print(kept_brief(given.pop("db"), given.pop("as_of"), **given, step=on_one_line(sys.stderr)), file=sys.stderr)
    return 0


def _verify(verb: str, given: dict) -> int:
    if given["file"].endswith(".log.jsonl"):
        return verify_log(given["file"])
    verdict = verify(given["file"], given["db"], as_of=given["as_of"])
    print(verdict.message, file=sys.stderr)
    return 0 if verdict.holds else 1


def _publish(verb: str, given: dict) -> int:
    written = publish(given["db"], given["out"])
    print(f"{written.folder} holds {written.views} views without any record of a person; fingerprint {written.fingerprint}", file=sys.stderr)
    return 0


def _records(verb: str, given: dict) -> int:
    written = write_partitioned(given["db"], given["out"])
    print(f"{written.folder} holds {written.rows:,} rows in {written.files:,} files; fingerprint {written.fingerprint}", file=sys.stderr)
    return 0


RUN = {
    "brief": _brief, "evidence": _evidence, "verify": _verify, "load": load, "demo": demo, "forget": forget, "publish": _publish,
    "records": _records, "upgrade": upgrade, "history": _history,
}  # fmt: skip
