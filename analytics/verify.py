"""Whether an exported file still holds: recompute it from what its description says and compare."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from analytics.as_of import load_meant, stood
from analytics.brief import FORMATS
from analytics.brief.edition import Step
from analytics.brief.holding import Verdict, verify_brief
from analytics.database import Database
from analytics.evidence_file import OPTIONS, evidence_file, facts_changed, studies_path
from analytics.export import VERBS, options_of
from analytics.history_file import HISTORY
from analytics.history_file import OPTIONS as OF_HISTORY
from analytics.kept_answers import from_kept
from analytics.made_again import MadeAgain, made_again
from analytics.result_file import checksum, sidecar_path
from data.problem import Problem

__all__ = ["Verdict", "verify", "verify_file"]

PUBLISH = "publish"  # a file of the shareable copy, which is made as a whole


def verify(file: str | Path, db: Database | None = None, *, as_of: object | None = None) -> Verdict:
    """Recompute a file (.csv, .pptx, .html, .zip or .xlsx) with the options in its description.

    db: the records that it was made from; `evidence` needs none. as_of: an earlier load of them, as in `stood`. Raises Problem where there is nothing to go by.
    """
    file = Path(file)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Problem(f"The file {file} cannot be read ({error.strerror}). Name a file that was exported.") from None
    try:
        beside = sidecar_path(file).read_text(encoding="utf-8")
    except OSError:
        beside = None
    except UnicodeDecodeError:
        beside = ""  # there, and damaged
    with _asked(db, as_of) as records:
        return verify_file(file.name, content, beside, records, file.parent)


@contextmanager
def _asked(db: Database | None, as_of: object | None) -> Iterator[Database | MadeAgain | None]:
    """The records as they stood, or what was kept of them where people were erased since."""
    load = None if db is None or as_of is None else load_meant(db, as_of)[0]
    if load is None:
        yield db
    elif load.whole:
        with stood(db, as_of) as records:
            yield records
    else:
        yield from_kept(db, load)


def verify_file(name: str, content: bytes, sidecar: str | None, db: Database | MadeAgain | None, folder: Path | None = None,
                step: Step = lambda share, said: None) -> Verdict:
    """The same for a file's bytes and, where there is one, the text of the description beside it.

    folder: where studies of one's own lie that a file of `evidence` was made from. step: told how far it is.
    """
    kind = Path(name).suffix.lower().removeprefix(".")
    if kind in FORMATS:
        return verify_brief(name, kind, content, _records(name, db), sidecar, step)
    text, said = _text(name, content), _description(name, sidecar)
    if said["verb"] == "evidence":
        return _verify_evidence(name, text, said, folder)
    with made_again(_records(name, db)) as again:
        if said["records"]["fingerprint"] != again.fingerprint:
            return Verdict(False, again.other_records(name, said["records"]["fingerprint"]), "other")
        now, more = again.published(name) if said["verb"] == PUBLISH else again.csv(said["verb"], said["options"]), again.said
    verdict = _compared(name, text, now, said, "the records give")
    return replace(verdict, message=f"{verdict.message[:-1]}{more}.") if more else verdict


def _verify_evidence(name: str, text: str, said: dict, folder: Path | None) -> Verdict:
    own = said["options"].get("studies")
    if own and folder is None:
        raise Problem(f"{name} was made from studies of one's own; check it with the command, beside their file.")
    changed = facts_changed(said, folder or Path())
    if changed:
        return Verdict(False, f"{name} cannot be checked: {changed}.", "other")
    options = dict(said["options"]) | ({"studies": studies_path(own, folder)} if own else {})
    return _compared(name, text, evidence_file(**options).csv, said, "the studies give")


def _compared(name: str, text: str, now: str, said: dict, give: str) -> Verdict:
    if text == now:
        return Verdict(True, f"{name} is identical to what {give}.")
    by_hand = checksum(text) != said.get("sha256")
    cause = "the file was changed after it was written" if by_hand else f"it was made by version {said.get('version')} of the product"
    return Verdict(False, f"{name} differs from what {give}, {cause}: {_first_difference(text, now, give)}.",
                   "edited" if by_hand else "changed")


def _records(name: str, db: Database | MadeAgain | None) -> Database | MadeAgain:
    if db is None:
        raise Problem(f"{name} was made from records; name their database with --db to check it.")
    return db


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(f"The file {name} is no result file: it is not UTF-8 text.") from None


def _description(name: str, sidecar: str | None) -> dict:
    if sidecar is None:
        raise Problem(f"The description {name}.json is missing; without it {name} cannot be checked.")
    try:
        said = json.loads(sidecar)
        if said["verb"] == "evidence":
            known = set(said["options"]) <= set(OPTIONS) and isinstance(said["facts"]["sha256"], str)
        else:
            known = said["verb"] == PUBLISH or (said["verb"] in (*VERBS, HISTORY) and set(said["options"]) <= set(_options_of(said["verb"])))
            known = known and isinstance(said["records"]["fingerprint"], str)
        if not known:
            raise ValueError
        return said
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Problem(f"The description {name}.json is damaged; {name} cannot be checked with it.") from None


def _options_of(verb: str) -> tuple[str, ...]:
    return OF_HISTORY if verb == HISTORY else options_of(verb)


def _first_difference(was: str, now: str, give: str) -> str:
    before, after = list(csv.reader(io.StringIO(was))), list(csv.reader(io.StringIO(now)))
    header = after[0] if after else []
    for line, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        for column, (value, value_now) in enumerate(zip(old, new, strict=False)):
            if value != value_now:
                name = header[column] if column < len(header) else f"column {column + 1}"
                return f"line {line}, {name}: the file says {value[:40]!r}, {give} {value_now[:40]!r}{_by_how_much(value, value_now)}"
        if len(old) != len(new):
            return f"line {line} has {len(old)} cells, {give} {len(new)}"
    if len(before) != len(after):
        return f"the file has {len(before)} lines, {give} {len(after)}"
    return "only line ends or quotes differ"


def _by_how_much(value: str, now: str) -> str:
    try:
        gap = float(value) - float(now)
    except ValueError:
        return ""
    return f" ({abs(gap):.6g} {'more' if gap > 0 else 'less'})"
