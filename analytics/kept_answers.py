"""What is kept of loads that can't be put together again: protected answers to the usual questions.

Before people are erased, each load that still can be put together is asked what files, slides and reports usually hold, with
small counts hidden and others rounded as everywhere. Only these answers stay: no record, and nothing exact.
"""

import io
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import wraps
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow

from analytics.answer_bands import bands_of
from analytics.as_of import erased_since, load_meant, put_together_for_now, stood
from analytics.brief import tables
from analytics.brief.edition import BANDED, EVERYTHING, Edition
from analytics.brief.edition import Step as BriefStep
from analytics.brief.take import SHORT, brief, write_brief
from analytics.brief.tables import needed
from analytics.brief.wishes import Wishes, wish
from analytics.database import Database, opened
from analytics.description import Description, describe
from analytics.export import VERBS, Export, export, exported, normal_options
from analytics.kept import let_go
from analytics.made_again import MadeAgain
from analytics.vocabulary import CURVE_KINDS, OUTCOMES
from data.database import connect_read_only, current_load
from data.history.loads import PastLoad, past_loads
from data.loading.forgetting import Answers, Step
from data.problem import Problem

Made = TypeVar("Made")
WINDOWS = (12, 24, 36, 60)  # of the plain comparison, for every event
LONG = ("robustness",)  # takes as long as all others together
BANDS, ABOUT = "answer_bands", "about"  # what slides need besides the tables of verbs


def usual() -> list[tuple[str, dict[str, object]]]:
    """(verb, options) of every question that is kept: each verb as it is without options, what a brief holds, every event."""
    found = [(verb, {}) for verb in VERBS]
    found += [("compare", {"outcome": outcome, "window": window}) for outcome in OUTCOMES for window in WINDOWS]
    found += [(verb, options) for verb, options in tables.asked(wish()).values() if verb in VERBS]
    found += [("compare", {"outcome": outcome, "adjust": wish().adjust}) for outcome in OUTCOMES]
    found += [("curve", {"outcome": outcome, "kind": kind}) for outcome in OUTCOMES for kind in CURVE_KINDS]
    found += [("compare", _by_risk(wish()))]
    once = {question(verb, options): (verb, options) for verb, options in found if verb not in LONG}
    return list(once.values())


def question(verb: str, options: dict[str, object]) -> str:
    """A question as one text, whichever of its options were left as usual."""
    return json.dumps({"verb": verb, **normal_options(verb, options)}, sort_keys=True, default=list)


def keep(database: Path, step: Step) -> Answers:
    """The usual answers of every load that can be put together again, the present one among them; as `forget` stores them."""
    with connect_read_only(database) as connection:
        loads, present = [load for load in past_loads(connection) if load.whole], current_load(connection).number
    kept: Answers = []
    for done, load in enumerate(loads):
        step(done / len(loads), f"keeping the answers of load {load.number}")
        with nullcontext(database) if load.number == present else put_together_for_now(database, load) as records:
            kept += [(load.number, asked, _packed(frame, file)) for asked, frame, file in _answers(records)]
    return kept


def kept_export(db: Database, verb: str, as_of: object | None = None, **options: object) -> Export:
    """The file of a verb as `export` gives it, for the records as they stood at a load.

    Where people were erased since, it is the one that was kept, and its description and summary say so.
    """
    def kept(load: PastLoad) -> Export:
        file = _one(db, load, question(verb, options))[1]
        said = json.loads(file.sidecar) | {"kept": _said(load)}
        return Export(file.csv, json.dumps(said, indent=2, ensure_ascii=False) + "\n", f"{file.summary}; {_said(load)}")

    return _as_it_stood(db, as_of, lambda records: export(records, verb, **options), kept)


def kept_brief(db: Database, as_of: object | None = None, *, out: str | Path, step: BriefStep = lambda share, said: None, **options: object) -> str:
    """Write the brief of the records as they stood at a load, as `brief` does; from what was kept where people were erased since."""
    def kept(load: PastLoad) -> str:
        found = from_kept(db, load)
        return f"{write_brief(lambda wishes, kind: found.edition(wishes, kind, step), out, step, **options)}; {_said(load)}"

    return _as_it_stood(db, as_of, lambda records: brief(records, out=out, step=step, **options), kept)


def asked_as_of(name: str) -> Callable[..., pd.DataFrame]:
    """The function of a verb with one option more, `as_of`: the records as they stood at a load.

    Where people were erased since, the table is the one that was kept; its `attrs["kept"]` says so.
    """
    @wraps(VERBS[name])
    def asked(db: Database, *, as_of: object | None = None, **options: object) -> pd.DataFrame:
        def kept(load: PastLoad) -> pd.DataFrame:
            frame = _one(db, load, question(name, options))[0]
            frame.attrs["kept"] = _said(load)
            return frame

        return _as_it_stood(db, as_of, lambda records: VERBS[name](records, **options), kept)

    return asked


def _as_it_stood(db: Database, as_of: object | None, asked: Callable[[Database], Made], kept: Callable[[PastLoad], Made]) -> Made:
    """What is asked of the records as they stood at a load, or of what was kept of it where people were erased since."""
    load = None if as_of is None else load_meant(db, as_of)[0]
    if load is not None and not load.whole:
        return kept(load)
    with stood(db, as_of) as records:
        return asked(records)


def kept_edition(db: Database, load: PastLoad, wishes: Wishes, only: tuple[str, ...]) -> Edition:
    """The brief of a load that can't be put together again, from what was kept of it. Raises Problem where that is not all."""
    made = {}
    for name, (verb, options) in tables.asked(wishes).items():
        if verb in only and verb in VERBS:
            made[name] = tables.Table(name, verb, options, *_one(db, load, question(verb, options)))
    if "evidence" in only:
        made |= tables.make(None, wishes, lambda said, share: None, ("evidence",))
    if wishes.counting():
        raise Problem(erased_since(load))
    bands = _one(db, load, BANDS)[0].to_dict("records") if "answer_bands" in only else []
    by_risk = _one(db, load, question("compare", _by_risk(wishes)))[0].to_dict("records") if "by_risk" in only else []
    return Edition(wishes, _about(db, load), made, bands, by_risk)


def from_kept(db: Database, load: PastLoad) -> MadeAgain:
    """What files of a load that can't be put together again are held against."""
    def none(name: str) -> str:
        raise Problem(erased_since(load))

    def csv(verb: str, options: dict[str, object]) -> str:
        return _one(db, load, question(verb, options))[1].csv if verb in VERBS else none(verb)

    return MadeAgain(
        load.fingerprint, lambda wishes, kind, step: kept_edition(db, load, wishes, needed(wishes.slides) if kind in SHORT else tuple(EVERYTHING)),
        csv, none, {}, f", {_said(load)}")


def _answers(records: Path) -> Iterator[tuple[str, pd.DataFrame, Export]]:
    """Each question opens the file anew: a connection that stays holds as much memory as the largest question took."""
    for verb, asked in groupby(usual(), itemgetter(0)):
        for _, options in asked:
            try:
                yield question(verb, options), *exported(records, verb, **options)
            except Problem:  # this question means nothing for these records
                continue
        let_go()  # another verb has little use for what this one counted, and of large records that fills the memory
    yield BANDS, bands_of(records, BANDED), Export("", "", "")
    about = describe(records)
    said = json.dumps([about.fingerprint, about.data_as_of.isoformat(), about.demonstration, about.models])
    yield ABOUT, pd.DataFrame({"said": [said]}), Export("", "", "")


def _by_risk(wishes: Wishes) -> dict[str, object]:
    return wishes.counting() | {"outcome": wishes.headline, "window": wishes.window, "by": "risk_level"}


def _said(load: PastLoad) -> str:
    return f"from the protected answers kept of load {load.number}: people have been erased by order since"


def _packed(frame: pd.DataFrame, file: Export) -> bytes:
    plain = frame.copy(deep=False)
    plain.attrs = {}  # what is said there stands in the description
    table = pyarrow.Table.from_pandas(plain, preserve_index=False)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), b"csv": file.csv, b"sidecar": file.sidecar, b"summary": file.summary})
    out = io.BytesIO()
    with pyarrow.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return zlib.compress(out.getbuffer())


def _one(db: Database, load: PastLoad, asked: str) -> tuple[pd.DataFrame, Export]:
    with opened(db) as connection:
        found = connection.execute("select answer from history.answer where load_number = ? and question = ?", [load.number, asked]).fetchone()
    if found is None:
        raise Problem(erased_since(load))
    table = pyarrow.ipc.open_stream(zlib.decompress(found[0])).read_all()
    said = {name: table.schema.metadata[name.encode()].decode("utf-8") for name in ("csv", "sidecar", "summary")}
    return table.to_pandas(), Export(**said)


def _about(db: Database, load: PastLoad) -> Description:
    fingerprint, data_as_of, demonstration, models = json.loads(_one(db, load, ABOUT)[0]["said"][0])
    return Description(fingerprint, pd.Timestamp(data_as_of).date(), demonstration, models)
