"""Promises kept: is what was promised done? How far those who were sent came, what was paid, what was given back."""

from analytics import (
    answers,
    attendance_outcomes,
    completion_course,
    course_figures,
    explained,
    ladder_figures,
    order_figures,
    payment_times,
    repair_figures,
    sentences,
)
from analytics.answers import paid_and_given, promises_kept
from analytics.table_columns import rows_of
from analytics.tables import paid_and_given as paid_table
from analytics.tables import promises_kept as table
from pages.parts import choices, download, keep, show
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
records, choice = frame(promises_kept.TITLE, event=False)
options, ordered_options, given_options = (choice.options(verb) for verb in ("completion", "obligations", "repair"))
name, ordered_name = (records.file_name(verb, exact=choice.exact, selected=bool(choice.where)) for verb in ("completion", "obligations"))
given_name = records.file_name("repair", exact=choice.exact, selected=bool(given_options.get("where")))


# get
def rows() -> list[dict]:
    return records.rows("completion", **options)


def ordered() -> list[dict]:
    return records.rows("obligations", **ordered_options)


def given() -> list[dict]:
    return records.rows("repair", **given_options)


# show
def overall() -> None:
    show.answer(promises_kept.answer(rows(), records.models))
    show.picture(ladder_figures.ladder(rows(), records.models), "ladder")


def closely(model: str) -> None:
    ladder = promises_kept.ladders(rows())[model]
    show.sentence(sentences.completion.about(ladder, records.models))

    show.heading(paid_and_given.OVER_TIME)
    of_model = {**options, "model": model}
    course = records.look(completion_course.course, **of_model)
    times = rows_of(course.times)
    many_open = sentences.completion.verdict(ladder[-1]) == "many_open"
    show.sentence(sentences.course.times(times, model, records.models, many_open))
    show.picture(course_figures.times(times, model, records.models), "times")
    show.sentence(sentences.course.between(rows_of(course.between)))
    show.sentence(sentences.course.leaving(rows_of(course.leaving)))
    attended = rows_of(course.attended)
    show.sentence(sentences.course.attended(attended, model, records.models))
    show.picture(course_figures.attended(attended, model, records.models), "attended")
    followed = records.rows(attendance_outcomes.attendance_outcomes, **of_model)
    show.picture(course_figures.followed(followed, model, records.models), "followed")


def paid(model: str) -> None:
    show.heading(paid_and_given.ORDERED)
    show.sentence(paid_and_given.paid(ordered()))
    for kind in paid_and_given.kinds(ordered()):
        show.picture(order_figures.paid(paid_and_given.of_kind(ordered(), kind), records.models), f"paid-{kind}")
    show.said(paid_and_given.about(ordered(), model, records.models, choice.exposure))
    over_time = records.rows(payment_times.payment_times, **ordered_options)
    show.picture(order_figures.over_time([row for row in over_time if row["kind"] == paid_and_given.HEADLINE], model, records.models), "payments")

    show.can_and_cannot(promises_kept.can_say() + paid_and_given.can_say(),
                        promises_kept.cannot_say(records.demonstration) + paid_and_given.cannot_say())
    show.fair(promises_kept.FAIR)


def in_figures() -> None:
    show.heading("The same in figures")
    show.table(table.COLUMNS, table.lines(rows(), records.models), promises_kept.caption(), "promises")
    for kind in paid_and_given.kinds(ordered()):
        show.table(paid_table.ORDER_COLUMNS, paid_table.order_lines(paid_and_given.of_kind(ordered(), kind), records.models),
                   paid_and_given.caption(kind), f"orders-{kind}")
    show.source(answers.source(rows(), records.demonstration))


def gifts() -> None:
    show.heading(paid_and_given.GIVEN)
    show.sentence(paid_and_given.given(given()))
    if given():
        by_month, recipients = (records.rows("repair", **given_options, by=column) for column in ("month", "recipient_type"))
        show.picture(repair_figures.given(given(), by_month), "given")
        show.table(paid_table.REPAIR_COLUMNS, paid_table.repair_lines(given(), recipients), paid_and_given.given_caption(), "gifts")
    show.selection(paid_and_given.NOT_OF_PEOPLE, "gifts-note")


# explain
def calculated() -> show.How:
    asked = (("completion", options, name), ("obligations", ordered_options, ordered_name), ("repair", given_options, given_name))
    return (explained.completion(rows(), records.models) + explained.paid_and_given(ordered()),
            "\n\n".join(records.look(explained.statement, verb=verb, **of_verb) for verb, of_verb, _ in asked),
            *(download.command(*one) for one in asked))


stretch(records, choice, overall)
model = choices.one_model(records.models)
stretch(records, choice, closely, model)
stretch(records, choice, paid, model)
stretch(records, choice, in_figures)
download.result(records, "completion", name, options)
download.result(records, "obligations", ordered_name, ordered_options, "money and hours")
stretch(records, choice, gifts)
download.result(records, "repair", given_name, given_options, "what was given")
keep.pictures(records, choice, event=False)
show.how(*kept(records, choice, calculated))
