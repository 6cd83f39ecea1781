"""Does it work? What happens after each restorative justice model, and after the usual sentence."""

from analytics import answers, explained, figures, overview, selection, sentences
from analytics.answers import claims, too_young
from analytics.sentences import fairness
from pages.parts import choices, download, keep, show, show_text
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
records, choice = frame("Does restorative justice work?", invented=answers.demonstration(answers.PUBLISHED_BESIDE))
show_text.style()
options = choice.options("compare")
fixed = {"min_cell": 0} if choice.exact else {}
claims_name = records.file_name("claims", exact=choice.exact)
name = records.file_name("compare", choice.outcome, f"{choice.window}-months", exact=choice.exact, selected=bool(choice.where))


# get
def crude() -> list[dict]:
    return records.rows("compare", **choice.options("compare", adjust="none"))


# show
def overall() -> None:
    rows = records.rows("compare", **options)
    show.answer(answers.does_it_work(rows))
    show.picture(figures.forest(rows, records.models), "forest")


def closely(model: str) -> None:
    rows = records.rows("compare", **options)
    row, plain = (next(row for row in found if row["model"] == model) for found in (rows, crude()))
    show.sentence(sentences.about(row, records.models, too_young.ready(row, records.rows, records.look, options)))
    show.twin(sentences.twin(plain, records.models), sentences.matched(row))
    show.sentence(fairness.how_many_more(row) if row["status"] == "low" else "")
    show.picture(figures.two_fields(row, records.models), "fields")
    show.can_and_cannot(answers.can_say(rows, records.models), answers.cannot_say(rows, records.demonstration))
    show.fair(answers.fair(rows))


def in_figures() -> None:
    rows = records.rows("compare", **options)
    victims = records.rows("answers_to", asked=overview.ASKED, **choice.options("satisfaction"))
    promises = records.rows("completion", **choice.options("completion"))
    show.heading("The same in figures")
    show.table(overview.columns(choice.outcome, choice.adjust), overview.lines(rows, victims, promises, records.models),
               answers.table_caption(rows), "overview")
    show.source(answers.source(rows, records.demonstration))


def claimed(model: str) -> None:
    verdicts = records.rows("claims", **fixed)
    show.heading(claims.HEADING)
    show.sentence(claims.answer(verdicts), "claims")
    show_text.table(claims.COLUMNS, claims.table(verdicts, records.models), claims.CAPTION, "claims-table")
    show.said(claims.of_model(verdicts, model, records.models))
    show_text.drawers([(claims.RULE, show_text.bullets(claims.the_rule()))], "rule")


# explain
def calculated() -> show.How:
    steps = explained.comparison(records.rows("compare", **options), records.look(selection.followed, **options), records.models)
    return steps, records.look(explained.statement, verb="compare", **options), *(
        download.command(*file) for file in (("compare", options, name), ("claims", fixed, claims_name)))


stretch(records, choice, overall)
model = choices.one_model(records.models)
stretch(records, choice, closely, model)
show.to_the_checks()
stretch(records, choice, in_figures)
download.result(records, "compare", name, options)
keep.pictures(records, choice)
stretch(records, choice, claimed, model)
download.result(records, "claims", claims_name, fixed, "the claims")
show.how(*kept(records, choice, calculated))
