"""docs/profiles.md names everything that a profile may say, and its examples do what it says they do."""
import re
from pathlib import Path

import pytest

from data.profiling import read_profile
from data.profiling.condition_reading import TESTS
from data.profiling.date_formats import LETTERS
from data.profiling.notices import KINDS
from data.profiling.numbers import STYLES, UNITS
from data.profiling.profile_reading import PROFILE_KEYS, SETTING_KEYS, SETTING_KINDS, SHIPPED
from data.profiling.reading_text import DELIMITERS
from data.profiling.row_reading import MODEL_KEYS, ROW_KEYS
from data.profiling.source_reading import SOURCE_KEYS, UNEVEN_ROWS
from data.profiling.value_reading import OPERATIONS, UNMAPPED
from tests.data.profiling.converted import PEOPLE, convert, profile_from

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "profiles.md").read_text(encoding="utf-8")
TABLES = tuple(key for key in PROFILE_KEYS if key in ("settings", "sources", "values", "models", "rows"))
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
EXAMPLES = re.findall(r"^\| `(\"x\"|\{.*\})` \| (?:`(.*?)` )?\| (?:`(.*?)` )?\|$", TEXT, re.MULTILINE)


@pytest.mark.parametrize(
    "word",
    [
        *(key for key in PROFILE_KEYS if key not in TABLES), *SETTING_KEYS, *SETTING_KINDS, *SOURCE_KEYS, *UNEVEN_ROWS, *DELIMITERS,
        *ROW_KEYS, *MODEL_KEYS, *OPERATIONS, *UNMAPPED, *UNITS, *STYLES, *LETTERS, *TESTS, *KINDS,
        *(path.stem for path in SHIPPED.glob("*.toml")),
    ],
)
def test_every_word_of_the_language_is_there(word):
    assert f"`{word}`" in TEXT


@pytest.mark.parametrize("table", TABLES)
def test_every_part_is_there(table):
    assert f"`[{table}." in TEXT


def test_every_operation_has_an_example():
    assert all(any(operation + " =" in rule for rule, _, _ in EXAMPLES) for operation in OPERATIONS if operation != "setting")


@pytest.mark.parametrize(("rule", "cell", "becomes"), EXAMPLES)
def test_the_examples_of_operations(tmp_path, rule, cell, becomes):
    made = convert(tmp_path, PEOPLE + f"born_on = {rule}\n", {"p.csv": f'id,x,y\n1,"{cell}",7\n'})
    assert made.column("person", "born_on") == [becomes]


def test_the_first_profile(tmp_path):
    (_, records), (_, profile), (_, events) = [block for block in BLOCKS if block[0] in ("csv", "toml")][:3]
    made = convert(tmp_path, profile, {"returns.csv": records}, follow_up_ended_on="2018-12-31")
    assert (made.conversion.folder / "event.csv").read_text() == events
    assert made.column("release", "sentence_months") == ["1200", "36", ""]
    assert made.notices("unmapped") == [("Race", "X", 1)]


def test_the_profile_that_extends_missouris(tmp_path):
    said = next(text for kind, text in BLOCKS if 'extends = "missouri_doc"' in text)
    assert profile_from(tmp_path, said).title != read_profile("missouri_doc").title
