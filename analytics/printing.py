"""Printing a table: all of it, or a sentence that it is not whole."""

import os
import sys

from data.problem import Problem


def print_whole(text: str) -> None:
    """Write to the standard output. Raises Problem where it takes no more, and BrokenPipeError where nobody reads on."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What was not taken is held still, and would fail once more when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Problem(f"The table could not be printed ({error.strerror}). What was printed of it is not whole; name a file with --csv.") from None
