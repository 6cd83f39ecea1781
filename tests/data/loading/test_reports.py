"""What a load reports besides errors: events that count for nobody, where participations go, what looks wrong."""
import re

import pytest

from data.database import connect_read_only
from data.loading import bookkeeping, load_folder, rules
from data.loading.record_tables import record_tables

pytestmark = pytest.mark.usefixtures("without_derived")

RELEASE = (
    "release_id,person_id,released_on,release_type,follow_up_ended_on\n"
    "R1,P1,2020-01-01,prison_release,2020-12-31\n"
    "R2,P1,2021-06-01,probation_start,2021-12-31\n"
    "R3,P2,2020-01-01,diversion,2020-12-31\n"
)
PERSON = "person_id\nP1\nP2\nP3\n"

EVENTS = [
    ("P1,2019-12-31,rearrest,", "event_before_release"),  # the day before the first release
    ("P1,2020-01-01,rearrest,", None),  # day 0 of a prison release counts
    ("P1,2020-01-01,rearrest,2020-01-01", None),  # so does an offense of that day
    ("P1,2020-02-01,rearrest,2019-12-31", "event_offended_before"),  # an offense before it does not
    ("P1,2020-12-31,rearrest,", None),  # the last day of follow-up counts
    ("P1,2021-01-01,rearrest,", "event_after_follow_up"),  # between two follow-ups
    ("P1,2021-06-01,rearrest,", "event_on_index_day"),  # day 0 of probation is the case itself
    ("P1,2021-06-02,rearrest,", None),
    ("P2,2020-01-01,rearrest,", "event_on_index_day"),
    ("P2,2020-03-01,rearrest,", None),  # the day of death: the event comes first
    ("P2,2020-03-01,death,", None),
    ("P2,2020-03-02,rearrest,", "event_after_death"),
    ("P3,2020-01-01,rearrest,", "event_without_release"),
]

PARTICIPATIONS = [
    ("P1,R1,,", ["participation_with_release", "participation_undated"]),
    ("P1,R1,2020-01-01,", ["participation_with_release"]),
    ("P1,,2020-01-01,", ["participation_next_release"]),  # on the day of a release
    ("P1,,2020-01-02,", ["participation_next_release"]),  # the second release is next
    ("P1,,2021-06-02,", ["participation_no_release"]),  # after the last
    ("P1,,,2021-06-01", ["participation_next_release"]),  # no referral: the start is its date
    ("P1,,,", ["participation_no_release", "participation_undated"]),
    ("P3,,2020-01-01,", ["participation_no_release"]),  # a person without a release
]

SERVICES = [
    ("P1,R1,", None),                            # names its release: nothing to tell
    ("P1,,2020-01-01", "service_next_release"),  # on the day of a release
    ("P1,,2020-01-02", "service_next_release"),  # the second release is next
    ("P1,,2021-06-02", "service_no_release"),    # after the last
    ("P1,,", "service_no_release"),              # when it started can't be known
    ("P3,,2020-01-01", "service_no_release"),    # a person without a release
]  # fmt: skip


def _counted(cases) -> dict[str, int]:
    codes = [code for _, found in cases for code in ([found] if isinstance(found, str) else found or [])]
    return {code: codes.count(code) for code in codes}


@pytest.mark.parametrize("table, header, row, cases", [
    ("event", "event_id,person_id,occurred_on,event_type,offended_on", "E{},{}", EVENTS),
    ("participation", "participation_id,person_id,release_id,referred_on,started_on,model,status", "A{},{},restitution,active", PARTICIPATIONS),
    ("service", "service_id,person_id,release_id,started_on,program,status", "S{},{},health,active", SERVICES),
])
def test_rows_that_count_for_no_release_or_for_one_that_they_do_not_name(write, database, table, header, row, cases):
    text = "\n".join([header, *(row.format(number, values) for number, (values, _) in enumerate(cases))]) + "\n"
    report = load_folder(write(person=PERSON, release=RELEASE, **{table: text}), database)
    told = {notice.code: notice.rows for notice in report.notices if notice.table == table}
    assert told == _counted(cases)


def test_zero_is_reported_too(write, database):
    report = load_folder(write(), database)
    codes = {notice.code: notice.rows for notice in report.notices}
    assert codes["event_after_death"] == codes["participation_undated"] == 0


def test_what_looks_wrong_is_a_warning(write, database):
    tables = {
        # Six attended of five planned; as many as planned is nothing to tell.
        "participation": "participation_id,person_id,model,status,sessions_planned,sessions_attended,victims_invited,victims_took_part\n"
        "A1,P1,restitution,active,5,6,1,2\nA2,P1,restitution,active,5,5,1,1\n",
        "obligation": "obligation_id,release_id,kind,unit,ordered,fulfilled\nO1,R1,restitution,usd,1,1.0001\nO2,R1,restitution,usd,1,1\n",
    }
    report = load_folder(write(**tables), database)
    warned = {notice.code: notice.rows for notice in report.notices if notice.severity == "warning"}
    assert warned == {"sessions_above_planned": 1, "victims_above_invited": 1, "fulfilled_above_ordered": 1}


def test_answers_places_and_units_that_need_a_rule_are_told(write, database):
    survey = "response_id,respondent_id,respondent,release_id,wave,asked_on,question,score,scale_min,scale_max\n"
    tables = {
        "release": RELEASE.replace("follow_up_ended_on", "follow_up_ended_on,county_fips").replace("-31\n", "-31,{}\n").format(
            "29510",  # St. Louis City
            "29002",  # Missouri has no such county
            "17031"),  # outside Missouri: allowed
        "person": PERSON,
        "survey": survey + "S1,Q1,victim,R1,after,2020-02-01,safety,1,1,4\n"
        "S2,Q1,victim,R1,after,2020-02-02,safety,4,1,7\n"  # asked again: this one counts
        "S3,Q1,victim,R1,before,2020-02-02,safety,9,0,10\nS4,Q2,victim,R1,after,2020-02-01,safety,1,1,4\n",
        "activity": "activity_id,county_fips,month,kind,quantity,unit\n"
        "G1,29002,2020-02-01,garden_produce,3,pounds\nG2,29001,2020-03-01,garden_produce,3,pounds\n"
        "G3,,2020-03-01,garden_produce,3,crates\nG4,,2020-03-01,quilts,3,crates\n",  # the only unit of quilts
    }
    report = load_folder(write(**tables), database)
    told = {(notice.code, notice.table): notice for notice in report.notices if notice.table in ("survey", "activity", "release")}
    assert {key: notice.rows for key, notice in told.items()} == {
        ("answered_again", "survey"): 1, ("county_does_not_exist", "release"): 1, ("county_does_not_exist", "activity"): 1,
        ("activity_in_another_unit", "activity"): 1}
    assert told["county_does_not_exist", "release"].message == (
        "Releases with a Missouri county code that does not exist; they are counted and are off the map: 1.")


def test_the_report_stays_in_the_database(write, database):
    report = load_folder(write(), database)
    with connect_read_only(database) as connection:
        notices = connection.execute("select severity, code, table_name, column_name, rows, message from load_notice").fetchall()
        files = connection.execute("select file_name, table_name, bytes, sha256, rows_accepted from load_file").fetchall()
    assert notices == [(n.severity, n.code, n.table, n.column, n.rows, n.message) for n in report.notices]
    assert files == [(f.name, f.table, f.bytes, f.sha256, f.rows_accepted) for f in report.files]
    assert [file[0] for file in files] == ["person.csv", "release.csv"]


def test_what_can_be_told_anew_is_all_that_the_records_tell():
    """Every name in the statements that is no table, no column, no severity and no kind of event or release."""
    texts = "".join(rules.statement(f"notices/{file}.sql") for file in bookkeeping.NOTICES)
    known = {"information", "warning", "death", "diversion", "probation_start", "age_at_release"}
    known |= set(record_tables()) | {column.name for table in record_tables().values() for column in table.columns}
    assert set(re.findall(r"'([a-z_]+)'", texts)) - known == bookkeeping.TOLD_ANEW


def test_progress_is_told(write, database):
    told = []
    load_folder(write(), database, on_progress=lambda step, share: told.append(share))
    assert told == sorted(told) and told[-1] == 1.0
