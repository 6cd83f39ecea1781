"""Records from a folder of files into a database file: all of them or, where too much is wrong, none."""
from data.loading.attempt import Prepare
from data.loading.forgetting import Erasure, forget
from data.loading.load import load_folder
from data.loading.report import FileRead, LoadProblem, LoadReport, Notice, Reject, TableRows, told
from data.loading.upgrading import Upgrade, upgrade

__all__ = ["Erasure", "FileRead", "LoadProblem", "LoadReport", "Notice", "Prepare", "Reject", "TableRows", "Upgrade", "forget", "load_folder", "told", "upgrade"]
