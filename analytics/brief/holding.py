"""Whether an exported brief still holds: make it again from its own description and hold one against the other."""

import json
import math
import re
import zipfile
from dataclasses import dataclass, replace

from analytics.brief import content
from analytics.brief.archive import unzipped
from analytics.brief.edition import Step
from analytics.brief.take import taken
from analytics.brief.wishes import Wishes, wish
from analytics.database import Database
from analytics.made_again import MadeAgain, made_again
from data.problem import Problem

TOLD = 3  # differences that are told one by one
SHOWN = 60  # letters of a text that are repeated
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")


@dataclass(frozen=True)
class Verdict:
    """holds: the file is what the records give. kind: identical, changed, edited or other (records). message: one line."""

    holds: bool
    message: str
    kind: str = "identical"


def verify_brief(name: str, kind: str, file: bytes, db: Database | MadeAgain, sidecar: str | None = None,
                 step: Step = lambda share, said: None) -> Verdict:
    """Recompute slides, a report, a pack or a workbook. Raises Problem where there is nothing to go by."""
    said = description(name, kind, file, sidecar)
    with made_again(db) as again:
        if said["records"]["fingerprint"] != again.fingerprint:
            return Verdict(False, again.other_records(name, said["records"]["fingerprint"]), "other")
        wishes, more = _wishes(name, said), again.said
        now = taken(again.edition(wishes, kind, step), kind).content
    verdict = _held(name, kind, file, now, said)
    return replace(verdict, message=f"{verdict.message[:-1]}{more}.") if more else verdict


def _held(name: str, kind: str, file: bytes, now: bytes, said: dict) -> Verdict:
    """A file against the one that is made now."""
    if file == now:
        return Verdict(True, f"{name} is identical to what the records give.")
    try:
        was, is_now = content.of(kind, file), content.of(kind, now)
    except ValueError:
        raise Problem(f"{name} is damaged: it can't be read as the .{kind} file that its name says.") from None
    differences = compared(was, is_now)
    if not differences:
        return Verdict(True, f"{name} says the very same as the records give; another program has saved it in its own way.")
    by_hand = content.digest(was) != said.get("content")
    cause = "it was edited after it was made" if by_hand else f"it was made by version {said.get('version')} of the product"
    more = f", and {len(differences) - TOLD} more" if len(differences) > TOLD else ""
    places = f"{len(differences)} place{'' if len(differences) == 1 else 's'}"
    return Verdict(False, f"{name} differs from what the records give in {places}, {cause}: {'; '.join(differences[:TOLD])}{more}.",
                   "edited" if by_hand else "changed")


def description(name: str, kind: str, file: bytes, sidecar: str | None = None) -> dict:
    """What a brief says of itself: inside it, else beside it. Raises Problem where neither is to be had."""
    inside = _inside(kind, file)
    text = inside or sidecar
    if text is None:
        raise Problem(f"{name} does not say how it was made, nor does a description {name}.json; without it, it cannot be checked.")
    try:
        said = json.loads(text)
        if said["verb"] != "brief" or said["file"] != kind or not isinstance(said["records"]["fingerprint"], str):
            raise ValueError
        return said
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Problem(f"The description of {name} is damaged; it cannot be checked with it.") from None


def compared(was: content.Content, now: content.Content) -> list[str]:
    """What differs, place by place, figures before words."""
    found = []
    for place in [*was, *(place for place in now if place not in was)]:
        old, new = was.get(place), now.get(place)
        if old == new or _equal(old, new):
            continue
        if old is None:
            said = f"{place}: taken out, the records give {_short(new)}"
        elif new is None:
            said = f"{place}: added by hand, {_short(old)}"
        else:
            said = f"{place}: the file says {_short(old)}, the records give {_short(new)}{_by_how_much(old, new)}"
        found.append((not (NUMBER.fullmatch(old or "") or NUMBER.fullmatch(new or "")), said))
    return [said for _, said in sorted(found, key=lambda item: item[0])]


def _inside(kind: str, file: bytes) -> str | None:
    try:
        if kind == "zip":
            return unzipped(file)["brief.json"].decode("utf-8")
        if kind == "xlsx":
            return "\n".join(content.sheet_lines(file, content.DESCRIPTION)) or None
        if kind == "pptx":
            return content.deck_description(unzipped(file))
        found = re.search(rb'<script type="application/json" id="description">(.*?)</script>', file, re.DOTALL)
        return found.group(1).decode("utf-8").replace("\\u003c", "<") if found else None
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, NotImplementedError, OSError):
        return None


def _wishes(name: str, said: dict) -> Wishes:
    try:
        return wish(**said["options"])
    except (Problem, TypeError, KeyError) as error:
        raise Problem(f"The description of {name} asks for something that can't be made here ({error}).") from None


def _equal(old: str | None, new: str | None) -> bool:
    """The same number written in two ways."""
    if old is None or new is None or not (NUMBER.fullmatch(old) and NUMBER.fullmatch(new)):
        return False
    return math.isclose(float(old), float(new), rel_tol=1e-12, abs_tol=1e-12)


def _by_how_much(old: str, new: str) -> str:
    if not (NUMBER.fullmatch(old) and NUMBER.fullmatch(new)):
        return ""
    gap = float(old) - float(new)
    return f" ({abs(gap):.6g} {'more' if gap > 0 else 'less'})"


def _short(text: str | None) -> str:
    text = " ".join((text or "").split())
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
