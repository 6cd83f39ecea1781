"""The house's own rules: who may import what, where SQL lives, how long a file may be."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = sorted([*ROOT.glob("analytics/**/*.py"), *ROOT.glob("data/**/*.py")])
PAGES = sorted([ROOT / "dashboard.py", *ROOT.glob("pages/**/*.py")])
LONGEST = 300
# A statement over several lines, or one that joins or groups, belongs in a .sql file.
SQL = re.compile(r"\b(select\b.*\bfrom\b|insert\s+into\b|create\s+(or\s+replace\s+)?table\b)", re.IGNORECASE | re.DOTALL)
MORE_THAN_HOUSEKEEPING = re.compile(r"\n|\bjoin\b|\bgroup\s+by\b|\bover\s*\(", re.IGNORECASE)


def imported(file: Path) -> set[str]:
    """First parts of the names of all modules that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def texts(file: Path) -> list[str]:
    """A file's string constants, its docstrings left out; the fixed parts of an f-string joined."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    found = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    found += ["{}".join(part.value for part in node.values if isinstance(part, ast.Constant))
              for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    return [text for text in found if text not in docstrings]


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", LIBRARY, ids=name)
def test_the_library_knows_no_screen(file):
    assert "streamlit" not in imported(file)


@pytest.mark.parametrize("file", sorted(ROOT.glob("data/**/*.py")), ids=name)
def test_facts_do_not_depend_on_what_is_made_of_them(file):
    assert "analytics" not in imported(file)


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_pages_ask_the_library_and_count_nothing(file):
    assert not imported(file) & {"duckdb", "pandas", "scipy", "numpy"}


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_what_leaves_is_logged_and_what_runs_beside_a_page_may_show_no_more(file):
    """A download goes through pages/parts/logged.py (what is published already need not), a thread through work.py."""
    text = file.read_text(encoding="utf-8")
    assert ".download_button(" not in text or file.name in ("logged.py", "published.py")
    assert "Thread(" not in text or file.name == "work.py"
    assert ".file_uploader(" not in text or file.name == "handed.py"  # else its uploads are refused


@pytest.mark.parametrize("file", [*LIBRARY, *PAGES], ids=name)
def test_statements_live_in_sql_files(file):
    statements = [text for text in texts(file) if SQL.search(text) and MORE_THAN_HOUSEKEEPING.search(text)]
    assert not statements, f"move to a .sql file: {statements[0][:80]}"


@pytest.mark.parametrize("file", [*LIBRARY, *PAGES], ids=name)
def test_files_stay_short(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST
