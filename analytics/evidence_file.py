"""The result file of `evidence`: it stands on published studies, not on anybody's records."""

import json
from pathlib import Path

from analytics.evidence import groups, notes, table
from analytics.export import Export, made_by
from analytics.result_file import checksum, csv_text
from data.definitions import column_definitions
from data.evidence.studies import FILE
from data.problem import Problem

OPTIONS = ("model", "outcome", "studies")


def evidence_file(**options: object) -> Export:
    """The file, its JSON and a summary. Raises Problem as `evidence` does."""
    found = groups(**options)
    frame = table(found)
    text, said = csv_text(frame), notes(found)
    asked = {name: options.get(name) for name in OPTIONS}
    asked["model"] = list((asked["model"],) if isinstance(asked["model"], str) else asked["model"] or ())
    asked["studies"] = str(asked["studies"]) if asked["studies"] is not None else None
    described = {
        **made_by("evidence"),
        "options": asked,
        "facts": {"studies": Path(asked["studies"]).name if asked["studies"] else "published studies of the project",
                  "sha256": _facts(asked["studies"])},
        "rules": said,
        "definitions": column_definitions("evidence", list(frame.columns)),
        "rows": len(frame),
        "sha256": checksum(text),
    }
    pooled = sum(len(group.estimates) for group in found)
    summary = "; ".join([f"evidence: {len(frame)} rows from {pooled} studies with figures", *said])
    return Export(text, json.dumps(described, indent=2, ensure_ascii=False) + "\n", summary)


def facts_changed(said: dict, folder: Path) -> str | None:
    """What keeps a file from being checked with the studies at hand; None where they are the same."""
    name = said["options"].get("studies")
    try:
        now = _facts(str(studies_path(name, folder)) if name else None)
    except OSError:
        return f"its studies, {name}, are not there"
    return None if now == said["facts"]["sha256"] else "the studies were changed since"


def studies_path(name: str, folder: Path) -> Path:
    """A file of studies as it was named, or where it lies beside the result."""
    return Path(name) if Path(name).exists() else folder / Path(name).name


def _facts(studies: str | None) -> str:
    try:
        return checksum((Path(studies) if studies else FILE).read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise Problem(f"The file {studies} is not UTF-8 text. Save it as CSV in UTF-8.") from None
