"""The words of the table pack and the workbook: whose records, what was chosen, what was held back, how to read them."""

from analytics import answers, selection_words, words
from analytics.brief.edition import Edition
from analytics.explained.common import ARMS
from data.version import VERSION


def title(edition: Edition) -> str:
    """The brief's own title, else ours; invented records say so first."""
    said = edition.wishes.title or "Restorative justice outcomes"
    return f"DEMO – {said}" if edition.invented else said


def invented(edition: Edition) -> str:
    """The line that stands on everything made from invented records; empty for real ones."""
    return answers.demonstration(answers.PUBLISHED_BESIDE) if edition.invented else ""


def subject(edition: Edition) -> str:
    """Who is counted, in words."""
    wishes = edition.wishes
    each = "every release" if wishes.unit == "every" else "first release"
    return f"{selection_words.selected(wishes.where, edition.counties)}, {each}"


def source(edition: Edition) -> str:
    """Where the figures come from."""
    about = edition.about
    return answers.source([{"data_as_of": about.data_as_of.isoformat(), "fingerprint": about.fingerprint}], edition.invented)


def footer(edition: Edition) -> str:
    """What stands under every printed page."""
    return ("DEMO, invented records. " if edition.invented else "") + source(edition)


def made_alike(adjust: str = "none") -> str:
    """Whether the groups are made alike."""
    if adjust == "none":
        return ("Crude figures: the groups are not made alike. People were chosen for these programs, and chose them, so don't read "
                "a gap as what a program did.")
    return ("The groups are made alike in what the records hold. People were not chosen by lot, so part of a gap may have "
            "other causes.")


def caution(edition: Edition, adjust: str = "none") -> str:
    """How the groups were made, and a warning where only those who went or finished are counted."""
    return made_alike(adjust) + ("" if edition.wishes.exposure == "referred" else f" {answers.SELECTED}")


def notes(edition: Edition) -> list[tuple[str, str]]:
    """(label, text) in the order in which they are read."""
    wishes = edition.wishes
    event = words.EVENTS[wishes.headline]
    said = [("What this is", title(edition))]
    if edition.invented:
        said.append(("Invented records", invented(edition)))
    if wishes.exact:
        said.append(("Exact figures", answers.EXACT))
    if wishes.organization:
        said.append(("Made by", wishes.organization))
    said += [
        ("Who is counted", subject(edition) + "."),
        ("Who counts for a program", ARMS[wishes.exposure]),
        ("What happened again", f"{event.title}: {event.rule}, within {words.window(wishes.window)}."),
        ("Compared with", f"{answers.USUAL_SENTENCE_HOLDS} {made_alike(wishes.adjust)}"),
        ("What is held back", edition.description("")["protection"]),
        ("Empty cells", "An empty cell is not zero. The column status says why: suppressed, immature, not_estimable, low or ok."),
        ("Shares", "Shares run from 0 to 1, never in percent."),
        ("Source", source(edition)),
        ("Made with", f"Version {VERSION}"),
    ]
    return said


def readme(edition: Edition, files: dict[str, str], example: str) -> str:
    """README.txt. files: name -> what it is, for every file of the pack."""
    lines = [title(edition), ""]
    for label, text in notes(edition)[1:]:
        lines += [label.upper(), text, ""]
    lines += ["FILES"] + [f"{name}\n    {about}" for name, about in files.items()] + [""]
    if not edition.wishes.robustness:
        lines += ["EVERY DEFENSIBLE CHOICE", "The same comparison under every defensible choice is not among these tables, since it takes a minute. The option",
                  "--robustness of the command puts it here; python -m analytics robustness gives it alone.", ""]
    lines += [
        "IN EXCEL", "Open tables.xlsx: letters, days and numbers come out right there. The CSV files are UTF-8 without a mark at the",
        "start, as programs want them; an older Excel may garble letters of theirs. No cell of either is ever run as a formula.", "",
        "IN R", 'Set the folder as working directory and run source("read.R"). It reads every table with its types and checks the sums.', "",
        "IN PYTHON", 'pandas.read_csv("NAME.csv") reads a table as it is; datapackage.json names the types (Frictionless Data).', "",
        "TO CHECK THE FILES", "sha256sum -c SHA256SUMS tells whether a file was changed. Whether the figures still hold, the records tell:",
        f"{example}", "",
    ]
    return "\n".join(lines)
