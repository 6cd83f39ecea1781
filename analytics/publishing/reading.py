"""Reading a published copy: the same tables that counting the records would give, for what was published."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analytics.publishing.courses import hidden
from analytics.publishing.folder import INDEX
from analytics.result_file import checksum
from analytics.vocabulary import BASELINE, FILTERS
from data.problem import Problem

WORDS = ("outcome", "adjust", "exposure", "kind", "model", "respondent", "question", "wave", "step", "status", "subset", "unit",
         "covariates", "data_as_of", "fingerprint", "basis", "payee", "amount_unit", "quantity_unit", "program", "alike_status", "month",
         "recipient_type", "first_month", "last_month")
COUNTS = ("window_months", "n", "events", "baseline_n", "baseline_events", "baseline_later_referred", "day", "at_risk", "censored",
          "competing", "invited", "answered", "satisfied", "reached", "open", "landmark", "min_cell", "people", "orders", "left_out", "in_full", "nothing_paid", "releases", "eligible",
          "not_recorded", "closed", "completed", "activities", "months", "facilities", "participants", "volunteers")
TRUE_OR_FALSE = ("strict_baseline", "for_women")
# Options that choose among the rows of a view; all others must be as they were published.
CHOOSING = {"compare": {"outcome": "outcome", "window": "window_months"}, "curve": {"outcome": "outcome"}}
AS_PUBLISHED = {"kind": ("cif",), "exposure": ("referred",), "unit": ("first",), "min_cell": (11,), "where": ((), None), "by": (None,),
                "adjust": ("none",)}


@dataclass(frozen=True)
class Copy:
    """A published folder, opened. Counts of it can be asked for as they were published, and in no other way."""

    folder: Path
    said: dict
    tables: dict[str, pd.DataFrame]

    @property
    def models(self) -> dict[str, str]:
        """Code -> name, the baseline left out."""
        return {model["code"]: model["name"] for model in self.said["models"] if model["group"] != "baseline"}

    def rows(self, verb: str, **options: object) -> pd.DataFrame:
        """The rows that the verb would give. Raises Problem for what was not published."""
        if verb not in self.tables:
            return pd.DataFrame()
        choosing = CHOOSING.get(verb, {})
        for option, value in options.items():
            if option not in (*choosing, "model") and value not in AS_PUBLISHED.get(option, ()):
                raise Problem(f"The published counts don't tell this ({option} {value}): only the records do. Leave it out.")
        table = self.tables[verb]
        for option, column in choosing.items():
            if option in options:
                table = table[table[column] == options[option]]
        wanted = options.get("model") or ()
        if wanted:
            table = table[table["model"].isin(wanted)]
        if verb == "curve" and not self._alike([model for model in wanted if model != BASELINE]):
            table = hidden(table, [BASELINE])
        return table.reset_index(drop=True)

    def split(self, verb: str, column: str) -> pd.DataFrame:
        """All rows of a view that is split by a column. Raises Problem where there is none, or it was changed."""
        file = next((view["file"] for view in self.said["views"] if (view["view"], view["by"]) == (verb, column)), None)
        if file is None:
            raise Problem(f"No counts by {column} were published.")
        return _table(self.text(file))

    def text(self, name: str) -> str:
        """A file of the copy. Raises Problem where it was changed since it was published."""
        return _checked(self.folder, name, {view["file"]: view["sha256"] for view in self.said["views"]}.get(name))

    def _alike(self, models: list[str]) -> bool:
        """Whether the baseline's line may stand beside these models': where they have people in every kind of case."""
        return all(model["every_kind_of_case"] for model in self.said["models"] if model["code"] in models)


def read_copy(folder: Path) -> Copy:
    """Open a published folder. Raises Problem where it is none, or its files were changed."""
    try:
        said = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        whole = {view["view"]: (view["file"], view["sha256"]) for view in said["views"] if view["by"] is None}
        known = said["publication"] == 1 and _as_written(said)
    except OSError as error:
        raise Problem(f"{folder} is a folder without a published copy in it; name a database, or a folder made by publish.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem(f"The published copy in {folder} is damaged; publish it again.") from error
    if not known:
        raise Problem(f"The published copy in {folder} was made by another version of this program; publish it again.")
    try:
        tables = {verb: _table(_checked(folder, file, sum_)) for verb, (file, sum_) in whole.items()}
    except (ValueError, TypeError, OverflowError) as error:
        raise Problem(f"A table of the published copy in {folder} is damaged; publish it again.") from error
    return Copy(folder, said, tables)


def _as_written(said: dict) -> bool:
    """Whether the list of files names texts, and files of its own folder only."""
    records, models, views = said["records"], said["models"], said["views"]
    texts = [records["fingerprint"], *(model[name] for model in models for name in ("code", "name", "group")),
             *(view[name] for view in views for name in ("file", "view", "sha256"))]
    named = all(isinstance(text, str) for text in texts) and all(view["by"] is None or isinstance(view["by"], str) for view in views)
    flags = [records["invented"], *(model["every_kind_of_case"] for model in models)]
    return bool(models) and named and all(isinstance(flag, bool) for flag in flags) and all(
        view["file"].endswith(".csv") and Path(view["file"]).name == view["file"] for view in views)


def _checked(folder: Path, name: str, sum_: str | None) -> str:
    try:
        text = (folder / name).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"The published file {name} in {folder} can't be read; publish it again.") from error
    if checksum(text) != sum_:
        raise Problem(f"The published file {name} in {folder} was changed after it was published; publish it again.")
    return text


def _table(text: str) -> pd.DataFrame:
    """A result file as the verb gives it, and a column that says it was published."""
    table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    for column in table.columns.difference((*WORDS, *FILTERS)):
        filled = table[column].mask(table[column] == "")
        if column in TRUE_OR_FALSE:
            table[column] = table[column] == "true"
        else:
            table[column] = pd.to_numeric(filled).astype("Int64" if column in COUNTS else "float64")
    return table.assign(published=True)
