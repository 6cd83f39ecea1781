"""Is it fair? Whether the comparison is like with like, and whether another analyst would find the same."""

from analytics import agreement, answers, dose, explained, fairness_figures, overlap, sentences, specification_figures, words
from analytics.answers import is_it_fair
from analytics.explained import fairness as steps
from analytics.negative_control import negative_controls
from analytics.selection_words import TITLES
from analytics.sentences import fairness
from analytics.subgroups import interaction
from analytics.tables import is_it_fair as table
from analytics.vocabulary import EXPOSURES, HEADLINE_ADJUSTMENT
from pages.parts import choices, download, every_choice, show
from pages.parts.frame import frame

GROUPS = {TITLES[column]: column for column in ("sex", "age_band", "race", "offense", "risk_level", "release_type")}

# choose
records, choice = frame(is_it_fair.TITLE)

# get
made = choice.adjust if choice.adjust != "none" else HEADLINE_ADJUSTMENT
options = choice.options("compare", adjust=made)
alike = records.count("compare", **options).to_dict("records")
crude = records.count("compare", **choice.options("compare", adjust="none")).to_dict("records")
before = choice.options("", window=choice.window, adjust=made)
controls = records.look(negative_controls, **before)

# show
show.answer(is_it_fair.answer(alike, controls))
show.picture(fairness_figures.twins(alike, crude, records.models), "twins")

model = choices.one_model(records.models)
row, plain = (next(row for row in rows if row["model"] == model) for rows in (alike, crude))
balance = records.count("balance", **choice.options("balance", adjust=made), model=model).to_dict("records")
show.said([("Made alike", sentences.about(row, records.models)), ("As they stand", sentences.twin(plain, records.models)),
           ("How many more people", is_it_fair.how_many_more(row))])

show.heading("Are the two groups alike?")
show.sentence(fairness.how_alike(balance, is_it_fair.TRAITS), "how-alike")
show.picture(fairness_figures.likeness(balance, is_it_fair.TRAITS), "likeness")
show.sentence(fairness.set_aside(row, balance, records.models), "set-aside")
standing = records.look(overlap.overlap, model=model, **choice.options("compare"))
show.picture(fairness_figures.chances(standing, model, records.models), "chances")

show.heading("What could explain the gap away?")
show.sentence(fairness.explained_away(row), "explained-away")

show.heading("Were they different before?")
show.sentence(fairness.control(controls[model], records.models), "before")

show.heading("Is it the same for everybody?")
column = choices.one_of("Groups of people", GROUPS, "groups")
by_group = records.count("compare", **choice.options("compare", adjust=made), by=column, model=model).to_dict("records")
show.picture(fairness_figures.by_group(by_group, column, records.models), "by-group")
show.sentence(fairness.interaction(interaction(by_group)), "interaction")

show.heading("Sent, started, completed")
exposed = [records.count("compare", **choice.options("compare", adjust=made, exposure=exposure, model=model)).to_dict("records")[0]
           for exposure in EXPOSURES]
show.picture(fairness_figures.by_exposure(exposed, records.models), "by-exposure")
show.sentence(is_it_fair.EXPOSURES, "why-exposures")
sessions = records.look(dose.dose, model=model, **choice.options("compare", adjust="none"))
show.picture(fairness_figures.attended(sessions, model, choice.outcome, records.models), "attended")
show.sentence(is_it_fair.DOSE if sessions else is_it_fair.NO_SESSIONS, "why-dose")

show.heading("Would another analyst find the same?")
curve_options = choice.options("", outcome=choice.outcome, model=model, exposure="referred", unit="first", landmark=0)
every = every_choice.rows(records, **curve_options)
found = agreement.agreement(every)
if every:
    event = words.EVENTS[choice.outcome].again
    show.sentence(fairness.agree(found, event), "agree")
    show.picture(specification_figures.curve(found, model, lambda one: choices.link(one, records.models), records.models), "every-choice")
    show.links([(title, choices.link(one, records.models)) for title, one in specification_figures.ends(found)], "ends")
    show.sentence(is_it_fair.APART, "apart-words")
    show.picture(specification_figures.drawn_apart(agreement.apart(every), model, lambda one: choices.link(one, records.models)), "apart")

show.heading("Hard questions")
show.said(is_it_fair.hard_questions(row, plain, controls[model], found), "hard-questions")
show.heading("And victims’ answers?")
show.sentence(is_it_fair.VICTIMS, "victims")

show.can_and_cannot(is_it_fair.can_say(row, controls), is_it_fair.cannot_say(records.demonstration))
show.heading("The same in figures")
show.table(table.COLUMNS, table.lines(alike, crude, controls, records.models), is_it_fair.caption(alike), "checks")
show.source(answers.source(alike, records.demonstration))

# download
selected = bool(choice.where)
name = records.file_name("compare", choice.outcome, f"{choice.window}-months", made, exact=choice.exact, selected=selected)
download.result(records, "compare", name, options)
balance_options = choice.options("balance", adjust=made, model=model)
balance_name = records.file_name("balance", choice.outcome, f"{choice.window}-months", model, exact=choice.exact, selected=selected)
download.result(records, "balance", balance_name, balance_options, "how alike they are")
curve_name = records.file_name("robustness", choice.outcome, model, exact=choice.exact, selected=selected)
download.result(records, "robustness", curve_name, curve_options, "every choice")

# explain
show.how(steps.checks(alike), records.look(explained.statement, verb="compare", **options),
         download.command("compare", options, name), download.command("balance", balance_options, balance_name),
         download.command("robustness", curve_options, curve_name))
