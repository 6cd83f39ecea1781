"""The commands: what they print, how they end, and what they leave behind."""

import json

import pandas as pd
import pytest

from analytics.command_line import main

RELEASES = "release_id,person_id,released_on,follow_up_ended_on,facility\n" + "".join(
    f"r{number},p{number},2015-01-01,2020-01-01,=cmd()\n" for number in range(60)
)
PEOPLE = "person_id\n" + "".join(f"p{number}\n" for number in range(60))
EVENTS = "event_id,person_id,occurred_on,event_type\n" + "".join(
    f"e{number},p{number},2016-01-01,rearrest\n" for number in range(40)
)


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """A database of 60 people, loaded by the command."""
    folder = tmp_path_factory.mktemp("records")
    for name, text in {"person": PEOPLE, "release": RELEASES, "event": EVENTS}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert main(["load", str(folder), "--db", str(folder / "records.duckdb")]) == 0
    return folder / "records.duckdb"


def test_a_result_goes_to_standard_output_and_its_summary_beside(records, capsys):
    assert main(["compare", "--db", str(records), "--model", "retributive_only"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0].startswith("outcome,window_months,adjust,exposure,model,n,events,rate,rate_low")
    assert out.splitlines()[0].endswith(
        "status,subset,unit,landmark,strict_baseline,covariates,min_cell,data_as_of,fingerprint"
    )
    assert out.splitlines()[1].startswith("rearrest,36,none,referred,retributive_only,60,40,0.66666666666666663,")
    assert len(err.splitlines()) == 1


def test_a_file_is_described_and_can_be_verified(records, tmp_path, capsys):
    file = tmp_path / "x.csv"
    assert main(["compare", "--db", str(records), "--csv", str(file)]) == 0
    said = json.loads((tmp_path / "x.csv.json").read_text(encoding="utf-8"))
    assert said["verb"] == "compare" and said["options"]["window"] == 36
    assert set(said["definitions"]) == set(pd.read_csv(file).columns)
    assert main(["verify", str(file), "--db", str(records)]) == 0
    file.write_text(file.read_text(encoding="utf-8").replace(",60,40,", ",60,35,"), encoding="utf-8")
    assert main(["verify", str(file), "--db", str(records)]) == 1
    assert "the file says '35', the records give '40'" in capsys.readouterr().err


def test_other_records_cannot_vouch_for_a_file(records, tmp_path, capsys):
    file, folder = tmp_path / "x.csv", tmp_path / "other"
    main(["compare", "--db", str(records), "--csv", str(file)])
    folder.mkdir()
    (folder / "person.csv").write_text("person_id\np1\n", encoding="utf-8")
    (folder / "release.csv").write_text("release_id,person_id,released_on,follow_up_ended_on\nr1,p1,2015-01-01,2016-01-01\n", encoding="utf-8")
    main(["load", str(folder), "--db", str(tmp_path / "other.duckdb")])
    assert main(["verify", str(file), "--db", str(tmp_path / "other.duckdb")]) == 1
    assert "other records" in capsys.readouterr().err


def test_text_that_a_spreadsheet_would_run_is_inert(records, capsys):
    assert main(["compare", "--db", str(records), "--by", "facility", "--model", "retributive_only"]) == 0
    assert ",'=cmd()," in capsys.readouterr().out


def test_one_row_is_told_as_one(records, tmp_path, capsys):
    assert main(["compare", "--db", str(records), "--model", "retributive_only"]) == 0
    assert capsys.readouterr().err.startswith("compare: 1 row, ")
    (tmp_path / "person.csv").write_text("person_id\np1\n", encoding="utf-8")
    rows = "r1,p1,2015-01-01,2016-01-01\nr2,p9,2015-01-01,2016-01-01\nr3,p9,2015-01-01,2016-01-01\n"  # nobody is called p9
    for some, said in ((rows, "(up to 1 row may be left out)"), (rows[: rows.index("r3")], ", 1 row left out;")):
        (tmp_path / "release.csv").write_text("release_id,person_id,released_on,follow_up_ended_on\n" + some, encoding="utf-8")
        main(["load", str(tmp_path), "--db", str(tmp_path / "few.duckdb"), "--max-rejects", "1"])
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["compar"],
        ["compare"],
        ["compare", "--db", "{db}", "--outcome", "arrest"],
        ["compare", "--db", "{db}", "--outcome", "rearrest; drop table release"],
        ["compare", "--db", "{db}", "--window", "0"],
        ["compare", "--db", "{db}", "--window", "121"],
        ["compare", "--db", "{db}", "--window", "3.5"],
        ["compare", "--db", "{db}", "--model", "mediation"],
        ["compare", "--db", "{db}", "--where", "sex"],
        ["compare", "--db", "{db}", "--where", "sex="],
        ["compare", "--db", "{db}", "--where", "sex=woman"],
        ["compare", "--db", "{db}", "--where", "sex=female' or '1'='1"],
        ["compare", "--db", "{db}", "--where", "name=x"],
        ["compare", "--db", "{db}", "--where", "county_fips=99999"],
        ["compare", "--db", "{db}", "--where", "release_year=unknown"],
        ["compare", "--db", "{db}", "--by", "person_id"],
        ["compare", "--db", "{db}", "--by", "sex", "--by", "race"],
        ["compare", "--db", "{db}", "--csv", ""],
        ["compare", "--db", "{db}", "--landmark", "-1"],
        ["compare", "--db", "{db}", "--min-cell", "-1"],
        ["compare", "--db", "{db}", "--round", "0"],
        ["compare", "--db", "{db}", "--unit", "second"],
        ["compare", "--db", "{db}", "--exposure", "invited"],
        ["compare", "--db", "{db}", "--adjust", "magic"],
        ["compare", "--db", "{db}", "--csv", "/no/such/folder/x.csv"],
        ["compare", "--db", "/no/such/file.duckdb"],
        ["compare", "--db", "{text}"],
        ["curve", "--db", "{db}", "--kind", "pie"],
        ["verify", "/no/such/file.csv", "--db", "{db}"],
        ["verify", "{text}", "--db", "{db}"],
        ["load", "/no/such/folder", "--db", "{db}"],
        ["load", "{text}", "--db", "{db}"],
        ["load", "{folder}", "--db", "{db}", "--profile", "nowhere"],
        ["load", "{folder}", "--db", "{db}", "--set", "x"],
        ["load", "{folder}", "--db", "{db}", "--profile", "rossi_maryland", "--set", "released_on=2015-01-01", "--set", "released_on=2016-01-01"],
        ["load", "{folder}", "--db", "{db}", "--rejects", ""],
        ["load", "{folder}", "--db", "{text}"],
        ["demo", "--db", "{db}"],
        ["demo", "--db", "{new}", "--people", "0"],
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(arguments, records, tmp_path, capsys):
    text = tmp_path / "text.csv"
    text.write_text("not a database", encoding="utf-8")
    before = records.read_bytes()
    places = {"db": records, "text": text, "folder": records.parent, "new": tmp_path / "new.duckdb"}
    assert main([argument.format(**places) if argument.startswith("{") else argument for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert len(err.splitlines()) == 1 and err.startswith("error: ") and "Traceback" not in err
    assert records.read_bytes() == before and not (tmp_path / "new.duckdb").exists()
    assert text.read_text(encoding="utf-8") == "not a database"


@pytest.mark.parametrize("verb", ["demo", "load", "compare", "curve", "satisfaction", "completion", "savings", "claims", "evidence", "verify"])
def test_every_verb_explains_itself_with_an_example(verb, capsys):
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert "Example: python -m analytics " + verb in " ".join(capsys.readouterr().out.split())
