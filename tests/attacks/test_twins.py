"""Files, pages, charts, tooltips and errors of two sets of records that differ in hidden counts only: all of them alike."""

import io
import json
import os
import re
import zipfile

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.brief import prepared, taken, wish
from analytics.export import VERBS, export, options_of
from analytics.prepared import prepare
from analytics.publishing import publish
from analytics.verify import verify_file
from data.database import connect_read_only, current_load
from data.loading import load_folder
from data.problem import Problem
from pages.parts.frame import PAGES
from tests.attacks import twins
from tests.pages.test_first_page import ROOT

DEEP = os.environ.get("DEEP") == "yes"
RECEIPT = re.compile(rb"\b[A-Z2-7]{5}(-[A-Z2-7]{1,5}){2,}\b")
SQUARE = re.compile(rb"data:image/png;base64,[A-Za-z0-9+/=]+")  # the receipt's picture; there are no others in a report
SUM = re.compile(rb"\b[0-9a-f]{64}\b")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The two databases and their fingerprints."""
    place, found = tmp_path_factory.mktemp("twins"), []
    for which in (0, 1):
        folder = place / f"of {which}"
        load_folder(twins.write(folder / "records", which), folder / "rj.duckdb", prepare=prepare)
        with connect_read_only(folder / "rj.duckdb") as connection:
            found.append((folder / "rj.duckdb", current_load(connection).fingerprint))
    assert found[0][1] != found[1][1]
    return found


def same(text: bytes | str, fingerprint: str) -> bytes:
    """What is left when the records' own name, receipts and checksums are taken out: they differ for any records."""
    whole = text.encode() if isinstance(text, str) else text
    whole = whole.replace(fingerprint.encode(), b"FINGERPRINT").replace(fingerprint[:12].encode(), b"FINGERPRINT").replace(fingerprint[:8].encode(), b"FINGERPRINT")
    return SUM.sub(b"SUM", RECEIPT.sub(b"RECEIPT", SQUARE.sub(b"SQUARE", whole)))


def parts(content: bytes, name: str = "") -> dict[str, bytes]:
    """Every part of a file, of files within it too: chart data, embedded workbooks, notes."""
    if not content.startswith(b"PK"):
        return {name: content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {inner: held for entry in archive.namelist() for inner, held in parts(archive.read(entry), f"{name}/{entry}").items()}


def test_the_records_differ_in_what_is_hidden(both):
    """With exact figures they do; else this would prove nothing."""
    one, other = (export(path, "compare", outcome="rearrest", min_cell=0).csv for path, _ in both)
    rows = [line.split(",")[4:7] for line in one.splitlines()], [line.split(",")[4:7] for line in other.splitlines()]
    assert ["circle_sentencing", "30", "3"] in rows[0] and ["circle_sentencing", "30", "7"] in rows[1]


@pytest.mark.parametrize("verb", [verb for verb in VERBS if DEEP or verb not in ("robustness", "claims", "savings")])
def test_every_file_of_a_verb(both, verb):
    asked = [{}, {"by": "sex"}, {"by": "race", "where": ["county_fips=29001"]}, {"adjust": "entropy"}]
    for options in asked:
        if set(options) - set(options_of(verb)) or verb == "repair" or (verb == "completion" and "adjust" in options):
            continue
        said = []
        for path, fingerprint in both:
            try:
                made = export(path, verb, **options)
                said.append((same(made.csv, fingerprint), same(made.sidecar, fingerprint), same(made.summary, fingerprint)))
            except Problem as problem:
                said.append((str(problem).replace(str(path), ""),))
        assert said[0] == said[1], options


@pytest.mark.parametrize("kind", ["pptx", "html", "zip", "xlsx"] if DEEP else ["pptx", "html"])
def test_every_part_of_a_brief(both, kind):
    """Charts' own data, the workbooks inside them, alternative texts, notes, descriptions."""
    found = []
    for path, fingerprint in both:
        with connect_read_only(path) as connection:
            made = taken(prepared(connection, wish(outcome=("rearrest", "any_return"), slides=12 if kind == "pptx" else 5), kind), kind)
        found.append({name: same(held, fingerprint) for name, held in (parts(made.content) | {"json": made.sidecar.encode()}).items()
                      if not name.endswith((".png", ".jpeg"))})  # a square is the receipt's picture
    assert found[0].keys() == found[1].keys()
    differ = [name for name in found[0] if found[0][name] != found[1][name]]
    assert differ == []


@pytest.mark.parametrize("file", [file for file in PAGES if file not in ("other_studies.py", "take_it_with_you.py")] if DEEP else ["new_offenses.py", "people_harmed.py"])
def test_every_page(both, monkeypatch, file):
    """All that reaches a browser: HTML, the data of charts, what a point tells when pointed at, alerts, code."""
    found = []
    for path, fingerprint in both:
        monkeypatch.setenv("RECORDS_DATABASE", str(path))
        st.cache_resource.clear()
        page = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=120)
        page.query_params["model"] = "Circle sentencing"
        page.run()
        assert not page.exception
        drawn = [element.proto.SerializeToString() for kind in ("bidi_component", "plotly_chart", "alert", "markdown", "code", "html", "text")
                 for element in page.get(kind)]
        found.append([re.sub(rb"[0-9a-f]{32,}", b"", same(one, fingerprint)).replace(str(path).encode(), b"") for one in drawn])
    st.cache_resource.clear()
    assert len(found[0]) > 3 and len(found[0]) == len(found[1])
    differ = [re.sub(rb"<[^>]+>", b" ", one)[:600] for one, other in zip(*found, strict=True) if one != other]
    assert differ == []


def test_errors_and_verdicts(both):
    """A wrong file that is checked, an impossible selection, a level with nobody."""
    said = []
    for path, fingerprint in both:
        told = []
        file = export(path, "compare", outcome="rearrest")
        told.append(verify_file("x.csv", file.csv.replace("30,", "31,", 1).encode(), file.sidecar, path).message)
        description = json.loads(file.sidecar)
        description["options"]["where"] = {"race": ["black"]}
        told.append(verify_file("x.csv", file.csv.encode(), json.dumps(description), path).message)
        for options in ({"where": ["sex=other"]}, {"where": ["facility=North"]}, {"where": ["county_fips=29005"]}, {"model": "nobody"}):
            try:
                told.append(export(path, "compare", outcome="rearrest", **options).csv)
            except Problem as problem:
                told.append(str(problem))
        said.append([same(text, fingerprint) for text in told])
    assert said[0] == said[1]


def test_the_published_copies(both, tmp_path):
    """Every file of a copy: its exact counts stand where none of what differs follows."""
    found = []
    for number, (path, fingerprint) in enumerate(both):
        publish(path, tmp_path / str(number))
        found.append({file.name: same(file.read_bytes(), fingerprint) for file in (tmp_path / str(number)).iterdir()})
    assert len(found[0]) > 100 and found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []
