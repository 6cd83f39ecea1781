"""Promises kept: is what was promised done? How far those who were sent came, what was paid, what was given back."""

from analytics import (
    answers,
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
from analytics.tables import paid_and_given as paid_table
from analytics.tables import promises_kept as table
from pages.parts import choices, download, show
from pages.parts.frame import frame

# choose
records, choice = frame(promises_kept.TITLE, event=False)

# get
options = choice.options("completion")
rows = records.count("completion", **options).to_dict("records")
ladders = promises_kept.ladders(rows)
ordered_options = choice.options("obligations")
ordered = records.count("obligations", **ordered_options).to_dict("records")
given_options = choice.options("repair")
given = records.count("repair", **given_options).to_dict("records")

# show
show.answer(promises_kept.answer(rows, records.models))
show.picture(ladder_figures.ladder(rows, records.models), "ladder")
model = choices.one_model(records.models)
show.sentence(sentences.completion.about(ladders[model], records.models))

show.heading(paid_and_given.OVER_TIME)
of_model = {**options, "model": model}
times = records.look(completion_course.completion_times, **of_model).to_dict("records")
many_open = sentences.completion.verdict(ladders[model][-1]) == "many_open"
show.sentence(sentences.course.times(times, model, records.models, many_open), "times-words")
show.picture(course_figures.times(times, model, records.models), "times")
show.sentence(sentences.course.between(records.look(completion_course.days_between, **of_model).to_dict("records")), "between")
show.sentence(sentences.course.leaving(records.look(completion_course.reasons_for_leaving, **of_model).to_dict("records")), "leaving")
attended = records.look(completion_course.attendance, **of_model).to_dict("records")
show.sentence(sentences.course.attended(attended, model, records.models), "attended-words")
show.picture(course_figures.attended(attended, model, records.models), "attended")

show.heading(paid_and_given.ORDERED)
show.sentence(paid_and_given.paid(ordered), "paid-words")
paid_over_time = records.look(payment_times.payment_times, **ordered_options).to_dict("records")
for kind in paid_and_given.kinds(ordered):
    show.picture(order_figures.paid(paid_and_given.of_kind(ordered, kind), records.models), f"paid-{kind}")
show.said(paid_and_given.about(ordered, model, records.models, choice.exposure))
show.picture(order_figures.over_time([row for row in paid_over_time if row["kind"] == paid_and_given.HEADLINE], model, records.models), "payments")

show.can_and_cannot(promises_kept.can_say() + paid_and_given.can_say(),
                    promises_kept.cannot_say(records.demonstration) + paid_and_given.cannot_say())
show.fair(promises_kept.FAIR)

show.heading("The same in figures")
show.table(table.COLUMNS, table.lines(rows, records.models), promises_kept.caption(), "promises")
for kind in paid_and_given.kinds(ordered):
    show.table(paid_table.ORDER_COLUMNS, paid_table.order_lines(paid_and_given.of_kind(ordered, kind), records.models),
               paid_and_given.caption(kind), f"orders-{kind}")
show.source(answers.source(rows, records.demonstration))

# download
name = records.file_name("completion", exact=choice.exact, selected=bool(choice.where))
download.result(records, "completion", name, options)
ordered_name = records.file_name("obligations", exact=choice.exact, selected=bool(choice.where))
download.result(records, "obligations", ordered_name, ordered_options, "money and hours")

show.heading(paid_and_given.GIVEN)
show.sentence(paid_and_given.given(given), "given-words")
if given:
    by_month = records.count("repair", **given_options, by="month").to_dict("records")
    recipients = records.count("repair", **given_options, by="recipient_type").to_dict("records")
    show.picture(repair_figures.given(given, by_month), "given")
    show.table(paid_table.REPAIR_COLUMNS, paid_table.repair_lines(given, recipients), paid_and_given.given_caption(), "gifts")
show.selection(paid_and_given.NOT_OF_PEOPLE, "gifts-note")
given_name = records.file_name("repair", exact=choice.exact, selected=bool(given_options.get("where")))
download.result(records, "repair", given_name, given_options, "what was given")

# explain
show.how(explained.completion(rows, records.models) + explained.paid_and_given(ordered),
         "\n\n".join(records.look(explained.statement, verb=verb, **asked) for verb, asked in (
             ("completion", options), ("obligations", ordered_options), ("repair", given_options))),
         download.command("completion", options, name), download.command("obligations", ordered_options, ordered_name),
         download.command("repair", given_options, given_name))
