"""People harmed: are victims better served? What those who were asked answered, and who did not."""

from analytics import (
    answer_figures,
    answers,
    change_figures,
    explained,
    figures,
    order_figures,
    sentences,
    taking_part,
    victim_figures,
)
from analytics.answers import paid_and_given, people_harmed
from analytics.answers import victims_in_depth as depth
from analytics.satisfaction import items
from analytics.tables import people_harmed as table
from analytics.tables import victims_in_depth as depth_table
from pages.parts import choices, download, keep, show
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
records, choice = frame(people_harmed.TITLE, event=False, alike=True)
options = choice.options("satisfaction", adjust=choice.adjust)
as_they_stand = choice.options("satisfaction")
name = records.file_name("satisfaction", exact=choice.exact, selected=bool(choice.where))


# get
def crude() -> list[dict]:
    return records.rows("answers_to", asked=(*people_harmed.ASKED, *depth.ASKED), **as_they_stand)


def rows() -> list[dict]:
    return people_harmed.headed(records.rows("answers_to", asked=people_harmed.ASKED_AFTER, **options), crude())


def beside() -> list[dict]:
    """The unadjusted rows, where those shown are made alike."""
    return crude() if people_harmed.matched(rows()) else []


def bands() -> list[dict]:
    return records.rows("bands_of", asked=people_harmed.ASKED, **as_they_stand)


def process() -> list[dict]:
    return people_harmed.asked(rows(), people_harmed.HEADLINES[0])


def harmed() -> list[dict]:
    return records.rows(taking_part.taking_part, **as_they_stand)


def restitution() -> list[dict]:
    return paid_and_given.of_kind(records.rows("obligations", **choice.options("obligations")), paid_and_given.HEADLINE)


# show
def overall() -> None:
    show.answer(people_harmed.answer(rows(), crude()))
    show.pictures_of(answer_figures.answers, {question: people_harmed.asked(bands(), question)
                                              for question in people_harmed.HEADLINES}, records.models)


def closely(model: str) -> None:
    treated = next(row for row in process() if row["model"] == model)
    show.picture(figures.satisfied(treated, records.models, choice.exposure), "fields")
    show.said(people_harmed.about(rows(), model, records.models, choice.exposure, beside()))

    show.heading("Fear, safety and wellbeing")
    show.pictures_of(change_figures.changes, {question: people_harmed.asked(rows(), question, "change")
                                              for question in people_harmed.FARED}, records.models)

    show.heading(depth.TAKING_PART)
    of_model = next(row for row in harmed() if row["model"] == model)
    for said in sentences.taking_part.about(of_model, records.models, choice.exposure):
        show.sentence(said)
    show.picture(victim_figures.taking_part(of_model, records.models, choice.exposure), "taking-part")

    show.heading(depth.ALSO_SAID)
    for question in depth.ALSO:
        if depth.asked_latest(rows(), question):
            show.picture(victim_figures.said(depth.asked_latest(rows(), question), records.models), question)


def answered(question: str) -> None:
    bands = records.rows("bands_of", asked=depth.in_all_waves(question), **as_they_stand)
    show.pictures_of(answer_figures.answers, depth.waves(bands, question), records.models)


def felt(model: str) -> None:
    if restitution():
        show.heading(depth.MONEY)
        show.picture(order_figures.paid(restitution(), records.models), "money")
        show.sentence(next(sentences.orders.about(row, records.models, choice.exposure) for row in restitution() if row["model"] == model))

    show.heading(depth.FELT)
    if depth.changes(rows()):
        show.pictures_of(change_figures.changes, depth.changes(rows()), records.models)
    else:
        show.sentence(depth.no_changes())
    show.sentence(depth.FELT_LINE)

    show.can_and_cannot(people_harmed.can_say(rows(), records.models), people_harmed.cannot_say(rows(), records.demonstration))
    show.fair(people_harmed.fair(rows()))


def in_figures() -> None:
    show.heading("The same in figures")
    show.table(table.COLUMNS, table.lines(rows(), records.models, beside()),
               people_harmed.caption(rows()), "victims")
    show.table(table.FARED_COLUMNS, table.fared(rows(), records.models), people_harmed.fared_caption(), "fared")
    show.table(depth_table.COLUMNS, depth_table.lines(harmed(), restitution(), records.models), depth.caption(), "asked")
    show.source(answers.source(rows(), records.demonstration))


# explain
def calculated() -> show.How:
    return (explained.satisfaction(process(), records.models, choice.exposure, choice.adjust),
            records.look(explained.statement, verb="satisfaction", **options), download.command("satisfaction", options, name))


if not process():
    show.nothing(people_harmed.answer(rows()))
stretch(records, choice, overall)
model = choices.one_model(records.models)
stretch(records, choice, closely, model)
question = choices.one_question(depth.questions(records.look(items)))
stretch(records, choice, answered, question)
stretch(records, choice, felt, model)
stretch(records, choice, in_figures)
show.to_the_checks()
download.result(records, "satisfaction", name, options)
keep.pictures(records, choice, event=False)
show.how(*kept(records, choice, calculated))
