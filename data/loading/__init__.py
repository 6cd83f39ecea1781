"""Records from a folder of files into a database file: all of them or, where too much is wrong, none."""

from data.when_asked import when_asked

__all__ = ["Erasure", "FileRead", "LoadProblem", "LoadReport", "Notice", "Prepare", "Reject", "TableRows", "Upgrade", "forget",
           "load_folder", "told", "upgrade"]

__getattr__ = when_asked(__name__, {
    "attempt": ("Prepare",), "forgetting": ("Erasure", "forget"), "load": ("load_folder",),
    "report": ("FileRead", "LoadProblem", "LoadReport", "Notice", "Reject", "TableRows", "told"),
    "upgrading": ("Upgrade", "upgrade")})  # fmt: skip
