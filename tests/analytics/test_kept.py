"""Answers kept in a process: worked out once for records in a file, each time for records in memory."""

import analytics
from analytics import adjusted_comparison
from analytics.counting import source
from analytics.database import opened
from analytics.kept import Kept, let_go
from analytics.question import ask
from tests.records import database


def test_the_same_question_is_worked_out_once(demonstration, monkeypatch):
    adjusted_comparison._kept.clear()
    options = dict(adjust="entropy", covariates="sex,offense")
    first = analytics.compare(demonstration, **options)
    monkeypatch.setattr(adjusted_comparison, "count_cells", None)    # it would be a mistake to count again
    again = analytics.compare(demonstration, **options, model=["circle_sentencing"])
    assert again["risk_difference"].tolist() == first.loc[first["model"] == "circle_sentencing", "risk_difference"].tolist()


def test_the_oldest_leave_first_and_the_last_stays(demonstration):
    kept, worked = Kept(len, most=5), []

    def answer(question, size):
        def work():
            worked.append(question)
            return "x" * size
        with opened(demonstration) as connection:
            return kept.answer(source(connection, ask(outcome="rearrest")), question, work)

    for question, size in (("a", 2), ("b", 2), ("a", 2), ("c", 3), ("b", 2), ("d", 9), ("d", 9)):
        answer(question, size)
    assert worked == ["a", "b", "c", "b", "d"]    # b was asked longest ago when c came


def test_all_are_let_go_of_at_once(demonstration):
    both, worked = (Kept(len), Kept(len)), []
    with opened(demonstration) as connection:
        asked = source(connection, ask(outcome="rearrest"))
        for kept in (*both, *both):
            kept.answer(asked, "a", lambda: worked.append("before") or "x")
        let_go()
        for kept in both:
            kept.answer(asked, "a", lambda: worked.append("after") or "x")
    assert worked == ["before", "before", "after", "after"]


def test_records_in_memory_are_asked_each_time():
    release = "release_id,person_id,released_on,release_type,follow_up_ended_on\nr1,p1,2015-01-01,prison_release,2020-01-01"
    kept, worked = Kept(len), []
    with opened(database({"release": release})) as connection:
        for _ in range(2):
            kept.answer(source(connection, ask(outcome="rearrest")), "a", lambda: worked.append("a") or "")
    assert len(worked) == 2
