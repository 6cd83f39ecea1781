"""Who and where: who is reached, and who is not? Group by group, circuit by circuit, county by county."""

from analytics import access_figures, answers, explained
from analytics.access import access_by
from analytics.answers import who_and_where
from analytics.sentences.services import about, title
from analytics.tables import who_and_where as table
from pages.parts import choices, download, keep, show
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
records, choice = frame(who_and_where.TITLE)
options = choice.options("access")


# get
def reached(by: str = "") -> list[dict]:
    return records.rows("access", **options, **({"by": by} if by else {}))


def sent(by: str) -> list[dict]:
    """Those who were sent to any restorative program, group by group: of hundreds of counties no more is shown."""
    return records.rows("access", only=who_and_where.OF_ANY_SENT, **options, by=by)


def helped() -> list[dict]:
    """Reentry services, and what happened after them."""
    return records.rows("services", **choice.options("services"))


# show
def overall() -> None:
    records.count_by("access", access_by, ("", "circuit", "county_fips"), **options)
    show.answer(who_and_where.answer(reached()))
    show.sentence(who_and_where.eligible(reached()), "eligible")
    show.heading(who_and_where.CIRCUITS)
    show.sentence(who_and_where.by_group(sent("circuit"), "circuit"), "circuits-words")
    show.picture(access_figures.circuits(sent("circuit")), "circuits")
    show.heading(who_and_where.COUNTIES)
    show.picture(access_figures.county_map(sent("county_fips"), records.possible.counties), "counties")
    show.heading(who_and_where.GROUPS)


def by_group(column: str) -> None:
    show.sentence(who_and_where.by_group(sent(column), column), "groups-words")
    show.picture(access_figures.groups(sent(column), column), "groups")


def closely(column: str, model: str) -> None:
    of_model = who_and_where.of_step(reached(column), model)
    show.picture(access_figures.groups(of_model, column, records.models), "groups-model")
    show.heading(who_and_where.SERVICES)
    held = helped()
    show.said([(title(row), about(row)) for row in held if row["program"] == who_and_where.REENTRY])
    show.sentence(who_and_where.REQUIRED if held else who_and_where.NOTHING_KEPT, "required")
    show.can_and_cannot(who_and_where.can_say(), who_and_where.cannot_say(reached(), records.demonstration))
    show.fair(who_and_where.FAIR)


def in_figures(column: str) -> None:
    show.heading("The same in figures")
    for by in dict.fromkeys((column, "circuit")):
        of_any = who_and_where.of_model(reached(by))
        show.table(table.columns(of_any, by), table.lines(of_any, by), who_and_where.caption(), f"table-{by}")
    if helped():
        show.table(table.service_columns(choice.outcome), table.service_lines(helped()), who_and_where.services_caption(), "services")
    show.source(answers.source(reached(), records.demonstration))


# explain
def files(column: str) -> list[tuple[str, str, dict, str]]:
    """Verb, file name, options and what it holds."""
    held = (("", "everyone"), (column, "these groups"), ("circuit", "circuits"), ("county_fips", "counties"))
    named = {"exact": choice.exact, "selected": bool(choice.where)}
    reached_by = [("access", records.file_name("access", *([f"by-{by}"] if by else []), **named), {**options, "by": by} if by else options, label)
                  for by, label in held]
    return [*reached_by, ("services", records.file_name("services", choice.outcome, f"{choice.window}-months", **named),
                          choice.options("services"), "reentry programs")]


def calculated(column: str) -> show.How:
    return (explained.reached(reached()), records.look(explained.statement, verb="access", **options),
            *(download.command(verb, asked, name) for verb, name, asked, _ in files(column)))


stretch(records, choice, overall)
column = choices.one_grouping()
stretch(records, choice, by_group, column)
model = choices.one_model(records.models)
stretch(records, choice, closely, column, model)
stretch(records, choice, in_figures, column)
for verb, name, asked, label in files(column):
    download.result(records, verb, name, asked, label)
keep.pictures(records, choice, event=False)
show.how(*kept(records, choice, calculated, column))
