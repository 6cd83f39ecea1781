"""Who and where: who is reached, and who is not? Group by group, circuit by circuit, county by county."""

from analytics import access_figures, answers, explained
from analytics.answers import who_and_where
from analytics.sentences.services import about, title
from analytics.tables import who_and_where as table
from pages.parts import choices, download, keep, show
from pages.parts.frame import frame

# choose
records, choice = frame(who_and_where.TITLE)

# get
options = choice.options("access")
rows = records.count("access", **options).to_dict("records")

# show
show.answer(who_and_where.answer(rows))
show.sentence(who_and_where.eligible(rows), "eligible")
by_circuit = records.count("access", **options, by="circuit").to_dict("records")
by_county = records.count("access", **options, by="county_fips").to_dict("records")
show.heading(who_and_where.CIRCUITS)
sent = who_and_where.of_step(by_circuit)
show.sentence(who_and_where.by_group(sent, "circuit"), "circuits-words")
show.picture(access_figures.circuits(sent), "circuits")
show.heading(who_and_where.COUNTIES)
show.picture(access_figures.county_map(who_and_where.of_step(by_county), records.possible.counties), "counties")

show.heading(who_and_where.GROUPS)
column = choices.one_grouping()
by_group = records.count("access", **options, by=column).to_dict("records")
show.sentence(who_and_where.by_group(who_and_where.of_step(by_group), column), "groups-words")
show.picture(access_figures.groups(who_and_where.of_step(by_group), column), "groups")
model = choices.one_model(records.models)
show.picture(access_figures.groups(who_and_where.of_step(by_group, model), column, records.models), "groups-model")

show.heading(who_and_where.SERVICES)
held = records.count("services", **choice.options("services")).to_dict("records")
show.said([(title(row), about(row)) for row in held if row["program"] == who_and_where.REENTRY])
show.sentence(who_and_where.REQUIRED if held else who_and_where.NOTHING_KEPT, "required")

show.can_and_cannot(who_and_where.can_say(), who_and_where.cannot_say(rows, records.demonstration))
show.fair(who_and_where.FAIR)

show.heading("The same in figures")
for by, found in {column: by_group, "circuit": by_circuit}.items():
    of_any = who_and_where.of_model(found)
    show.table(table.columns(of_any, by), table.lines(of_any, by), who_and_where.caption(), f"table-{by}")
if held:
    show.table(table.service_columns(choice.outcome), table.service_lines(held), who_and_where.services_caption(), "services")
show.source(answers.source(rows, records.demonstration))

# download
commands = []
for by, label in (("", "everyone"), (column, "these groups"), ("circuit", "circuits"), ("county_fips", "counties")):
    asked = {**options, "by": by} if by else options
    name = records.file_name("access", *([f"by-{by}"] if by else []), exact=choice.exact, selected=bool(choice.where))
    download.result(records, "access", name, asked, label)
    commands.append(download.command("access", asked, name))
service_name = records.file_name("services", choice.outcome, f"{choice.window}-months", exact=choice.exact, selected=bool(choice.where))
download.result(records, "services", service_name, choice.options("services"), "reentry programs")
commands.append(download.command("services", choice.options("services"), service_name))
keep.pictures(records, choice, event=False)

# explain
show.how(explained.reached(rows), records.look(explained.statement, verb="access", **options), *commands)
