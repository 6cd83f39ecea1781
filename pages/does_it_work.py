"""Does it work? What happens after each restorative justice model, and after the usual sentence."""

from analytics import answers, explained, figures, overview, selection, sentences
from pages.parts import choices, download, show
from pages.parts.frame import frame

# choose
records, choice = frame("Does restorative justice work?")

# get
options = choice.options("compare")
rows = records.count("compare", **options).to_dict("records")
crude = records.count("compare", **choice.options("compare", adjust="none")).to_dict("records")
victims = records.count("satisfaction", **choice.options("satisfaction")).to_dict("records")
promises = records.count("completion", **choice.options("completion")).to_dict("records")

# show
show.answer(answers.does_it_work(rows))
show.picture(figures.forest(rows, records.models), "forest")

model = choices.one_model(records.models)
row = next(row for row in rows if row["model"] == model)
show.sentence(sentences.about(row, records.models))
plain = next(row for row in crude if row["model"] == model)
show.twin(sentences.twin(plain, records.models), sentences.matched(row))
show.picture(figures.two_fields(row, records.models), "fields")

show.fair(answers.fair(rows))
show.can_and_cannot(answers.can_say(rows, records.models), answers.cannot_say(rows, records.demonstration))

show.heading("The same in figures")
show.table(overview.columns(choice.outcome, choice.adjust), overview.lines(rows, victims, promises, records.models),
           answers.table_caption(rows), "overview")
show.source(answers.source(rows, records.demonstration))

# download
name = records.file_name("compare", choice.outcome, f"{choice.window}-months", exact=choice.exact, selected=bool(choice.where))
download.result(records, "compare", name, options)

# explain
show.how(explained.comparison(rows, records.look(selection.followed, **options), records.models), records.look(explained.statement, verb="compare", **options),
         download.command("compare", options, name))
