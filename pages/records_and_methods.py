"""Records and methods: what these records are, and how each number is made."""

from analytics import known_truth, load_history, quality, quality_figures, quality_words
from pages.parts import keep, loading, records, reference, show, show_text
from pages.parts.frame import frame

PARTS = ("These records", "Methods", "Your own records")

# choose
held, choice = frame("What are these records, and how is each number made?", people=False)
show_text.style()

# get
at_hand = held.look(quality.at_hand, min_cell=choice.min_cell)
truth = known_truth.read(records.path()) if held.demonstration else None
asked = dict(outcome=choice.outcome, window=choice.window, min_cell=choice.min_cell)
crude, alike = (held.rows("compare", **asked, adjust=adjust) if truth else [] for adjust in ("none", "entropy"))

# show
show.answer(quality_words.answer(at_hand))
show.source(quality_words.source(at_hand))

quality_part, methods_part, own_part = show_text.parts(PARTS)

if quality_part.open:  # a million releases take a second or two to look through
    with quality_part:
        show_text.heading("How long people were followed")
        followed = held.rows(quality.maturity, min_cell=choice.min_cell)
        show.picture(quality_figures.followed(followed, at_hand.load.data_as_of.isoformat()), "followed")
        show_text.text(quality_words.FOLLOWED, "followed-words")

        show_text.heading("How much is known")
        show_text.text(quality_words.KNOWN, "known-words")
        columns = held.rows(quality.completeness, min_cell=choice.min_cell)
        show.picture(quality_figures.filled(columns), "filled")
        show_text.download_table("Download this table (CSV)", held.file_name("completeness", exact=choice.exact), columns)

        show_text.heading("What was ignored, left out or looked odd")
        notices = held.rows(quality.notices, min_cell=choice.min_cell)
        show.picture(quality_figures.ignored(notices, columns), "ignored")
        show_text.lines("Looked odd when the records were loaded", quality_words.told(notices), "odd")

        show_text.heading("Where the records came from")
        files = held.rows(quality.files, min_cell=choice.min_cell)
        show_text.table(quality_words.FILE_COLUMNS, quality_words.file_rows(files), quality_words.FILES, "files")

        show_text.heading("How the records came to be what they are")
        loads = load_history.in_words(held.look(load_history.loads), min_cell=choice.min_cell)
        show_text.table(load_history.TABLE, loads, load_history.CAPTION, "loads")

        show_text.heading("What the records may hold")
        reference.dictionary_drawers()

with methods_part:
    show_text.heading("The rules behind every number")
    reference.rules_drawers(held.look(quality.models), quality_words.verify_command(records.path()))

    show_text.heading("How each number is worked out")
    reference.method_drawers()

    if truth:
        show_text.heading("Watch the method work")
        show_text.lines("The known truth", known_truth.ABOUT, "truth-words")
        show.table(known_truth.COLUMNS, known_truth.lines(truth, crude, alike, held.models), known_truth.caption(alike), "truth")

    show_text.heading("What the columns of a downloaded file mean")
    reference.definition_drawers()

with own_part:
    loading.own_records()

keep.pictures(held, choice, people=False)
