"""A group that nobody could follow for the whole window: how many people, and what is ready now."""

import analytics
from analytics import selection, sentences
from analytics.answers import too_young
from tests.records import database

# 40 people sent to a circle and 40 not, each followed for 800 days: two years are ready, three are not.
RELEASES = "release_id,person_id,released_on,release_type,follow_up_ended_on\n" + "\n".join(
    f"r{number},p{number},2015-01-01,prison_release,2017-03-11" for number in range(80))
PARTICIPATIONS = "participation_id,person_id,release_id,model,referred_on,status\n" + "\n".join(
    f"t{number},p{number},r{number},circle_sentencing,2014-12-01,referred" for number in range(40))
EVENTS = "event_id,person_id,occurred_on,event_type\n" + "\n".join(f"e{number},p{number},2015-06-01,rearrest" for number in range(20, 60))


def told(window, **options):
    db = database({"release": RELEASES, "participation": PARTICIPATIONS, "event": EVENTS})
    asked = {"outcome": "rearrest", **options}
    rows = lambda verb, **given: getattr(analytics, verb)(db, **given).to_dict("records")  # noqa: E731
    row = next(row for row in rows("compare", **asked, window=window) if row["model"] == "circle_sentencing")
    ready = too_young.ready(row, rows, lambda question, **given: question(db, **given), asked | {"window": window})
    return ready, sentences.about(row, ready=ready)


def test_people_and_the_longest_window_that_has_a_result():
    ready, said = told(36)
    assert ready == {"people": 40, "months": 24}
    assert said == ("It is too soon to say. Of the 40 people in this group, none has been followed for a full three years yet. "
                    "The two-year result is ready now.")


def test_a_group_that_was_followed_has_a_result():
    assert told(24)[0] is None


def test_too_few_to_be_named_are_not():
    ready, said = told(36, where=["sex=female"])  # nobody's sex is known
    assert ready is None and "Of the" not in said


def test_the_function_that_tells_how_many_is_the_one_of_the_page():
    db = database({"release": RELEASES, "participation": PARTICIPATIONS})
    assert selection.followed(db, outcome="rearrest", window=36)["circle_sentencing"] == (40, 40)
