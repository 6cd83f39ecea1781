"""The one kind of error that is meant for a person."""


class Problem(Exception):
    """Something a person can put right, told in one clear sentence.

    The sentence says what is wrong, where, what was kept and what to do. The command line prints it
    and ends with 2; a page shows it. Any other exception is a defect of the product.
    """
