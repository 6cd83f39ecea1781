"""New offenses: do fewer people offend again? Four kinds of event, and the course over time."""

from analytics import answers, curve_figures, curve_lines, curve_reference, explained, figures, selection, selection_words, sentences
from analytics.answers import new_offenses, too_young
from analytics.sentences import fairness
from analytics.tables import new_offenses as table
from analytics.vocabulary import BASELINE
from pages.parts import choices, download, keep, show
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
invented = answers.demonstration(new_offenses.PUBLISHED)
records, choice = frame(new_offenses.TITLE, invented=invented)
options = choice.options("compare")
selected = bool(choice.where)
name = records.file_name("compare", choice.outcome, f"{choice.window}-months", exact=choice.exact, selected=selected)
kinds = [outcome for outcome in new_offenses.KINDS if outcome != choice.outcome]


# get
def rows(outcome: str = choice.outcome) -> list[dict]:
    return records.rows("compare", **options | {"outcome": outcome})


def crude() -> list[dict]:
    return records.rows("compare", **choice.options("compare", adjust="none"))


def cases(model: str) -> tuple[str, ...]:
    return records.look(selection.release_types, model=model, **choice.options("", outcome=choice.outcome))


def course(model: str) -> dict[str, object]:
    """The options of the lines: of the kinds of case that the model had, so that like stands beside like."""
    return choice.of_kinds(cases(model)).options("curve", model=(model, BASELINE))


def of_model(model: str) -> list[dict]:
    """One row an event."""
    return [next(row for row in rows(outcome) if row["model"] == model) for outcome in (choice.outcome, *kinds)]


def days(model: str) -> list[list[dict]]:
    """The arm's and the usual sentence's, made alike where the figures are."""
    found = records.rows("curve", **course(model))
    arm, usual = ([day for day in found if day["model"] == code] for code in (model, BASELINE))
    return [arm, curve_lines.beside(arm, usual)]


# show
def overall() -> None:
    show.answer(new_offenses.answer(rows()))
    show.picture(figures.forest(rows(), records.models), "forest")


def closely(model: str) -> None:
    same = of_model(model)
    plain = next(row for row in crude() if row["model"] == model)
    show.sentence(sentences.about(same[0], records.models, too_young.ready(same[0], records.rows, records.look, options)))
    show.twin(sentences.twin(plain, records.models), sentences.matched(same[0]))
    show.sentence(fairness.how_many_more(same[0]) if same[0]["status"] == "low" else "")
    show.picture(figures.two_fields(same[0], records.models), "fields")
    show.picture(figures.kinds_of_event(same, records.models), "kinds-of-event")
    show.heading("Day by day")
    show.sentence(sentences.curve.about(*days(model), choice.window, records.models), "course")


def lines(model: str) -> curve_figures.Chart | None:
    behind = curve_reference.reference(choice.outcome, 60, cases(model))
    return curve_figures.curves(sum(days(model), []), records.models, note=answers.on_copies(records.demonstration, bool(behind)), behind=behind)


def day_by_day(model: str) -> None:
    show.table(table.days_columns(), table.days(days(model), records.models), new_offenses.days_caption(rows()), "days")
    show.can_and_cannot(new_offenses.can_say(rows(), records.models), new_offenses.cannot_say(rows(), records.demonstration))
    show.fair(answers.fair(rows()))
    show.heading("The same in figures, by kind of event")
    show.table(table.columns([choice.outcome, *kinds]), table.lines([rows(), *map(rows, kinds)], records.models),
               new_offenses.caption(rows()), "kinds")
    show.source(answers.source(rows(), records.demonstration))


# explain
def calculated(model: str) -> show.How:
    steps = [*explained.comparison(rows(), records.look(selection.followed, **options), records.models),
             *explained.curves(days(model)[0], selection_words.kinds_of_case(cases(model)), records.models)]
    statements = [records.look(explained.statement, verb=verb, **given)
                  for verb, given in (("compare", options), ("curve", course(model)))]
    return steps, "\n".join(statements), download.command("compare", options, name), download.command("curve", course(model), days_name)


stretch(records, choice, overall)
model = choices.one_model(records.models)
days_name = records.file_name("curve", choice.outcome, "cif", model, exact=choice.exact, selected=selected)
stretch(records, choice, closely, model)
show.chart(kept(records, choice, lines, model), "curves", records.image_name("lines", choice.outcome, exact=choice.exact))
stretch(records, choice, day_by_day, model)
show.to_the_checks()
download.result(records, "compare", name, options)
download.result(records, "curve", days_name, course(model), "the lines")
keep.pictures(records, choice, invented=invented)
show.how(*kept(records, choice, calculated, model))
