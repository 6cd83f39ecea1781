"""Is it fair? Whether the comparison is like with like, and whether another analyst would find the same."""

from analytics import agreement, answer_balance, answers, dose, explained, fairness_figures, overlap, sentences, specification_figures, words
from analytics.answers import is_it_fair, people_harmed
from analytics.explained import fairness as steps
from analytics.negative_control import NegativeControl, negative_controls
from analytics.numbers_behind import behind
from analytics.sentences import fairness, satisfaction
from analytics.subgroups import interaction
from analytics.tables import is_it_fair as table
from analytics.vocabulary import EXPOSURES, HEADLINE_ADJUSTMENT
from pages.parts import choices, download, every_choice, keep, show
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
records, choice = frame(is_it_fair.TITLE)
adjust = HEADLINE_ADJUSTMENT if choice.adjust == "none" else choice.adjust
options = choice.options("compare", adjust=adjust)
selected = bool(choice.where)
ASKED = people_harmed.ASKED_AFTER[:1]
name = records.file_name("compare", choice.outcome, f"{choice.window}-months", adjust, exact=choice.exact, selected=selected)


# get
def alike(**more: object) -> list[dict]:
    return records.rows("compare", **choice.options("compare", adjust=adjust, **more))


def crude() -> list[dict]:
    return records.rows("compare", **choice.options("compare", adjust="none"))


def of(model: str) -> tuple[dict, dict]:
    """The model's row made alike, and as the groups stand."""
    return tuple(next(row for row in rows if row["model"] == model) for rows in (alike(), crude()))


def controls() -> dict[str, NegativeControl]:
    return records.look(negative_controls, **choice.options("", window=choice.window, adjust=adjust))


def answers_alike() -> list[dict]:
    return people_harmed.asked(records.rows("answers_to", asked=ASKED, **choice.options("satisfaction", adjust=adjust)), ASKED[0][1])


def answers_crude() -> list[dict]:
    return people_harmed.asked(records.rows("answers_to", asked=ASKED, **choice.options("satisfaction")), ASKED[0][1])


def answers_balance() -> list[dict]:
    return records.rows(answer_balance.answer_balance, asked=ASKED[0], **choice.options("satisfaction", adjust=adjust))


# show
def overall() -> None:
    show.answer(is_it_fair.answer(alike(), controls()))
    show.picture(fairness_figures.twins(alike(), crude(), records.models), "twins")


def closely(model: str) -> None:
    row, plain = of(model)
    balance = records.rows("balance", **choice.options("balance", adjust=adjust, model=model))
    standing = records.look(overlap.overlap, model=model, **choice.options("compare"))
    show.said(is_it_fair.beside(row, sentences.about(row, records.models), sentences.twin(plain, records.models)))
    show.heading("Are the two groups alike?")
    show.sentence(fairness.how_alike(balance, is_it_fair.TRAITS))
    show.picture(behind(fairness_figures.likeness(balance, is_it_fair.TRAITS), row), "likeness")
    show.sentence(fairness.set_aside(row, records.models))
    show.picture(behind(fairness_figures.chances(standing, model, records.models), row), "chances")
    show.heading("What could explain the gap away?")
    show.sentence(fairness.explained_away(row))
    show.heading("Were they different before?")
    show.sentence(fairness.control(controls()[model], records.models))
    show.heading("Is it the same for everybody?")


def by_group(model: str, column: str) -> None:
    rows = alike(by=column, model=model)
    show.picture(fairness_figures.by_group(rows, column, records.models), "by-group")
    show.sentence(fairness.interaction(interaction(rows)))
    show.heading("Sent, started, completed")
    exposed = [alike(exposure=exposure, model=model)[0] for exposure in EXPOSURES]
    show.picture(fairness_figures.by_exposure(exposed, records.models), "by-exposure")
    show.sentence(is_it_fair.exposures(exposed))
    sessions = records.look(dose.dose, model=model, **choice.options("compare", adjust="none"))
    show.picture(fairness_figures.attended(sessions, model, choice.outcome, records.models), "attended")
    show.sentence(is_it_fair.attendance(sessions, of(model)[0]))
    show.heading("Would another analyst find the same?")


def every(found: agreement.Agreement, apart: dict[str, list[dict]], model: str) -> None:
    show.sentence(fairness.agree(found, words.EVENTS[choice.outcome].again))
    show.picture(specification_figures.curve(found, model, link, records.models), "every-choice")
    show.links([(title, link(row)) for title, row in specification_figures.ends(found)])
    show.sentence(is_it_fair.APART)
    show.picture(specification_figures.drawn_apart(apart, model, link), "apart")


def victims_answers(model: str) -> None:
    show.heading("And victims’ answers?")
    drawn = fairness_figures.answer_twins(answers_alike(), answers_crude(), records.models)
    show.sentence(is_it_fair.VICTIMS if drawn else is_it_fair.NO_VICTIMS)
    show.picture(drawn, "answers")
    row, plain = (next((row for row in rows if row["model"] == model), None) for rows in (answers_alike(), answers_crude()))
    if not drawn or satisfaction.verdict(row) in fairness_figures.NOBODY:
        return
    balance = [of for of in answers_balance() if of["model"] == model]
    show.said(is_it_fair.answers_beside(satisfaction.about(row, records.models, choice.exposure),
                                        satisfaction.twin(plain, records.models, choice.exposure),
                                        satisfaction.how_alike(balance[0], records.models, choice.exposure)))
    if not sentences.missing(balance[0]["effective_n"]):
        show.sentence(fairness.how_alike(balance, is_it_fair.TRAITS))
        show.picture(fairness_figures.likeness(balance, is_it_fair.TRAITS), "answers-likeness")


def link(row: dict) -> str:
    return choices.link(row, records.models)


def in_figures(model: str, found: agreement.Agreement) -> None:
    row, plain = of(model)
    show.heading("Hard questions")
    show.said(is_it_fair.hard_questions(row, plain, controls()[model], found))
    victims_answers(model)
    show.can_and_cannot(is_it_fair.can_say(row, controls()), is_it_fair.cannot_say(records.demonstration))
    show.heading("The same in figures")
    show.table(table.COLUMNS, table.lines(alike(), crude(), controls(), records.models), is_it_fair.caption(alike()), "checks")
    if answers_alike():
        show.table(table.ANSWER_COLUMNS, table.answers(answers_alike(), answers_crude(), answers_balance(), records.models),
                   is_it_fair.answers_caption(), "answers")
    show.source(answers.source(alike(), records.demonstration))


# explain
def files(model: str) -> list[tuple[str, str, dict, str]]:
    """Verb, file name, options and what it holds."""
    named = {"exact": choice.exact, "selected": selected}
    return [
        ("compare", name, options, "the table"),
        ("balance", records.file_name("balance", choice.outcome, f"{choice.window}-months", model, **named),
         choice.options("balance", adjust=adjust, model=model), "how alike they are"),
        ("robustness", records.file_name("robustness", choice.outcome, model, **named), curve(model), "every choice"),
    ]


def curve(model: str) -> dict[str, object]:
    """The options of the specification curve: what it goes through by itself is none of them."""
    return choice.options("", outcome=choice.outcome, model=model, exposure="referred", unit="first", landmark=0)


def calculated(model: str) -> show.How:
    commands = [download.command(verb, given, file) for verb, file, given, _ in files(model)]
    return steps.checks(alike()), records.look(explained.statement, verb="compare", **options), *commands


stretch(records, choice, overall)
model = choices.one_model(records.models)
stretch(records, choice, closely, model)
stretch(records, choice, by_group, model, choices.one_column())
rows = every_choice.rows(records, **curve(model))
found = agreement.agreement(rows)
if rows:
    show.together("every", lambda: every(found, agreement.apart(rows), model))
show.together("in-figures", lambda: in_figures(model, found))
for verb, file, given, title in files(model):
    download.result(records, verb, file, given, title)
keep.pictures(records, choice)
show.how(*kept(records, choice, calculated, model))
