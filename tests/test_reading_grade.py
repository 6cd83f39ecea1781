"""Every template reads at grade 9 at most (Flesch-Kincaid, by textstat)."""

import ast
import re
import tomllib

import pytest
import textstat

from data.claims import rule
from data.methods import methods
from tests.test_words_never_said import ROOT, SAYING

MOST = 9
SENTENCE = re.compile(r"[.?!]\s*$")


def templates(file):
    """A file's texts that are sentences, with 30 in every gap; nothing that is code, HTML or a documentation string."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    left_out = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(part) for node in joined for part in ast.walk(node)}
    texts = ["".join(part.value if isinstance(part, ast.Constant) else "30" for part in node.values) for node in joined]
    texts += [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
              and id(node) not in inside and node.value not in left_out]
    texts = [re.sub(r" ?\([^)]*\)", "", text) for text in texts]  # the technical word in brackets is not to be read
    return [text for text in texts if len(re.findall(r"[A-Za-z']+", text)) >= 8 and "<" not in text and SENTENCE.search(text)]


@pytest.mark.parametrize("file", [file for file in SAYING if templates(file)], ids=lambda file: file.relative_to(ROOT).as_posix())
def test_templates(file):
    found = templates(file)
    assert textstat.flesch_kincaid_grade(" ".join(found)) <= MOST
    # A short sentence or two are too little for the measure; a template of 20 words and two sentences has to hold by itself.
    long = [text for text in found if len(text.split()) >= 20 and len(re.findall(r"[.?!](\s|$)", text)) >= 2]
    hard = [text for text in long if textstat.flesch_kincaid_grade(text) > MOST]
    assert not hard, hard[0]


@pytest.mark.parametrize("method", methods(), ids=lambda method: method.name)
def test_methods(method):
    assert textstat.flesch_kincaid_grade(method.says) <= MOST


def test_the_rule_for_claims():
    assert textstat.flesch_kincaid_grade(" ".join(rule().says)) <= MOST
    said = tomllib.loads((ROOT / "data/claims.toml").read_text(encoding="utf-8"))["claim"]
    assert all(textstat.flesch_kincaid_grade(claim["cannot"]) <= MOST for claim in said if "cannot" in claim)
