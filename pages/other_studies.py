"""Other studies: what was found elsewhere? Published studies by kind of program, outcome and design."""

from analytics import evidence_figures, evidence_words, explained
from analytics.answers import other_studies
from analytics.evidence import groups, table
from analytics.evidence_file import evidence_file
from analytics.sentences import evidence as sentences
from analytics.tables import background
from analytics.tables import other_studies as tables
from data.evidence import published_studies
from data.stated_facts import stated_facts
from pages.parts import choices, download, keep, show, show_text
from pages.parts.frame import frame
from pages.parts.stretch import kept, stretch

# choose
records, choice = frame(other_studies.TITLE, event=False, people=False, instead=other_studies.ON_THIS_PAGE,
                        invented=other_studies.BANNER)
show_text.style()



# get
def pooled() -> tuple[list, list[dict]]:
    """The groups of studies, and what each comes to."""
    found = groups()
    return found, table(found).to_dict("records")


found, rows = records.kept("published studies", pooled)
words_only = records.kept("told in words", lambda: tables.told(found, published_studies()))


# show
def overall() -> None:
    show.answer(other_studies.answer(rows))
    for kind, title in other_studies.PICTURES.items():
        places = [place for place, row in enumerate(rows) if evidence_words.outcome(row["outcome"]).kind == kind]
        show.picture(evidence_figures.forest([rows[place] for place in places], [found[place] for place in places], title), kind)
    show.heading("One kind, study by study")


def closely(place: int) -> None:
    show.sentence(sentences.about(rows[place]))
    show.picture(evidence_figures.studies(found[place], rows[place]), "study-by-study")
    show.picture(evidence_figures.without_each(found[place]), "without-each")
    show.picture(evidence_figures.funnel(found[place]), "funnel")
    if found[place].model in words_only:
        show_text.table(tables.TOLD_COLUMNS, words_only[found[place].model], other_studies.ALSO_FOUND, "also-found")


def in_figures() -> None:
    show.can_and_cannot(other_studies.can_say(rows), other_studies.cannot_say())
    show.fair(other_studies.FAIR)
    show.heading("Told in words only")
    show_text.text(other_studies.WORDS_ONLY, "words-only")
    show_text.drawers([(evidence_words.model(model).title, show_text.table_html(tables.TOLD_COLUMNS, told, "")) for model, told in
                       words_only.items()], "told")
    show.heading("The same in figures")
    show.table(tables.COLUMNS, tables.lines(rows), other_studies.caption(), "groups")
    show.heading(background.HEADING)
    show_text.table(background.COLUMNS, background.rows(stated_facts()), background.CAPTION, "background")
    show.sentence(background.population(), "population")


stretch(records, choice, overall)
place = choices.one_group(rows)
stretch(records, choice, closely, place)
stretch(records, choice, in_figures)
download.file(evidence_file, "evidence.csv")
keep.images("PICTURE", "", "", other_studies.SOURCE)
show.how(*kept(records, choice, lambda: (explained.evidence(), "", download.without_records("evidence", "evidence.csv"))))
