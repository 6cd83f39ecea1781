"""New offenses: do fewer people offend again? Four kinds of event, and the course over time."""

from analytics import answers, curve_figures, curve_reference, explained, figures, selection, selection_words, sentences
from analytics.answers import new_offenses
from analytics.tables import new_offenses as table
from analytics.vocabulary import BASELINE
from pages.parts import choices, download, show
from pages.parts.frame import frame

# choose
records, choice = frame(new_offenses.TITLE)

# get
options = choice.options("compare")
rows = records.count("compare", **options).to_dict("records")
kinds = [outcome for outcome in new_offenses.KINDS if outcome != choice.outcome]
others = [records.count("compare", **options | {"outcome": outcome}).to_dict("records") for outcome in kinds]

# show
lines_name = records.image_name("lines", choice.outcome, exact=choice.exact)
show.answer(new_offenses.answer(rows))
show.picture(figures.forest(rows, records.models), "forest")

model = choices.one_model(records.models)
row = next(row for row in rows if row["model"] == model)
show.sentence(sentences.about(row, records.models))
show.picture(figures.two_fields(row, records.models), "fields")
same = [next(other for other in of_kind if other["model"] == model) for of_kind in others]
show.picture(figures.kinds_of_event([row, *same], records.models), "kinds-of-event")

cases = records.look(selection.release_types, model=model, **choice.options("", outcome=choice.outcome))
course = choice.of_kinds(cases).options("curve", model=(model, BASELINE))
days = records.count("curve", **course).to_dict("records")
arm, usual = ([day for day in days if day["model"] == code] for code in (model, BASELINE))
show.heading("Day by day")
show.sentence(sentences.curve.about(arm, usual, choice.window, records.models), "course")
behind = curve_reference.reference(choice.outcome, 60, cases)
show.chart(curve_figures.curves(days, records.models, note=answers.on_copies(records.demonstration), behind=behind), "curves", lines_name)
show.table(table.days_columns(), table.days([arm, usual], records.models), new_offenses.days_caption(rows), "days")

show.can_and_cannot(new_offenses.can_say(rows, records.models), new_offenses.cannot_say(rows, records.demonstration))
show.fair(new_offenses.FAIR)

show.heading("The same in figures, by kind of event")
show.table(table.columns([choice.outcome, *kinds]), table.lines([rows, *others], records.models),
           new_offenses.caption(rows), "kinds")
show.source(answers.source(rows, records.demonstration))

# download
selected = bool(choice.where)
name = records.file_name("compare", choice.outcome, f"{choice.window}-months", exact=choice.exact, selected=selected)
download.result(records, "compare", name, options)
days_name = records.file_name("curve", choice.outcome, "cif", model, exact=choice.exact, selected=selected)
download.result(records, "curve", days_name, course, "the lines")

# explain
show.how([*explained.comparison(rows, records.look(selection.followed, **options), records.models),
          *explained.curves(arm, selection_words.kinds_of_case(cases), records.models)],
         records.look(explained.statement, verb="compare", **options) + "\n" + records.look(explained.statement, verb="curve", **course),
         download.command("compare", options, name), download.command("curve", course, days_name))
