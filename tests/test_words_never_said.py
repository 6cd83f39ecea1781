"""Words that are never said on screen, in any template or page; and that pages put no words around a number."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAYING = sorted(file for pattern in (
    "analytics/sentences/*.py", "analytics/answers/*.py", "analytics/explained/*.py", "analytics/tables/*.py", "analytics/*words.py",
    "analytics/*figures.py", "analytics/overview.py", "analytics/brief/*.py", "pages/**/*.py") for file in ROOT.glob(pattern))
NEVER = re.compile(r"significan|cohort|covariate|\bimpact|failure|\beffect|offender|recidivis|similar people", re.IGNORECASE)
PROPER_NAMES = re.compile(r"Impact of Crime|victim impact statement", re.IGNORECASE)
MATCHED_ONLY = {"comparison.py": "similar people", "claims.py": "similar people"}  # said there only of groups that were matched
CODE = re.compile(r"[a-z_0-9]+|[a-z-]+/[a-z-]+")  # a code, an option or a key, not something said


def said(file: Path) -> list[str]:
    """The texts of a file that could reach a screen: its strings without docstrings, codes and style."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in texts if text not in docstrings and not CODE.fullmatch(text)]


@pytest.mark.parametrize("file", SAYING, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_never_said(file):
    allowed = MATCHED_ONLY.get(file.name, "")
    for text in said(file):
        found = NEVER.search(PROPER_NAMES.sub("", text))
        assert not found or found.group() == allowed, text


@pytest.mark.parametrize("file", sorted(ROOT.glob("pages/*.py")), ids=lambda file: file.name)
def test_pages_put_no_words_around_a_number(file):
    """A page file passes results on; whatever stands around a figure comes from the library."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    words = [part.value for node in joined for part in node.values if isinstance(part, ast.Constant)]
    assert not [word for word in words if re.search(r"[a-z]+ [a-z]+", word)]
