"""The one word that says whether a figure is shown, and why not."""

import numpy as np

# When several apply, the first is given.
ORDER = ("suppressed", "immature", "not_estimable", "low")


def first_that_applies(**applies: np.ndarray) -> np.ndarray:
    """Status words in the shape of the given truth tables; `ok` where none applies."""
    return np.select([applies[word] for word in ORDER], ORDER, default="ok")
