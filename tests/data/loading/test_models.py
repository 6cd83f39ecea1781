"""Models that a site adds."""
import pytest

from data.database import connect_read_only
from data.loading import LoadProblem, load_folder

pytestmark = pytest.mark.usefixtures("without_derived")

HEADER = "code,name,group,counts_as_restorative\n"


def test_added_models_come_after_ours_by_code(write, database):
    load_folder(write(model=HEADER + "wood,Wood,repair,yes\naid,Aid,money,false\n"), database)
    with connect_read_only(database) as connection:
        models = connection.execute("select code, model_group, counts_as_restorative, position from model order by position").fetchall()
    assert models[0] == ("victim_offender_mediation", "encounter", True, 0)
    assert models[9] == ("retributive_only", "baseline", None, 9)
    assert models[10:] == [("aid", "money", False, 10), ("wood", "repair", True, 11)]


def test_an_added_model_may_be_used(write, database):
    participation = "participation_id,person_id,model,status\nA1,P1,aid,active\n"
    folder = write(model=HEADER + "aid,Aid,money,no\n", participation=participation)
    assert load_folder(folder, database).tables["participation"].accepted == 1


def test_sixty_three_models_at_most(write, database):
    added = [f"m{number},M,g,no\n" for number in range(54)]
    load_folder(write(model=HEADER + "".join(added[:53])), database)
    with pytest.raises(LoadProblem, match="there may be 63"):
        load_folder(write(model=HEADER + "".join(added)), database)


@pytest.mark.parametrize(
    ("rows", "column", "reason"),
    [
        ("restitution,R,repair,no\n", "code", "can't be defined again"),
        ("any_restorative,R,repair,no\n", "code", "stands for any restorative model"),  # a row of its own in `access`
        ("aid,A,g,no\naid,B,g,no\n", "code", "more than once"),
        ("Aid,A,g,no\n", "code", "is no code"),
        (",A,g,no\n", "code", "is no code"),
        ("a b,A,g,no\n", "code", "is no code"),
        ("aid,,g,no\n", "name", "must be filled"),
        ("aid,A,,no\n", "group", "must be filled"),
        ("aid,A,g,\n", "counts_as_restorative", "yes, no"),
        ("aid,A,g,Yes\n", "counts_as_restorative", "yes, no"),
        ("aid,A,g\n", "", "has 3 values"),
        ("", "", "no rows"),
    ],
)
def test_a_model_that_can_not_be_added(write, database, rows, column, reason):
    with pytest.raises(LoadProblem) as refused:
        load_folder(write(model=HEADER + rows), database, max_rejects=99)
    first = refused.value.rejects[0]
    assert (first.file, first.column) == ("model.csv", column)
    assert reason in first.reason


def test_a_model_file_of_other_columns(write, database):
    with pytest.raises(LoadProblem, match="counts_as_restorative"):
        load_folder(write(model="code,name,group\naid,A,g\n"), database)


def test_another_order_of_models_is_the_same(write, database):
    load_folder(write(model=HEADER + "wood,Wood,repair,yes\naid,Aid,money,false\n"), database)
    assert not load_folder(write(model=HEADER + "aid,Aid,money,no\nwood,Wood,repair,true\n"), database).changed
