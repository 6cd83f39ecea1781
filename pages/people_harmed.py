"""People harmed: are victims better served? What those who were asked answered, and who did not."""

from analytics import answer_figures, answers, change_figures, explained, figures
from analytics.answers import people_harmed
from analytics.tables import people_harmed as table
from pages.parts import choices, download, show
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
records, choice = frame(people_harmed.TITLE, event=False)
options = choice.options("satisfaction")
name = records.file_name("satisfaction", exact=choice.exact, selected=bool(choice.where))


# get
def rows() -> list[dict]:
    return records.rows("victim_answers", questions=(*people_harmed.HEADLINES, *people_harmed.FARED), **options)


def process() -> list[dict]:
    return people_harmed.asked(rows(), people_harmed.HEADLINES[0])


# show
def overall() -> None:
    bands = records.rows("victim_bands", questions=people_harmed.HEADLINES, **options)
    show.answer(people_harmed.answer(rows()))
    show.pictures_of(answer_figures.answers, {question: people_harmed.asked(bands, question)
                                              for question in people_harmed.HEADLINES}, records.models)


def closely(model: str) -> None:
    treated = next(row for row in process() if row["model"] == model)
    show.picture(figures.satisfied(treated, records.models, choice.exposure), "fields")
    show.said(people_harmed.about(rows(), model, records.models, choice.exposure))


def fared() -> None:
    show.heading("Fear, safety and wellbeing")
    show.pictures_of(change_figures.changes, {question: people_harmed.asked(rows(), question, "change")
                                              for question in people_harmed.FARED}, records.models)
    show.can_and_cannot(people_harmed.can_say(rows(), records.models), people_harmed.cannot_say(rows(), records.demonstration))
    show.fair(people_harmed.FAIR)


def in_figures() -> None:
    show.heading("The same in figures")
    show.table(table.COLUMNS, table.lines(rows(), records.models), people_harmed.caption(), "victims")
    show.table(table.FARED_COLUMNS, table.fared(rows(), records.models), people_harmed.fared_caption(), "fared")
    show.source(answers.source(rows(), records.demonstration))


# explain
def calculated() -> show.How:
    return (explained.satisfaction(process(), records.models, choice.exposure),
            records.look(explained.statement, verb="satisfaction", **options), download.command("satisfaction", options, name))


if not process():
    show.nothing(people_harmed.answer(rows()))
stretch(records, choice, overall)
model = choices.one_model(records.models)
stretch(records, choice, closely, model)
stretch(records, choice, fared)
stretch(records, choice, in_figures)
download.result(records, "satisfaction", name, options)
show.how(*kept(records, choice, calculated))
