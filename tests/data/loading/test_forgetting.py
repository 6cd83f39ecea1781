"""Erasing people: who goes, what stays, that no byte of them is left, that a kill or a bad list changes nothing."""
import csv
import hashlib
from pathlib import Path

import duckdb
import pytest

from analytics.command_line import main
from data.database import connect_read_only, current_load
from data.loading import forget, load_folder
from data.problem import Problem

# Ana has a twin in every table: what is Ana's goes, what is Ben's or nobody's stays.
RECORDS = {
    "person": "person_id,sex,born_on\nana-7f3,female,1980-01-01\nben-2c9,male,1990-06-15\ncai-5d1,male,1991-03-02\n",
    "release": "release_id,person_id,released_on,facility,follow_up_ended_on\nrel-ana-1,ana-7f3,2020-01-01,North,2023-12-31\n"
               "rel-ana-2,ana-7f3,2021-01-01,Anas-own-place,2023-12-31\nrel-ben,ben-2c9,2020-06-01,North,2023-12-30\n"
               "rel-cai,cai-5d1,2020-06-02,North,2023-12-30\n",
    "participation": "participation_id,person_id,release_id,model,referred_on,status\npar-ana,ana-7f3,,circle_sentencing,2019-12-01,referred\n"
                     "par-ben,ben-2c9,rel-ben,circle_sentencing,2020-05-01,referred\n",
    "event": "event_id,person_id,occurred_on,event_type\neve-ana,ana-7f3,2020-02-01,rearrest\neve-ben,ben-2c9,2020-07-01,rearrest\n",
    "victim": "victim_id,release_id\nvic-ana,rel-ana-1\nvic-ben,rel-ben\n",
    "survey": "response_id,respondent_id,respondent,release_id,participation_id,model,wave,question,score,scale_min,scale_max\n"
              "sur-1,vic-ana,victim,rel-ana-1,,,after,fairness,4,1,5\n"  # about Ana's release
              "sur-2,sup-ana,supporter,,par-ana,,after,fairness,4,1,5\n"  # about Ana's participation
              "sur-3,ana-7f3,person_responsible,,,circle_sentencing,after,fairness,4,1,5\n"  # Ana's own words about no case
              "sur-4,vic-ben,victim,rel-ben,,,after,fairness,2,1,5\n"
              "sur-5,any,victim,,,circle_sentencing,after,fairness,2,1,5\n",
    "obligation": "obligation_id,release_id,kind,unit,ordered,fulfilled\nobl-ana,rel-ana-1,restitution,usd,100,50\n"
                  "obl-ben,rel-ben,restitution,usd,100,50\n",
    "payment": "payment_id,obligation_id,paid_on,amount\npay-ana,obl-ana,2020-03-01,50\npay-ben,obl-ben,2020-03-02,50\n",
    "service": "service_id,person_id,program,status\nser-ana,ana-7f3,health,active\nser-ben,ben-2c9,health,active\n",
    "activity": "activity_id,month,kind,quantity,unit\nact-1,2020-01-01,quilts,3,quilts\n",
}
ANAS = ("ana-7f3", "rel-ana", "par-ana", "eve-ana", "vic-ana", "sur-1", "sur-2", "sur-3", "sup-ana", "obl-ana", "pay-ana", "ser-ana",
        "Anas-own-place")


def rest() -> dict[str, str]:
    """The records without every line that names something of Ana's."""
    return {table: "".join(line for line in text.splitlines(keepends=True) if not any(word in line for word in ANAS))
            for table, text in RECORDS.items()}


def listed(folder: Path, *lines: str) -> Path:
    path = folder / "ids.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def contents(path: Path) -> dict[str, list]:
    """Every table that counting uses."""
    with connect_read_only(path) as connection:
        names = [row[0] for row in connection.execute("select table_name from duckdb_tables() where not temporary and schema_name = 'main'").fetchall()]
        return {name: sorted(map(repr, connection.execute(f"select * from {name}").fetchall()))
                for name in names if not name.startswith("load_")}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_rest_is_as_if_loaded_alone(write, database, tmp_path):
    load_folder(write(**RECORDS), database)
    told = forget(database, listed(tmp_path, "person_id", "ana-7f3", "nobody", "ana-7f3"))
    alone = database.with_name("alone.duckdb")
    loaded = load_folder(write(**rest()), alone)
    assert told.fingerprint == loaded.fingerprint
    assert contents(database) == contents(alone)
    assert told.unknown == 1 and told.changed
    assert told.rows == {"person": 1, "release": 2, "participation": 1, "event": 1, "victim": 1, "survey": 3, "obligation": 1,
                         "payment": 1, "activity": 0, "service": 1}
    with connect_read_only(database) as connection:
        assert current_load(connection).data_as_of.isoformat() == "2023-12-30"  # Ana's was the last day


def test_no_byte_of_them_is_left(write, database, tmp_path):
    load_folder(write(**RECORDS), database)
    before = database.read_bytes()
    assert b"ana-7f3" in before and b"Anas-own-place" in before  # what is searched for can be found
    forget(database, listed(tmp_path, "person_id", "ana-7f3"))
    after = database.read_bytes()
    assert [word for word in ANAS if word.encode() in after] == []
    assert b"ben-2c9" in after
    assert [entry.name for entry in database.parent.iterdir()] == [database.name]


def test_what_was_erased_is_counted_and_added_up(write, database, tmp_path):
    load_folder(write(**RECORDS), database)
    forget(database, listed(tmp_path, "ana-7f3", "zoe"))
    forget(database, listed(tmp_path, "person_id,why", "cai-5d1,court"))
    with connect_read_only(database) as connection:
        told = connection.execute("select code, table_name, rows, message from load_notice where code like 'erased%' order by rows, 2").fetchall()
        loads = connection.execute("select count(*) from load_record").fetchone()[0]
        files = connection.execute("select count(*) from load_file").fetchone()[0]
    assert ("erased", "person", 2, "Rows of person erased by order since they were loaded: 2.") in told
    assert ("erased_unknown", "person", 1, "Identifiers in orders of erasure that were not in the records: 1.") in told
    assert (loads, files) == (1, 10)
    assert not any("ana" in message or "cai" in message or "zoe" in message for *_, message in told)


def test_again_changes_nothing(write, database, tmp_path):
    load_folder(write(**RECORDS), database)
    ids = listed(tmp_path, "ana-7f3")
    forget(database, ids)
    before = digest(database)
    again = forget(database, ids)
    assert not again.changed and again.unknown == 1
    assert digest(database) == before


def test_the_same_letters_in_another_table_are_somebody_else(write, database, tmp_path):
    """A victim whose pseudonym reads like a person's identifier stays."""
    records = RECORDS | {"survey": "response_id,respondent_id,respondent,model,wave,question,score,scale_min,scale_max\n"
                                   "sur-9,ana-7f3,victim,circle_sentencing,after,fairness,4,1,5\n"}
    load_folder(write(**records), database)
    assert forget(database, listed(tmp_path, "ana-7f3")).rows["survey"] == 0


@pytest.mark.parametrize(("lines", "said"), [
    ([""], "names nobody"),
    (["person_id"], "names nobody"),
    (["name,born", "ana-7f3,1980"], "has no column person_id"),
    (["person_id,why", "ana-7f3"], "more or fewer values"),
    (["ana-7f3", "ben-2c9", "cai-5d1"], "No release would be left"),
])
def test_a_list_that_can_not_be_followed_changes_nothing(write, database, tmp_path, lines, said):
    load_folder(write(**RECORDS), database)
    before = digest(database)
    with pytest.raises(Problem, match=said) as found:
        forget(database, listed(tmp_path, *lines))
    assert digest(database) == before
    assert "ana-7f3" not in str(found.value)
    assert [entry.name for entry in database.parent.iterdir()] == [database.name]


def test_a_list_that_is_no_text(write, database, tmp_path):
    load_folder(write(**RECORDS), database)
    path = tmp_path / "ids.csv"
    path.write_bytes(b"\xff\xfe\x00")
    for wrong, said in ((path, "not UTF-8"), (tmp_path / "none.csv", "can't be read")):
        with pytest.raises(Problem, match=said):
            forget(database, wrong)


def test_answers_are_kept_before_the_new_file_takes_the_memory_of_a_load(write, database, tmp_path):
    """Both at once would need the memory of questions and that of a load together."""
    load_folder(write(**RECORDS), database)
    begun = []

    def keep(old, step):
        begun.append(list(database.parent.rglob("new.duckdb")))
        return [(1, "asked", b"answer")]

    forget(database, listed(tmp_path, "ana-7f3"), keep=keep)
    assert begun == [[]]
    with connect_read_only(database) as connection:
        assert connection.execute("select * from history.answer").fetchall() == [(1, "asked", b"answer")]


def test_a_disk_that_fills_up_changes_nothing(write, database, tmp_path, monkeypatch):
    load_folder(write(**RECORDS), database)
    before = digest(database)

    def full(connection):
        raise duckdb.IOException("IO Error: No space left on device")

    monkeypatch.setattr("data.loading.forgetting.derive.build", full)
    with pytest.raises(Problem, match="is full; .* is as it was"):
        forget(database, listed(tmp_path, "ana-7f3"))
    assert digest(database) == before
    assert [entry.name for entry in database.parent.iterdir()] == [database.name]


def test_the_command(write, database, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("analytics.keeping.keep", lambda database, step: [])  # tests/analytics/test_as_of.py looks at what is kept
    load_folder(write(**RECORDS), database)
    ids = listed(tmp_path, "person_id", "ana-7f3", "zoe")
    assert main(["forget", "--db", str(database), "--persons", str(ids)]) == 0
    told = capsys.readouterr()
    assert "erased people: 1, and rows about them: 11; identifiers not in the records: 1" in told.err
    assert "ana-7f3" not in told.out + told.err and "zoe" not in told.out + told.err
    assert main(["forget", "--db", str(database), "--persons", str(ids)]) == 0
    assert "nothing was changed" in capsys.readouterr().err
    assert main(["forget", "--db", str(tmp_path / "none.duckdb"), "--persons", str(ids)]) == 2
    assert main(["forget", "--db", str(database)]) == 2
    assert not list(csv.reader(capsys.readouterr().out.splitlines()))
