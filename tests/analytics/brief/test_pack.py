"""The table pack: the commands' own bytes, and all that is needed to read and check them elsewhere."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest

from analytics.brief import prepared, taken, wish
from analytics.brief.archive import EPOCH, unzipped
from analytics.brief.pack import pack
from analytics.export import export
from tests.analytics.brief.test_slides import few_people

# Tabular Data Package 1: https://specs.frictionlessdata.io/tabular-data-package/
CASTS = {"string": str, "integer": int, "number": float, "date": date.fromisoformat,
         "boolean": {"true": True, "false": False}.__getitem__}


@pytest.fixture(scope="module")
def files(edition):
    return unzipped(pack(edition))


def test_every_table_is_the_commands_own_bytes(edition, files, demonstration):
    for name in ("compare-rearrest-36-months", "compare-rearrest-36-months-crude", "completion", "repair"):
        table = edition.tables[name]
        made = export(demonstration, table.verb, **table.options)
        assert files[f"DEMO-{name}.csv"] == made.csv.encode("utf-8")
        assert json.loads(files[f"DEMO-{name}.csv.json"]) == json.loads(made.sidecar)
    assert {table.verb for table in edition.tables.values()} >= {"compare", "curve", "satisfaction", "completion", "obligations"}


def test_the_same_records_give_the_same_bytes():
    records, asked = few_people(), wish(outcome="rearrest")
    once, twice = (taken(prepared(records, asked, "zip"), "zip").content for _ in range(2))
    assert once == twice
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {EPOCH}


def test_the_package_is_described_as_its_specification_asks(files):
    package = json.loads(files["datapackage.json"])
    assert package["profile"] == "tabular-data-package" and re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert "invented" in package["description"]
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["profile"] == "tabular-data-resource" and re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert resource["bytes"] == len(content) and resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert not content.startswith(b"\xef\xbb\xbf") and resource["encoding"] == "utf-8"
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8")))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header and all(field["description"] for field in fields)
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                if cell not in resource["schema"]["missingValues"]:
                    CASTS[field["type"]](cell)
    assert {resource["path"] for resource in package["resources"]} == {name for name in files if name.endswith(".csv")}


def test_checksums_and_readme_name_every_file(files):
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "SHA256SUMS"}
    readme = files["README.txt"].decode("utf-8")
    assert readme.startswith("DEMO – Hearing") and "Nothing counted from them is about Missouri" in readme
    assert "Published studies and prices beside them are real" in readme
    assert all(f"\n{name}\n" in readme for name in files)


def test_codes_and_dictionary_explain_what_stands_in_the_tables(files):
    codes = {(row["list"], row["code"]) for row in csv.DictReader(io.StringIO(files["codes.csv"].decode()))}
    compared = list(csv.DictReader(io.StringIO(files["DEMO-compare-rearrest-36-months.csv"].decode())))
    assert {("model", row["model"]) for row in compared} | {("status", row["status"]) for row in compared} <= codes
    explained = {(row["part"], row["table"], row["column"]) for row in csv.DictReader(io.StringIO(files["dictionary.csv"].decode()))}
    assert ("record", "release", "released_on") in explained
    assert ("result", "compare-rearrest-36-months", "risk_difference") in explained


@pytest.mark.skipif(not shutil.which("Rscript"), reason="no R on this machine")
def test_the_script_reads_it_all_in_r_and_sees_a_change(files, tmp_path):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    done = subprocess.run(["Rscript", "read.R"], cwd=tmp_path, capture_output=True, text=True)
    tables = len(json.loads(files["datapackage.json"])["resources"])
    assert done.returncode == 0 and f"{tables} tables read" in done.stdout, done.stderr
    table = tmp_path / "DEMO-compare-rearrest-36-months.csv"
    table.write_text("\n".join(table.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    done = subprocess.run(["Rscript", "read.R"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0 and "it was changed" in done.stderr
