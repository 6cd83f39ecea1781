"""Does it work? What happens after each restorative justice model, and after the usual sentence."""

from analytics import answers, explained, figures, overview, selection, sentences
from analytics.answers import claims
from pages.parts import choices, download, show, show_text
from pages.parts.frame import frame

# choose
records, choice = frame("Does restorative justice work?")

# get
options = choice.options("compare")
rows = records.count("compare", **options).to_dict("records")
victims = records.count("satisfaction", **choice.options("satisfaction")).to_dict("records")
promises = records.count("completion", **choice.options("completion")).to_dict("records")

# show
show.answer(answers.does_it_work(rows))
show.picture(figures.forest(rows, records.models), "forest")

model = choices.one_model(records.models)
row = next(row for row in rows if row["model"] == model)
show.sentence(sentences.about(row, records.models))
show.picture(figures.two_fields(row, records.models), "fields")

show.can_and_cannot(answers.can_say(rows, records.models), answers.cannot_say(rows, records.demonstration))

show.heading("The same in figures")
show.table(overview.columns(choice.outcome), overview.lines(rows, victims, promises, records.models),
           answers.table_caption(rows), "overview")
show_text.style()
show.heading(claims.HEADING)
fixed = {"min_cell": 0} if choice.exact else {}
verdicts = records.count("claims", **fixed).to_dict("records")
show.sentence(claims.answer(verdicts), "claims")
show_text.table(claims.COLUMNS, claims.table(verdicts, records.models), claims.CAPTION, "claims-table")
show.said(claims.of_model(verdicts, model, records.models))
show_text.drawers([(claims.RULE, show_text.bullets(claims.the_rule()))], "rule")
show.source(answers.source(rows, records.demonstration))

# download
claims_name = records.file_name("claims", exact=choice.exact)
download.result(records, "claims", claims_name, fixed, "the claims")
name = records.file_name("compare", choice.outcome, f"{choice.window}-months", exact=choice.exact, selected=bool(choice.where))
download.result(records, "compare", name, options)

# explain
show.how(explained.comparison(rows, records.look(selection.followed, **options), records.models), records.look(explained.statement, verb="compare", **options),
         download.command("claims", fixed, claims_name), download.command("compare", options, name))
