"""Published counts: what a copy without any record of a person tells, where the dashboard runs on one."""

from analytics import answers, curve_figures, explained, figures, ladder_figures, published_words, sentences
from analytics.answers import new_offenses, people_harmed, promises_kept
from analytics.tables import new_offenses as days_table
from analytics.tables import people_harmed as victims_table
from analytics.tables import promises_kept as promises_table
from analytics.vocabulary import BASELINE
from pages.parts import choices, keep, published, show, show_text
from pages.parts.frame import begin

# choose
begin(published_words.TITLE)
held = published.held()
choice = published.ask(held)
show_text.style()

# get
rows = held.rows("compare", outcome=choice.outcome, window=choice.window)
victims, promises = held.rows("satisfaction"), held.rows("completion")
process = people_harmed.asked(victims, people_harmed.HEADLINES[0])

# show
show.answer(answers.does_it_work(rows))
show.picture(figures.forest(rows, held.models), "forest")

model = choices.one_model(held.models)
row = next(row for row in rows if row["model"] == model)
show.sentence(sentences.about(row, held.models))
show.picture(figures.two_fields(row, held.models), "fields")

show.heading("Day by day")
days = held.rows("curve", outcome=choice.outcome, model=(model, BASELINE))
arm, usual = ([day for day in days if day["model"] == code] for code in (model, BASELINE))
show.sentence(sentences.curve.about(arm, usual, choice.window, held.models), "course")
show.chart(curve_figures.curves(days, held.models, note=answers.on_copies(held.demonstration)), "curves", "lines")
show.table(days_table.days_columns(), days_table.days([arm, usual], held.models), new_offenses.days_caption(rows), "days")

if process:
    show.heading(people_harmed.TITLE)
    show.sentence(people_harmed.answer(victims), "victims-answer")
    show.table(victims_table.COLUMNS, victims_table.lines(victims, held.models), people_harmed.caption(), "victims")

ladders = promises_kept.ladders(promises)
show.heading(promises_kept.TITLE)
show.sentence(promises_kept.answer(promises, held.models), "promises-answer")
show.picture(ladder_figures.ladder(promises, held.models), "ladder")
show.table(promises_table.COLUMNS, promises_table.lines(promises, held.models), promises_kept.caption(), "promises")

published.orders(held, model)
column = published.split(held, choice, model)
published.reached(held, column)
published.services(held)
published.gifts(held)
show.can_and_cannot([*answers.can_say(rows, held.models), published_words.CAN],
                    [*answers.cannot_say(rows, held.demonstration), published_words.CANNOT])
show_text.lines(published_words.LEFT_OUT_TITLE, published_words.LEFT_OUT, "left-out")
show.source(answers.source(rows, held.demonstration))

# download
published.files(held)
keep.images("-".join(["DEMO"] * held.demonstration + ["published", "PICTURE"]), f"DEMO – {answers.demonstration()}" * held.demonstration,
            published_words.BANNER, answers.source(rows, held.demonstration))

# explain
show.how(explained.comparison(rows, None, held.models) + published.explained_beside(held), published_words.statement("compare"), published_words.command("published/"))
published.rules(held)
