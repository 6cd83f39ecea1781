"""A brief before it becomes a file: the wishes, the records they are about, and the tables counted for them."""

import json
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cached_property

from analytics import words
from analytics.answer_bands import bands_of
from analytics.brief import tables
from analytics.brief.tables import Table
from analytics.brief.wishes import Wishes
from analytics.compare import compare
from analytics.database import Database, opened
from analytics.description import Description, describe
from analytics.export import VERBS, made_by, protection
from analytics.question import ask
from data.demonstration import county_names

# Of which questions slides and reports show every answer.
BANDED = tuple(("victim", question, "after") for question in ("satisfaction_process", "satisfaction_outcome", "felt_heard"))
EVERYTHING = frozenset([*VERBS, tables.EVIDENCE, "answer_bands", "by_risk"])
LONG = {"robustness": 25}  # verbs that take as long as so many others
Step = Callable[[float, str], None]  # told how far it is (0-1) and what is next; may raise to stop


@dataclass(frozen=True)
class Edition:
    """Everything that the files of one brief are made from. Nothing in it has not been through the gate."""

    wishes: Wishes
    about: Description
    tables: dict[str, Table]
    bands: list[dict]  # rows of answer_bands
    by_risk: list[dict]  # rows of compare for the headline, by risk_level

    @property
    def names(self) -> dict[str, str]:
        """Code -> name of every model in the records."""
        return self.about.models

    @property
    def invented(self) -> bool:
        """True where the records are the demonstration's."""
        return self.about.demonstration

    @cached_property
    def counties(self) -> dict[str, str]:
        """The invented names of counties in invented records."""
        return county_names() if self.invented else {}

    def rows(self, verb: str, outcome: str | None = None, adjust: str | None = None) -> list[dict]:
        """The rows of the first table of a verb (for an outcome); none where there is no such table."""
        for table in self.tables.values():
            fits = outcome is None or table.options.get("outcome") == outcome
            if table.verb == verb and fits and (adjust is None or table.options.get("adjust", "none") == adjust):
                return table.rows
        return []

    @property
    def name(self) -> str:
        """The name that files go by when no other is given, without ending."""
        selected = ["selected"] * bool(self.wishes.where) + ["exact"] * self.wishes.exact
        return "-".join(["DEMO"] * self.invented + ["restorative-justice", *selected])

    def description(self, kind: str, **more: object) -> dict:
        """What the file's JSON says of it: how it can be made again from the same records."""
        return {
            **made_by("brief"), "file": kind, "options": self.wishes.as_options(),
            "records": {"fingerprint": self.about.fingerprint, "data_as_of": self.about.data_as_of.isoformat(),
                        "invented": self.invented},
            "protection": protection(ask(min_cell=self.wishes.min_cell, round=self.wishes.round)),
            **more,
        }

    def model_title(self, code: str) -> str:
        """What a model is called."""
        return words.model(code, self.names).title


def edition(db: Database, wishes: Wishes, step: Step = lambda share, said: None, only: Container[str] = EVERYTHING) -> Edition:
    """Count everything that a brief holds, or `only` these verbs of it. Raises Problem as the verbs do."""
    with opened(db) as connection:
        about = describe(connection)
        long = {name.replace("-", " "): LONG.get(verb, 1) for name, (verb, _) in tables.asked(wishes).items() if verb in only}
        asked, done, begun = sum(long.values()) + 2, 0, ""

        def next_(said: str, share: float = 0.0) -> None:
            nonlocal done, begun
            if said != begun:
                done, begun = done + (long.get(begun, 1) if begun else 0), said
            step((done + share * long.get(said, 1)) / asked, said)

        made = tables.make(connection, wishes, next_, only)
        bands, by_risk = [], []
        if "answer_bands" in only:
            next_("answers, worst to best")
            bands = bands_of(connection, BANDED, **wishes.counting()).to_dict("records")
        if "by_risk" in only:
            next_("risk before the release")
            options = wishes.counting() | {"outcome": wishes.headline, "window": wishes.window}
            by_risk = compare(connection, by="risk_level", **options).to_dict("records")
        return Edition(wishes, about, made, bands, by_risk)


def as_json(said: dict) -> str:
    """A description as text."""
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
