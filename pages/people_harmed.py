"""People harmed: are victims better served? What those who were asked answered, and who did not."""

from analytics import answer_figures, answers, change_figures, explained, figures, order_figures, sentences, victim_figures, victims
from analytics.answers import paid_and_given, people_harmed
from analytics.answers import victims_in_depth as depth
from analytics.tables import people_harmed as table
from analytics.tables import victims_in_depth as depth_table
from pages.parts import choices, download, show
from pages.parts.frame import frame

# choose
records, choice = frame(people_harmed.TITLE, event=False)

# get
options = choice.options("satisfaction")
rows = records.count("satisfaction", **options).to_dict("records")
bands = records.count("answer_bands", **options).to_dict("records")
process = people_harmed.asked(rows, people_harmed.HEADLINES[0])
if not process:
    show.nothing(people_harmed.answer(rows))
harmed = records.look(victims.victims, **options).to_dict("records")
restitution = paid_and_given.of_kind(records.count("obligations", **choice.options("obligations")).to_dict("records"), paid_and_given.HEADLINE)

# show
show.answer(people_harmed.answer(rows))
show.pictures_of(answer_figures.answers, {question: people_harmed.asked(bands, question)
                                          for question in people_harmed.HEADLINES}, records.models)

model = choices.one_model(records.models)
treated = next(row for row in process if row["model"] == model)
show.picture(figures.satisfied(treated, records.models, choice.exposure), "fields")
show.said(people_harmed.about(rows, model, records.models, choice.exposure))

show.heading("Fear, safety and wellbeing")
show.pictures_of(change_figures.changes, {question: people_harmed.asked(rows, question, "change")
                                          for question in people_harmed.FARED}, records.models)

show.heading(depth.TAKING_PART)
of_model = next(row for row in harmed if row["model"] == model)
for number, said in enumerate(sentences.victims.about(of_model, records.models, choice.exposure)):
    show.sentence(said, f"harmed-{number}")
show.picture(victim_figures.taking_part(of_model, records.models, choice.exposure), "taking-part")

show.heading(depth.ALSO_SAID)
for question in depth.ALSO:
    if depth.asked_latest(rows, question):
        show.picture(victim_figures.said(depth.asked_latest(rows, question), records.models), question)
question = choices.one_question(depth.questions(rows))
show.pictures_of(answer_figures.answers, depth.waves(bands, question), records.models)

if restitution:
    show.heading(depth.MONEY)
    show.picture(order_figures.paid(restitution, records.models), "money")
    show.sentence(next(sentences.orders.about(row, records.models, choice.exposure) for row in restitution if row["model"] == model), "money-words")

show.heading(depth.FELT)
if depth.changes(rows):
    show.pictures_of(change_figures.changes, depth.changes(rows), records.models)
else:
    show.sentence(depth.no_changes(), "felt-nothing")
show.sentence(depth.FELT_LINE, "required")

show.can_and_cannot(people_harmed.can_say(rows, records.models), people_harmed.cannot_say(rows, records.demonstration))
show.fair(people_harmed.FAIR)

show.heading("The same in figures")
show.table(table.COLUMNS, table.lines(rows, records.models), people_harmed.caption(), "victims")
show.table(table.FARED_COLUMNS, table.fared(rows, records.models), people_harmed.fared_caption(), "fared")
show.table(depth_table.COLUMNS, depth_table.lines(harmed, restitution, records.models), depth.caption(), "asked")
show.source(answers.source(rows, records.demonstration))

# download
name = records.file_name("satisfaction", exact=choice.exact, selected=bool(choice.where))
download.result(records, "satisfaction", name, options)

# explain
show.how(explained.satisfaction(process, records.models, choice.exposure), records.look(explained.statement, verb="satisfaction", **options),
         download.command("satisfaction", options, name))
