"""Take it with you: what the page says around files that are made, and around figures that are checked."""

from collections.abc import Sequence

TITLE = "How do I take this with me?"
ANSWER = ("As slides, a report, or tables. Each says of whom it tells, how sure it is and where it comes from, and anybody can check it "
          "here later: a figure by its receipt, a file by itself.")
ON_THIS_PAGE = "What you make holds what is chosen here."
KINDS = {
    "Slides (PowerPoint, charts can be edited)": "pptx",
    "Report (one web page, prints well)": "html",
    "Table pack (zip: CSV, R, notes, checksums)": "zip",
    "Workbook (Excel)": "xlsx",
}
LENGTHS = {"Five slides, for four minutes": 5, "Twelve slides, for a room": 12}
MAKING, CHECKING = "Make a file", "Check a figure or a file"
PICTURES = "Pictures, one by one"
PICTURES_ABOUT = "As they stand on the slides, with title, number of people and source in the image."
WAITING = "You can go on reading on other pages; what is made stays here."
STOPPED = "Stopped. Nothing was made."
RECEIPT_ABOUT = ("Every figure on a slide and in a report carries a receipt: a code in groups of five letters and digits. Type it, or scan the square "
                 "beside it.")
UPLOAD_ABOUT = ("Hand over a file that was made here: slides, a report, a pack, a workbook, or a table (CSV) with the .json beside it. It is "
                "made again from the records and compared; it is not kept.")
HEADINGS = {"true": "Still true", "changed": "Changed", "other": "Made from other records", "edited": "Edited, or mistyped",
            "identical": "Identical"}
EVERY_CHOICE = "With the same comparison under every defensible choice (takes a minute or more)"
NO_LOGO = "A PNG or JPEG of at most 5 MB."
TOO_MANY = "Hand over one file at a time, with its .json where it has one beside it."
UNEXPECTED = "Something went wrong on our side. Nothing was changed; try again, or make another kind of file."


KEEP = "Keep the pictures as images"
NO_PICTURE = "There is no picture on this page now."
GONE = "This picture is no longer on the page. Close this list and open it again."


def counted_here(whom: str) -> str:
    """What stands under a picture that is kept: who is counted, and how."""
    return f"Counted here: {whom}"


def made(kind: str, size: int) -> str:
    """What lies ready."""
    title = next(title for title, ending in KINDS.items() if ending == kind)
    return f"Ready: {title.split(' (')[0].lower()}, {max(1, round(size / 1024)):,} kB."


def stated(kind: str, said: str) -> str:
    """A verdict on a figure or a file."""
    return f"{HEADINGS[kind]}. {said}"


def split(names: Sequence[str]) -> tuple[int, int | None] | None:
    """Which of the files handed over is to be checked, and which describes it; None where that can't be told."""
    if len(names) == 1:
        return 0, None
    if len(names) == 2:
        for one, other in ((0, 1), (1, 0)):
            if names[other] == names[one] + ".json":
                return one, other
    return None
