"""Monthly extracts: new, changed and withdrawn rows; what is refused; many small loads against one of everything."""
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.command_line import main
from data.database import OlderVersion, connect_read_only, current_load
from data.history.as_it_stood import put_together
from data.history.loads import find_load, past_loads
from data.loading import LoadProblem, load_folder, told
from data.problem import Problem
from tests.data.loading.conftest import PERSON, RELEASE
from tests.data.profiling.converted import PEOPLE

EVENT = "event_id,person_id,occurred_on,event_type\n"
WITHDRAWN = "table,id\n"
MONTHS = 12


def extract(tmp_path: Path, name: str = "february", **tables: str) -> Path:
    """A folder with these files and no others."""
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows(path: Path) -> dict[str, list]:
    """Every row of the record tables."""
    with connect_read_only(path) as connection:
        return {table: sorted(connection.execute(f"select * from {table}").fetchall(), key=repr)
                for table in ("person", "release", "participation", "event", "model")}


def test_new_changed_and_withdrawn_rows(write, database, tmp_path, without_derived):
    load_folder(write(event=EVENT + "E1,P1,2021-01-01,rearrest\nE2,P1,2021-02-01,rearrest\n"), database)
    later = extract(tmp_path, person="person_id,sex\nP3,other\n",
                    release="release_id,person_id,released_on,follow_up_ended_on\nR3,P3,2021-01-01,2024-01-31\n",
                    event=EVENT + "E1,P1,2021-01-09,rearrest\n", withdrawn=WITHDRAWN + "event,E2\nevent,E2\n")
    report = load_folder(later, database, append=True)
    moved = {table: (rows.new, rows.changed, rows.withdrawn) for table, rows in report.moved.items() if rows.new or rows.changed or rows.withdrawn}
    assert moved == {"person": (1, 0, 0), "release": (1, 0, 0), "event": (0, 1, 1)}
    assert (report.number, report.added, report.changed) == (2, True, True)
    held = rows(database)
    assert [row[0] for row in held["person"]] == ["P1", "P2", "P3"] and [str(row[2]) for row in held["event"]] == ["2021-01-09"]
    with connect_read_only(database) as connection:
        assert (current_load(connection).number, str(current_load(connection).data_as_of)) == (2, "2024-01-31")
        names = [(load.number, load.kind, load.folder, load.whole) for load in past_loads(connection)]
    assert names == [(1, "replaced", "records", True), (2, "added", "february", True)]


def test_a_column_that_an_extract_lacks_is_unknown(write, database, tmp_path, without_derived):
    """The newer row counts as a whole: nothing is mixed from two loads."""
    load_folder(write(), database)
    load_folder(extract(tmp_path, person="person_id,sex\nP1,female\n"), database, append=True)
    assert rows(database)["person"][0][:2] == ("P1", "female") and rows(database)["person"][0][4] is None


def test_the_same_again_changes_no_byte(write, database, tmp_path, capsys, without_derived):
    load_folder(write(event=EVENT + "E2,P1,2021-02-01,rearrest\n"), database)
    later = extract(tmp_path, event=EVENT + "E1,P1,2021-01-09,rearrest\n", withdrawn=WITHDRAWN + "event,E2\n")
    load_folder(later, database, append=True)
    before = digest(database)
    assert main(["load", str(later), "--append", "--db", str(database)]) == 0
    told = capsys.readouterr()
    assert "held all of this already, nothing was changed" in told.err and "withdrawn before or never there: 1." in told.out
    assert digest(database) == before


@pytest.mark.parametrize("tables", [
    {"event": EVENT}, {"withdrawn": WITHDRAWN}, {"person": PERSON, "release": RELEASE}, {"withdrawn": WITHDRAWN + "event,none\n"},
], ids=["no rows", "nothing withdrawn", "rows that are there", "what is not there"])
def test_an_extract_that_brings_nothing(write, database, tmp_path, tables, without_derived):
    load_folder(write(), database)
    before = digest(database)
    assert not load_folder(extract(tmp_path, **tables), database, append=True).changed
    assert digest(database) == before


def test_added_to_nothing_it_is_a_first_load(write, tmp_path, without_derived):
    path = tmp_path / "new.duckdb"
    assert load_folder(write(), path, append=True).number == 1
    with pytest.raises(LoadProblem, match="release.csv is missing"):
        load_folder(extract(tmp_path, person=PERSON), tmp_path / "other.duckdb", append=True)


def test_the_first_extract_reads_what_it_withdraws_like_all_others(write, database, tmp_path, without_derived):
    """The same command again finds nothing new, and where it is refused it is so from the first."""
    first = write(withdrawn=WITHDRAWN + "event,E1\n")
    for changed in (True, False):
        report = load_folder(first, database, append=True)
        assert report.changed == changed and not [notice for notice in report.notices if "replaced everything" in notice.message]
        assert any("withdrawn before or never there: 1." in notice.message for notice in report.notices)
    for faulty, said in (("person,P1\n", "is withdrawn here and brought by the same extract"), ("visit,V1\n", "is not one of person, release")):
        with pytest.raises(LoadProblem, match=said):
            load_folder(write(withdrawn=WITHDRAWN + faulty), tmp_path / "new.duckdb", append=True)


REFUSED = {
    "others refer to it": ({"withdrawn": WITHDRAWN + "release,R1\n"}, "rj.duckdb, participation T1, release_id 'R1': was withdrawn from release; withdraw this row too"),
    "an extract's row refers to it": ({"withdrawn": WITHDRAWN + "participation,T1\nrelease,R1\n", "victim": "victim_id,release_id\nV1,R1\n"},
                                      "victim.csv line 2, release_id 'R1': was withdrawn from release"),
    "nothing would be left": ({"withdrawn": WITHDRAWN + "participation,T1\nrelease,R1\nrelease,R2\n"}, "withdrawn.csv leaves no row in release"),
    "brought and withdrawn": ({"withdrawn": WITHDRAWN + "person,P1\n", "person": PERSON}, "withdrawn.csv line 2, id 'P1': is withdrawn here and brought"),
    "no table of ours": ({"withdrawn": WITHDRAWN + "visit,V1\n"}, "line 2, table 'visit': is not one of person, release"),
    "no identifier": ({"withdrawn": WITHDRAWN + "person,\n"}, "line 2, id: is empty"),
    "a column missing": ({"withdrawn": "id\nP1\n"}, "line 1, table: must be there, once"),
    "a value too many": ({"withdrawn": WITHDRAWN + "person,P1,x\n"}, "line 2 has 3 values"),
    "twice, differing": ({"person": "person_id,sex\nP1,female\nP1,male\n"}, "person.csv line 2, person_id 'P1': is there 2 times"),
    "a bad value": ({"person": "person_id,sex\nP1,woman\n"}, "person.csv line 2, sex 'woman'"),
    "wrong tables": ({"visits": "a\n1\n"}, "holds no file of records; an extract holds at least one of person, release"),
    "another's person": ({"release": RELEASE.replace("R1,P1", "R1,P2")}, "rj.duckdb, participation T1"),
    "a second death": ({"event": EVENT + "E8,P1,2022-01-01,death\nE9,P1,2022-01-02,death\n"}, "is one of 2 deaths of person P1"),
    "other models": ({"model": "code,name,group,counts_as_restorative\nour_own,Our own,encounter,yes\n"}, "model.csv, code 'our_own': is not a model of these records"),
}


@pytest.mark.parametrize(("tables", "said"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_added_changes_nothing(write, database, tmp_path, without_derived, tables, said):
    load_folder(write(participation="participation_id,person_id,release_id,model,status\nT1,P1,R1,circle_sentencing,referred\n"), database)
    before = digest(database)
    with pytest.raises(Problem) as found:
        load_folder(extract(tmp_path, **tables), database, append=True)
    assert said in str(found.value) + "".join(told(reject) for reject in getattr(found.value, "rejects", ()))
    assert digest(database) == before
    assert [entry.name for entry in database.parent.iterdir()] == [database.name]


def test_a_row_that_the_database_holds_is_never_left_out(write, database, tmp_path, without_derived):
    load_folder(write(event=EVENT + "E1,P1,2021-01-01,death\n"), database)
    before = digest(database)
    with pytest.raises(LoadProblem, match="up to 5 rows may be left out.*is one of 2 deaths of person P1"):
        load_folder(extract(tmp_path, event=EVENT + "E2,P1,2022-01-01,death\n"), database, append=True, max_rejects=5)
    assert digest(database) == before


@pytest.mark.parametrize("wrong", ["P1,woman\n", "P1,male\nP1,other\n"])
def test_a_row_left_out_leaves_the_one_that_is_there(write, database, tmp_path, without_derived, wrong):
    """A new row of P1 is wrong, or there are two: P1 stays as it was, and what refers to it too; the rest comes in."""
    load_folder(write(participation="participation_id,person_id,release_id,model,status\nT1,P1,R1,circle_sentencing,referred\n"), database)
    later = extract(tmp_path, person="person_id,sex\n" + wrong + "P2,other\n", event=EVENT + "E1,P1,2021-01-01,rearrest\nE2,P9,2021-01-01,rearrest\n")
    report = load_folder(later, database, append=True, max_rejects=3)
    assert report.rejects == 1 + wrong.count("P1") and [row[1] for row in rows(database)["person"]] == ["female", "other"]
    assert [row[0] for row in rows(database)["event"]] == ["E1"]
    with connect_read_only(database) as connection:
        assert past_loads(connection)[-1].left_out == {"person": wrong.count("P1"), "event": 1}


def test_invented_records_stay_by_themselves(write, database, tmp_path, without_derived):
    load_folder(write(), database, demonstration=True)
    with pytest.raises(Problem, match="holds invented records, and nothing can be added"):
        load_folder(extract(tmp_path, person=PERSON), database, append=True)
    load_folder(write(), database)
    with pytest.raises(Problem, match="is not invented, and february is"):
        load_folder(extract(tmp_path, person=PERSON), database, append=True, demonstration=True)
    with connect_read_only(database) as connection:
        assert [load.number for load in past_loads(connection)] == [1]  # invented records are nobody's past


def test_an_older_file_is_to_be_upgraded_first(write, database, tmp_path, monkeypatch, without_derived):
    load_folder(write(), database)
    monkeypatch.setattr("data.database.SCHEMA_VERSION", 99)
    with pytest.raises(OlderVersion, match="upgrade"):
        load_folder(extract(tmp_path, person=PERSON), database, append=True)


@pytest.mark.parametrize("where", ["derive.build", "load.put_in_place"])
def test_a_kill_leaves_the_old_records(write, database, tmp_path, without_derived, where):
    """While the new file is filled, and when it is to take the old one's place."""
    load_folder(write(), database)
    before = digest(database)
    later = extract(tmp_path, person="person_id,sex\nP1,other\n")
    killed = {"derive.build": "import data.derive as d; d.build = lambda c: os._exit(9)",
              "load.put_in_place": "import data.loading.load as l; l.put_in_place = lambda *a: os._exit(9)"}[where]
    code = f"import os, sys; {killed}; from data.loading.load import load_folder; load_folder(sys.argv[1], sys.argv[2], append=True)"
    assert subprocess.run([sys.executable, "-c", code, str(later), str(database)], cwd=Path(__file__).parents[3]).returncode == 9
    assert digest(database) == before
    assert load_folder(later, database, append=True).moved["person"].changed == 1
    assert [entry.name for entry in database.parent.iterdir()] == [database.name]


def test_a_whole_load_is_a_load_in_the_history_too(write, database, tmp_path, without_derived):
    """What it no longer holds was withdrawn by it."""
    own = "code,name,group,counts_as_restorative\nour_own,Our own,encounter,yes\n"
    first = load_folder(write(event=EVENT + "E1,P1,2021-01-01,rearrest\n", model=own), database)
    report = load_folder(write(event=EVENT + "E2,P1,2021-01-01,rearrest\n", model=None), database)
    assert report.number == 2 and (report.moved["event"].new, report.moved["event"].withdrawn) == (1, 1)
    with connect_read_only(database) as connection:
        load = find_load(past_loads(connection), first.fingerprint[:9])
    put_together(database, load, tmp_path / "first.duckdb", lambda connection: None)
    past = rows(tmp_path / "first.duckdb")
    assert [row[0] for row in past["event"]] == ["E1"] and "our_own" in {row[0] for row in past["model"]} - {row[0] for row in rows(database)["model"]}


def test_withdrawals_beside_the_files_of_a_profile(write, database, tmp_path, without_derived):
    load_folder(write(event=EVENT + "E1,P1,2021-01-01,rearrest\n"), database)
    later = extract(tmp_path, people="id\nP3\n", withdrawn=WITHDRAWN + "event,E1\n")
    (tmp_path / "own.toml").write_text(PEOPLE)
    report = load_folder(later, database, append=True, profile=str(tmp_path / "own.toml"))
    assert (report.moved["person"].new, report.moved["event"].withdrawn) == (1, 1)
    assert not [notice for notice in report.notices if "withdrawn" in notice.message]


def test_an_extract_for_a_profile_may_withdraw_only(write, database, tmp_path, without_derived):
    load_folder(write(event=EVENT + "E1,P1,2021-01-01,rearrest\n"), database)
    (tmp_path / "own.toml").write_text(PEOPLE)
    with pytest.raises(LoadProblem, match="withdrawn.csv line 2, table 'visit': is not one of"):
        load_folder(extract(tmp_path, people="id\nP3\n", withdrawn=WITHDRAWN + "visit,V1\n"), database, append=True, profile=str(tmp_path / "own.toml"))
    report = load_folder(extract(tmp_path, withdrawn=WITHDRAWN + "event,E1\n"), database, append=True, profile=str(tmp_path / "own.toml"))
    assert report.moved["event"].withdrawn == 1


def test_withdrawals_of_a_whole_load_are_ignored_and_told(write, database, without_derived):
    report = load_folder(write(withdrawn=WITHDRAWN + "person,P1\n"), database)
    assert any("belongs to an extract that is added (--append)" in notice.message for notice in report.notices)


# A month: for each of four people, which version of the person, the release, the participation and the event there is
# (0: none). The first always has a person and a release.
MONTH = st.lists(st.tuples(*[st.integers(0, 2)] * 4), min_size=4, max_size=4)


def state(month: list[tuple[int, ...]]) -> dict[str, dict[str, str]]:
    """Table -> identifier -> row, with nothing that refers to what is not there."""
    held: dict[str, dict[str, str]] = {"person": {}, "release": {}, "participation": {}, "event": {}}
    for number, (person, release, participation, event) in enumerate(month):
        person, release = (person or 1, release or 1) if number == 0 else (person, release)
        if person:
            held["person"][f"P{number}"] = f"P{number},{('female', 'male')[person - 1]}"
        if person and event:
            held["event"][f"E{number}"] = f"E{number},P{number},2021-0{event}-01,rearrest"
        if person and release:
            held["release"][f"R{number}"] = f"R{number},P{number},2020-0{release}-01,2023-12-31"
        if person and release and participation:
            held["participation"][f"T{number}"] = f"T{number},P{number},R{number},circle_sentencing,{('referred', 'active')[participation - 1]}"
    return held


HEADERS = {"person": "person_id,sex", "release": "release_id,person_id,released_on,follow_up_ended_on",
           "participation": "participation_id,person_id,release_id,model,status", "event": EVENT.strip()}


def files(held: dict[str, dict[str, str]], before: dict[str, dict[str, str]]) -> dict[str, str]:
    """The files of an extract that makes `held` of `before`, the rows last first."""
    changed = {table: [row for key, row in reversed(rows.items()) if before.get(table, {}).get(key) != row] for table, rows in held.items()}
    gone = [f"{table},{key}" for table, rows in before.items() for key in rows if key not in held[table]]
    made = {table: "\n".join((HEADERS[table], *rows)) + "\n" for table, rows in changed.items()}
    return made | {"withdrawn": WITHDRAWN + "".join(f"{line}\n" for line in gone)}


@settings(max_examples=2 if os.environ.get("DEEP") != "yes" else 50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(MONTH, min_size=MONTHS, max_size=MONTHS))
def test_twelve_monthly_loads_are_one_load_of_everything(tmp_path_factory, months):
    """Row for row and by fingerprint; and each month can be put together again."""
    place = tmp_path_factory.mktemp("months")
    before: dict[str, dict[str, str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.derive.build", lambda connection: None)
        fingerprints = []
        for month in months:
            held = state(month)
            report = load_folder(extract(place, **files(held, before)), place / "monthly.duckdb", append=True)
            assert report.changed == (held != before)
            fingerprints += [report.fingerprint] * report.changed
            before = held
        whole = load_folder(extract(place, "whole", **{table: text for table, text in files(before, {}).items() if table != "withdrawn"}),
                            place / "whole.duckdb")
        assert rows(place / "monthly.duckdb") == rows(place / "whole.duckdb") and report.fingerprint == whole.fingerprint
        with connect_read_only(place / "monthly.duckdb") as connection:
            loads = past_loads(connection)
        assert [load.fingerprint for load in loads] == fingerprints
        for load in loads[:-1:3]:
            put_together(place / "monthly.duckdb", load, place / "past.duckdb", lambda connection: None)  # refuses another fingerprint
