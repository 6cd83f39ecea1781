"""Whatever is typed or handed over: an answer or one sentence, never a traceback; nothing outside is touched."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.command_line import main
from analytics.question import ask
from analytics.where import canonical, parse_where
from data.loading.named_people import named_people
from data.problem import Problem

settings.register_profile("any", deadline=None, max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck))
settings.load_profile("any")
WORDS = st.text(min_size=0, max_size=12)
ARGUMENTS = st.sampled_from([
    "compare", "curve", "publish", "forget", "verify", "satisfaction", "--db", "--out", "--persons", "--where", "--by", "--window",
    "--model", "--csv", "sex=female", "sex", "-1", "0", "36", "km", "--kind", "../x", "/", "",
])


@given(st.lists(ARGUMENTS | WORDS, max_size=7))
def test_any_command_ends_with_a_word(arguments):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analytics.command_line.RUN", {})  # what was understood is not done
        patch.setattr("analytics.command_line._count", lambda verb, given: 0)
        try:
            assert main(arguments) in (0, 2)
        except SystemExit as end:  # --help
            assert end.code == 0


@given(st.lists(WORDS, max_size=4))
def test_any_selection_is_read_or_refused(texts):
    try:
        where = parse_where(texts)
    except Problem:
        return
    assert parse_where(canonical(where).split(";") if canonical(where).count(";") == len(where) - 1 else where) == where


@given(st.dictionaries(st.sampled_from(["outcome", "window", "by", "unit", "min_cell", "round", "landmark", "exposure", "x"]),
                       WORDS | st.integers() | st.none() | st.booleans(), max_size=4))
def test_any_option_is_taken_or_refused(options):
    try:
        ask(**options)
    except Problem as problem:
        assert "\n" not in str(problem) and len(str(problem)) < 600


@given(st.binary(max_size=200))
def test_any_list_of_people_is_read_or_refused(content):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ids.csv"
        path.write_bytes(content)
        try:
            people = named_people(path)
        except Problem:
            people = ["refused"]
        assert people and len(set(people)) == len(people)
        assert [entry.name for entry in Path(folder).iterdir()] == ["ids.csv"]
