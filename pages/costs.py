"""Costs: what does it cost, and save? Every input can be changed; the answer is a range and a chance."""

from analytics import answers, cost_figures, explained
from analytics.answers import costs
from analytics.numbers_behind import behind
from analytics.savings import drivers, inputs_of, net_saving
from analytics.sentences import costs as sentences
from analytics.tables import costs as table
from pages.parts import choices, download, keep, prices, show
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
invented = answers.demonstration(costs.PUBLISHED)
records, choice = frame(costs.TITLE, event=False, invented=invented)
entered = prices.asked()
options = choice.options("savings", window=costs.WINDOW, **entered.options)

name = records.file_name("savings", exact=choice.exact, selected=bool(choice.where))
priced = tuple(entered.options.items())  # what a stretch depends on beside the choice


# get
def rows() -> list[dict]:
    return records.rows("savings", **options)


# show
def overall(*priced: object) -> None:
    show.answer(costs.answer(rows()))


def gaps(*priced: object) -> None:
    show.picture(cost_figures.forest(rows(), records.models), "forest")


def closely(model: str, *priced: object) -> None:
    row = next(row for row in rows() if row["model"] == model)
    show.sentence(sentences.about(row, records.models))
    show.sentence(sentences.break_even(row), "break-even")
    if entered.victims:
        show.sentence(sentences.victims(row), "victims")
    if sentences.verdict(row) in ("saved", "lost", "unclear", "low"):
        of_model = inputs_of(entered.prices, model, entered.daily_cost)
        show.picture(behind(cost_figures.tornado(model, drivers(row, of_model), net_saving(
            row["difference"], of_model.stay.value, of_model.daily_cost.value, of_model.program.value)), row), "tornado")


def in_figures(*priced: object) -> None:
    show.can_and_cannot(costs.can_say(rows()), costs.cannot_say(records.demonstration))
    show.fair(costs.FAIR)
    show.heading("The same in figures")
    show.table(table.COLUMNS, table.lines(rows(), records.models), costs.caption(rows()), "costs")
    show.source(answers.source(rows(), records.demonstration))


# explain
def calculated(*priced: object) -> show.How:
    return explained.savings(rows(), entered.prices), "", download.command("savings", options, name)


stretch(records, choice, overall, *priced)
for note in entered.notes:
    show.notice(note)
stretch(records, choice, gaps, *priced)
model = choices.one_model(records.models)
stretch(records, choice, closely, model, *priced)
prices.ask(entered)
stretch(records, choice, in_figures, *priced)
download.result(records, "savings", name, options)
keep.pictures(records, choice, event=False, invented=invented)
show.how(*kept(records, choice, calculated, *priced))
