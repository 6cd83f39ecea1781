"""Promises kept: is what was promised done? How far those who were sent came."""

from analytics import answers, explained, ladder_figures, sentences
from analytics.answers import promises_kept
from analytics.tables import promises_kept as table
from pages.parts import choices, download, show
from pages.parts.frame import frame

# choose
records, choice = frame(promises_kept.TITLE, event=False)

# get
options = choice.options("completion")
rows = records.count("completion", **options).to_dict("records")
ladders = promises_kept.ladders(rows)

# show
show.answer(promises_kept.answer(rows, records.models))
show.picture(ladder_figures.ladder(rows, records.models), "ladder")
model = choices.one_model(records.models)
show.sentence(sentences.completion.about(ladders[model], records.models))

show.can_and_cannot(promises_kept.can_say(), promises_kept.cannot_say(records.demonstration))
show.fair(promises_kept.FAIR)

show.heading("The same in figures")
show.table(table.COLUMNS, table.lines(rows, records.models), promises_kept.caption(), "promises")
show.source(answers.source(rows, records.demonstration))

# download
name = records.file_name("completion", exact=choice.exact, selected=bool(choice.where))
download.result(records, "completion", name, options)

# explain
show.how(explained.completion(rows, records.models), records.look(explained.statement, verb="completion", **options),
         download.command("completion", options, name))
