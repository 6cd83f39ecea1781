"""What a load says to whoever handed the files over: whole sentences from its report.

A report is a mapping as data.loading.worker tells it. It goes to the person who holds the files, so nothing is hidden.
"""

from collections.abc import Mapping, Sequence

from analytics.load_history import moved_in_words
from data.history.writing import Moved
from data.loading.unpacking import MOST_BYTES, in_words

NOTICES_SHOWN = 20
ADDS = {"They replace the records that I loaded before": False, "They are a later extract, to be added": True}
ABOUT_ADDING = ("Of a row that is there already the newer one counts. A file withdrawn.csv, with the columns table and id, names rows to be taken "
                "out. Either way the records as they were stay in the history of the file and can still be asked.")

NOT_HERE = ("Records can be loaded here only by somebody who sits at the machine that runs the dashboard. On that machine, use the "
            "command “python -m analytics load FOLDER --db FILE”. Whoever looks after it can open this part to all who "
            "reach the pages with LOADING_ALLOWED=yes.")
BACK = {"Demonstration": "Back to the demonstration", "This dashboard's": "Back to this dashboard's records"}
MEANWHILE = ("You can go to other pages or close this one: the load goes on. Until it is done, and if anything is wrong, "
             "everything stays as it is.")


def how_to(upload_megabytes: int) -> str:
    """What may be handed over, and what becomes of it."""
    return (f"Choose the files of your folder, or one zip file of them. Each may have up to {upload_megabytes} MB (a larger one "
            f"is marked red and not taken), and all of them {in_words(MOST_BYTES)} unpacked. For more, use the command “python -m "
            "analytics load FOLDER --db FILE”. "
            "The files are checked as a whole. Then they become your own records, in place of those you loaded before or added to "
            "them, on this machine only. The demonstration records are never touched.")


def sentence(report: Mapping) -> str:
    """How the load ended, in a sentence or two."""
    rows = sum(taken for taken, _ in report["tables"].values())
    if report.get("added"):
        done = (f"Added to your records: {moved_in_words(Moved(*rows) for rows in report['moved'].values())}. This is load {report['number']}."
                if report["changed"] else "Your records hold all of this already; nothing was changed.")
        return _with_left_out(done, report["left_out"])
    done = (f"Your records are loaded: {rows:,} rows in {_many(len(report['tables']), 'table')}." if report["changed"] else
            f"These are the records that you had loaded before ({rows:,} rows); nothing was changed.")
    return _with_left_out(done, report["left_out"])


def _with_left_out(done: str, left_out: int) -> str:
    if left_out:
        return f"{done} {_many(left_out, 'row')} had something wrong and {'was' if left_out == 1 else 'were'} left out."
    return f"{done} Nothing was left out."


def first_problems(report: Mapping) -> str:
    """The heading over the problems that are shown."""
    shown, all_ = len(report["shown"]), report["problems"]
    return "What was wrong" if shown == all_ else f"The first {shown} of {all_:,} problems"


def tables(report: Mapping) -> list[tuple[str, str, str]]:
    """A row a table: its name, rows taken, rows left out."""
    return [(name, f"{taken:,}", f"{left_out:,}") for name, (taken, left_out) in report["tables"].items()]


def told(report: Mapping) -> list[str]:
    """What was noticed, warnings first; counts of nothing are left away."""
    found = [(severity, message) for severity, _, rows, message in report["notices"] if rows or severity == "warning"]
    said = [message for _, message in sorted(found, key=lambda notice: notice[0] != "warning")]
    more = len(said) - NOTICES_SHOWN
    return said if more <= 0 else [*said[:NOTICES_SHOWN], f"And {more:,} more; all of them stand under “These records”."]


def still_needed(settings: Sequence[str]) -> str:
    """What has to be filled in before the files can be read."""
    return f"Please fill in first: {'; '.join(settings)}. Nothing was loaded."


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" + ("" if count == 1 else "s")
