"""How full and how long followed the records are, and that no small count leaves."""

import pytest

from analytics import quality
from tests.records import database

# 30 people with one release each; what is known of them is set below.
PEOPLE = range(30)


def records(known: int, followed: int = 30, extra: str = ""):
    """30 people of whom `known` have a sex; `followed` of their releases were followed for over a year."""
    person = "person_id,sex\n" + "\n".join(f"p{i},{'female' if i < known else ''}" for i in PEOPLE)
    release = "release_id,person_id,released_on,follow_up_ended_on\n" + "\n".join(
        f"r{i},p{i},2020-01-01,{'2021-06-30' if i < followed else '2020-03-01'}" for i in PEOPLE)
    return database({"person": person, "release": release + extra})


def row(frame, **wanted):
    found = [line for line in frame.to_dict("records") if all(line[name] == value for name, value in wanted.items())]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("known", "status", "share"), [
    (0, "ok", 0),            # nobody: zero is told
    (1, "suppressed", None),
    (10, "suppressed", None),
    (11, "ok", 10 / 30),     # 11 is rounded to 10
    (19, "ok", 20 / 30),     # 11 unknown
    (20, "suppressed", None),  # 10 unknown: the complement is small
    (29, "suppressed", None),
    (30, "ok", 1),
])
def test_a_small_count_and_its_complement_are_hidden(known, status, share):
    found = row(quality.completeness(records(known)), table="person", column="sex")
    assert found["status"] == status
    if share is None:
        assert found["known"] != found["known"] and found["share"] != found["share"]  # both empty
    else:
        assert found["share"] == pytest.approx(share)


def test_exact_figures_are_exact():
    found = row(quality.completeness(records(7), min_cell=0), table="person", column="sex")
    assert (found["rows"], found["known"], found["share"]) == (30, 7, 7 / 30)


def test_many_rows_of_few_people_are_hidden():
    # 40 events with an offense, all of one person; 40 without one, of all the others.
    event = "event_id,person_id,occurred_on,event_type,offense\n" + "\n".join(
        [f"a{i},p0,2020-02-01,rearrest,drug" for i in range(40)] + [f"b{i},p{1 + i % 29},2020-02-01,rearrest," for i in range(40)])
    person = "person_id\n" + "\n".join(f"p{i}" for i in PEOPLE)
    release = "release_id,person_id,released_on,follow_up_ended_on\n" + "\n".join(f"r{i},p{i},2020-01-01,2021-06-30" for i in PEOPLE)
    found = row(quality.completeness(database({"person": person, "release": release, "event": event})), table="event", column="offense")
    assert found["status"] == "suppressed"


def test_unknown_is_not_known():
    person = "person_id,sex\n" + "\n".join(f"p{i},{'unknown' if i < 15 else 'male'}" for i in PEOPLE)
    release = "release_id,person_id,released_on,follow_up_ended_on\n" + "\n".join(f"r{i},p{i},2020-01-01,2021-06-30" for i in PEOPLE)
    assert row(quality.completeness(database({"person": person, "release": release})), table="person", column="sex")["share"] == 0.5


def test_a_table_without_rows_is_not_zero():
    found = row(quality.completeness(records(30)), table="victim", column="took_part")
    assert found["status"] == "not_estimable" and found["share"] != found["share"]


def test_maturity_counts_the_last_day():
    # Day 0 is 2020-01-01; 365 days on is 2020-12-31, as 2020 has 366.
    person = "person_id\n" + "\n".join(f"p{i}" for i in PEOPLE)
    release = "release_id,person_id,released_on,follow_up_ended_on\n" + "\n".join(
        f"r{i},p{i},2020-01-01,{'2020-12-31' if i < 15 else '2020-12-30'}" for i in PEOPLE)  # day 365: in; day 364: not
    found = row(quality.maturity(database({"person": person, "release": release})), window_months=12)
    assert (found["releases"], found["followed"], found["share"], found["status"]) == (30, 15, 0.5, "ok")


@pytest.mark.parametrize(("followed", "status"), [(3, "suppressed"), (27, "suppressed"), (0, "ok"), (30, "ok"), (15, "ok")])
def test_maturity_hides_small_counts(followed, status):
    assert row(quality.maturity(records(30, followed)), window_months=12)["status"] == status


@pytest.mark.parametrize(("count", "message", "shown", "reason"), [
    (7, "Events after the end of follow-up, which are ignored: 7.", "Events after the end of follow-up, which are ignored: 1 to 10.",
     "Events after the end of follow-up, which are ignored"),
    (1234, "Events: 1,234.", "Events: about 1,235.", "Events"),
    (0, "Events: 0.", "Events: 0.", "Events"),
    (1, "a.csv: 1 row gave no release.", "a.csv: 1 to 10 rows gave no release.", ""),
    (48, "a.csv: 48 rows gave no release.", "a.csv: about 50 rows gave no release.", ""),
])
def test_a_notice_tells_no_small_count(count, message, shown, reason):
    connection = records(30)
    connection.execute("insert into load_notice values (1, 'information', 'x', 'event', null, ?, ?)", [count, message])
    found = quality.notices(connection).iloc[0]
    assert (found["message"], found["reason"]) == (shown, reason)
    assert quality.notices(connection, min_cell=0).iloc[0]["message"] == message


def test_what_is_at_hand():
    found = quality.at_hand(records(30))
    assert (found.people, found.releases, found.first_released_on.isoformat()) == (30, 30, "2020-01-01")
    few = database({"release": "release_id,person_id,released_on,follow_up_ended_on\nr1,p1,2020-01-01,2020-12-31"})
    assert quality.at_hand(few).people is None and quality.at_hand(few).releases is None
    assert quality.at_hand(few, min_cell=0).people == 1


def test_files_tell_no_small_count():
    connection = records(30)
    connection.execute("insert into load_file values (1, 'person.csv', 'person', 300, 'abc', 33, 30, 3)")
    found = quality.files(connection).to_dict("records")[0]
    assert (found["rows"], found["left_out"]) == (30, None)
    assert quality.files(connection, min_cell=0).to_dict("records")[0]["left_out"] == 3
