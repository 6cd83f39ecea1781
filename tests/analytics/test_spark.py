"""Apache Spark counts what DuckDB counts: a real local Spark over the same records, every verb, to the last integer."""

import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import analytics
from analytics.command_line import main
from data import derive
from data.database import connect_read_only, current_load
from data.demonstration import write_demonstration
from data.loading import LoadProblem, load_folder
from data.loading.record_tables import record_tables
from data.loading.scanning import checksum
from data.partitioned import write_partitioned
from data.problem import Problem
from data.spark.session import session
from tests.analytics.wrong_records import WRONG

ROOT = Path(__file__).resolve().parents[2]
# Nothing is compiled: for a few hundred rows that takes longer than to count them.
SETTINGS = """
spark.master local[2]
spark.driver.memory 1g
spark.driver.bindAddress 127.0.0.1
spark.driver.host 127.0.0.1
spark.ui.enabled false
spark.sql.shuffle.partitions 2
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC
"""
# What made-up records seldom hold, a reason beside each row.
ODD = {
    "person": """
        person_id,sex,race,born_on
        odd1,,,                    # nothing is known
        odd2,other,unknown,2000-02-29   # a birthday that most years have not
        odd3,female,white,1990-01-01
    """,
    "release": """
        release_id,person_id,released_on,release_type,offense,risk_level,risk_assessed_on,prior_convictions,sentence_months,age_band,eligible,county_fips,facility,follow_up_ended_on
        o1b,odd1,2018-03-01,,,,,,,,,,,2018-03-01                                     # followed for no day at all
        o1a,odd1,2018-03-01,,,,,,,25_34,,,,2023-01-01                                # the same day: the smaller id is first
        o1c,odd1,2019-03-01,prison_release,violent,high,2019-02-01,0,0.0000,,true,29510,it's \\ here,2023-01-01  # a quote and a backslash
        o2,odd2,2018-02-28,probation_start,drug,low,2017-01-01,3,,,false,29510,,2023-01-01   # the day before the birthday
        o3,odd3,2018-01-31,diversion,other,unknown,,6,61,,,99999,,2023-01-01         # a county outside the state
    """,
    "participation": """
        participation_id,person_id,release_id,model,referred_on,started_on,ended_on,status,sessions_planned,sessions_attended
        p1,odd1,o1a,talking_circle,2018-03-01,2018-03-01,2018-03-01,completed,4,4    # a model of the site's own, on day 0
        p2,odd1,,circle_sentencing,,,,referred,,                                     # no date and no release
        p3,odd1,,circle_sentencing,2018-09-01,,,declined,,                           # between two releases: the next one's
        p4,odd2,,retributive_only,2018-01-01,,,active,,                              # puts nobody anywhere
        p5,odd3,o3,talking_circle,2018-02-01,,,withdrawn,0,                          # a day after the clock's start
    """,
    "event": """
        event_id,person_id,occurred_on,event_type,offense,offended_on
        e1,odd1,2018-03-01,rearrest,violent,                # day 0 of two releases
        e2,odd1,2019-09-01,rearrest,violent,2018-12-01      # the offense lies before one release and after another
        e3,odd1,2019-12-01,rearrest,,2019-11-01
        e4,odd1,2019-12-01,death,,                          # on one day the event comes before the death
        e5,odd2,2018-02-28,reincarceration,,                # the day of the sentence: the case itself
        e6,odd3,2021-01-30,technical_return,,               # 1,095 days on: the last day of three years
    """,
    "service": """
        service_id,person_id,release_id,program,gender_responsive,started_on,status
        c1,odd1,,health,,2018-03-01,completed        # no release: the smaller id of two on that day
        c2,odd1,,health,true,2018-03-02,active       # the next one
        c3,odd1,,parenting,,2020-01-01,withdrawn     # after the last: none
        c4,odd3,,parenting,false,,completed          # no start: none
        c5,odd2,o2,life_skills,,2019-01-01,removed   # its own, though begun later
    """,
    "survey": """
        response_id,respondent_id,respondent,release_id,participation_id,model,wave,asked_on,question,score,scale_min,scale_max
        s1,v1,victim,o1a,,,after,2018-05-01,satisfaction_process,2,1,5
        s2,v1,victim,o1a,,,after,2018-05-01,satisfaction_process,5,1,5     # asked again on the same day: the larger id counts
        s3,v2,victim,,,talking_circle,after,,satisfaction_process,,0,10    # of no release, not answered
        s4,v3,person_responsible,,p1,,before,2018-04-01,empathy,1,0,3
        s5,v3,person_responsible,,p1,,after,2018-06-01,empathy,3,0,3
    """,
    "obligation": """
        obligation_id,release_id,victim_id,kind,payee,unit,ordered,fulfilled,ordered_on
        b1,o1a,,restitution,,usd,0.0003,0.0001,2018-03-01   # ten-thousandths
        b2,o1a,,restitution,victim,usd,0,0,2018-03-01       # nothing ordered
        b3,o3,,community_service,,hours,40,40,              # no day
        b4,o1a,v2,restitution,victim,usd,5,5,2018-03-01     # two victims of one release
        b5,o1a,v1,restitution,,usd,7,0,2018-03-01
        b6,o1c,v1,restitution,victim,usd,9,9,2019-03-01     # named in an order of the later release, too
    """,
    "victim": """
        victim_id,release_id
        v1,o1a
        v2,o1a
    """,
}  # fmt: skip
OWN_MODEL = "code,name,group,counts_as_restorative\ntalking_circle,Talking circle,encounter,yes\n"
QUESTIONS = [
    ("compare", {}),
    ("compare", {"min_cell": 11, "where": {"sex": "female"}}),
    ("compare", {"unit": "every", "by": "offense", "outcome": "any_return", "window": 12}),
    ("compare", {"exposure": "started", "strict_baseline": True, "outcome": "return_to_prison"}),
    ("compare", {"where": {"county_fips": "29510,29189", "age_band": "25_34,35_44"}, "exposure": "completed"}),
    ("compare", {"where": {"facility": "it's \\ here"}, "outcome": "violent_rearrest", "window": 6}),
    ("compare", {"landmark": 180, "by": "sex", "outcome": "violent_rearrest"}),
    ("compare", {"landmark": 30, "unit": "every", "adjust": "ipw", "covariates": "sex,offense"}),
    ("compare", {"adjust": "standardize", "where": {"release_type": "prison_release"}}),
    ("compare", {"adjust": "entropy", "unit": "every", "covariates": "sex,race,risk_level"}),
    ("curve", {"kind": "km", "by": "race"}),
    ("curve", {"kind": "cif", "unit": "every", "outcome": "technical_return"}),
    ("curve", {"adjust": "entropy", "covariates": "sex,offense", "unit": "every"}),
    ("balance", {"adjust": "ipw", "unit": "every", "covariates": "sex,offense,prior_convictions"}),
    ("cells", {"adjust": "entropy", "covariates": "sex,age_band"}),
    ("satisfaction", {"by": "offense", "unit": "every"}),
    ("satisfaction", {"landmark": 90, "exposure": "started"}),
    ("satisfaction", {"adjust": "standardize", "covariates": "sex", "where": {"race": "white,black"}}),
    ("completion", {"where": {"sex": "male"}, "by": "release_year", "unit": "every"}),
    ("obligations", {"by": "sex", "unit": "every", "where": {"offense": "property,drug"}}),
    ("obligations", {"unit": "every"}),
    ("repair", {"by": "month"}),
    ("access", {"by": "race", "unit": "every"}),
    ("access", {"by": "release_year", "unit": "every"}),
    ("services", {"window": 24}),
    ("savings", {}),
    ("claims", {"min_cell": 11}),
]  # fmt: skip


def _why_not() -> str:
    """Why Spark can't be run here; empty where it can."""
    missing = [name for name in ("pyspark", "sqlglot") if importlib.util.find_spec(name) is None]
    if missing:
        return f"not installed: {', '.join(missing)} (data/spark/requirements.txt)"
    return "" if shutil.which("java") or os.environ.get("JAVA_HOME") else "no Java 17 here (openjdk-17-jre-headless)"


needs_spark = pytest.mark.skipif(bool(_why_not()), reason=f"Spark is not run: {_why_not()}")


def plain(text: str) -> str:
    """Rows without the reasons beside them."""
    return "\n".join(line.split("  #")[0].split(" # ")[0].strip() for line in text.strip().splitlines())


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    """A few hundred invented people and the odd ones, loaded from CSV."""
    place = tmp_path_factory.mktemp("spark")
    folder, made = place / "csv", place / "made.duckdb"
    folder.mkdir()
    write_demonstration(made, people=260, seed=11)
    with duckdb.connect(str(made)) as connection:
        for name in record_tables():
            if name in ODD:
                (place / "odd.csv").write_text(plain(ODD[name]), encoding="utf-8")
                connection.execute(f"insert into {name} by name select * from read_csv('{place / 'odd.csv'}', all_varchar = true, header = true, delim = ',')")
            connection.execute(f"copy {name} to '{folder / name}.csv' (header)")
    (folder / "model.csv").write_text(OWN_MODEL, encoding="utf-8")
    load_folder(folder, place / "records.duckdb")
    return place / "records.duckdb"


@pytest.fixture(scope="module")
def folder(database) -> Path:
    """The same records in partitioned Parquet, under a name that a URI would encode and a pattern would not match."""
    return write_partitioned(database, database.parent / "it's é [a,b] {c:d} * 50%20 ?" / "records").folder


@pytest.fixture(scope="module")
def spark(folder, database):
    """They are open on Spark."""
    settings = database.parent / "settings"
    settings.mkdir()
    (settings / "spark-defaults.conf").write_text(f"{SETTINGS}spark.sql.warehouse.dir {database.parent / 'warehouse'}\n", encoding="utf-8")
    os.environ |= {"SPARK_CONF_DIR": str(settings), "SPARK_LOCAL_IP": "127.0.0.1"}
    from data.spark import connect

    with connect(folder) as connection:
        yield connection
    del os.environ["SPARK_CONF_DIR"]


@needs_spark
@pytest.mark.parametrize(("verb", "options"), QUESTIONS, ids=[f"{verb} {' '.join(f'{name}={value}' for name, value in options.items())}" for verb, options in QUESTIONS])
def test_both_engines_count_the_same(spark, database, verb, options):
    """Whole numbers and words exactly; figures to 12 digits, since sums over people come in another order."""
    options = {"min_cell": 0, **options}
    there, here = getattr(analytics, verb)(spark, **options), getattr(analytics, verb)(database, **options)
    assert len(here)
    pd.testing.assert_frame_equal(there, here, rtol=1e-12, atol=1e-12)
    for column in here.select_dtypes(["integer", "object", "string", "bool"]):
        assert there[column].equals(here[column]), column


@needs_spark
@pytest.mark.parametrize("table", ["level", "arm_set", "recorded_outcome", "release_order", "participation_release", "delayed_event", "earlier_arrest",
                                   "counted_release", "counted_participation", *derive.PLACED, "dated_step", "answer_item", "answer_about",
                                   "counted_answer"])
def test_both_engines_derive_the_same_tables(spark, database, table):
    """Row for row. The numbers of respondents are given in any order, and nothing hangs on them; each engine writes large
    sums in a way of its own."""
    with duckdb.connect(str(database), read_only=True) as connection:
        columns = {name: "decimal(30, 9)" if kind == "DOUBLE" else "string"
                   for name, kind, *_ in connection.execute(f"describe {table}").fetchall() if name != "respondent_number"}
        here = connection.execute(f"select {', '.join(f'{name}::{kind}::string' for name, kind in columns.items())} from {table}").fetchall()
    with spark.cursor() as connection:
        there = connection.spark.table(table).selectExpr(
            *(f"cast(cast(`{name}` as {kind}) as string)" for name, kind in columns.items())).collect()
    assert here and sorted(map(repr, here)) == sorted(repr(tuple(row)) for row in there)


@needs_spark
def test_the_command_writes_the_same_file(spark, folder, database, tmp_path, capsys):
    options = ["compare", "--outcome", "rearrest", "--where", "sex=male", "--csv"]
    assert main([*options, str(tmp_path / "here.csv"), "--db", str(database)]) == 0
    assert main([*options, str(tmp_path / "there.csv"), "--engine", "spark", "--records", str(folder), "--db", str(database)]) == 0
    one, other = capsys.readouterr().err.splitlines()
    assert one == other
    for name in ("{}.csv", "{}.csv.json"):
        assert (tmp_path / name.format("here")).read_bytes() == (tmp_path / name.format("there")).read_bytes()


# Two executors, each a Java of its own; between two questions one of them is ended.
ON_A_CLUSTER = """
import os, signal, sys
from pathlib import Path
import analytics
from benchmarks.processes import family
from data.spark import connect

def executors():
    return [int(process) for process in family()[1:] if b"CoarseGrainedExecutorBackend" in Path(f"/proc/{process}/cmdline").read_bytes()]

with connect(sys.argv[1]) as records:
    analytics.compare(records, min_cell=0).to_pickle(sys.argv[2])
    there = executors()
    os.kill(there[0], signal.SIGKILL)
    analytics.satisfaction(records, min_cell=0, landmark=90).to_pickle(sys.argv[3])
    print(len(there))
"""


@needs_spark
def test_a_cluster_one_of_whose_executors_goes(spark, folder, database, tmp_path):
    """A master, two workers and their executors on this machine: the same answers, also after one of them was killed."""
    settings = tmp_path / "settings"
    settings.mkdir()
    (settings / "spark-defaults.conf").write_text(
        SETTINGS.replace("local[2]", "local-cluster[2,1,512]") + f"spark.executor.memory 512m\nspark.sql.warehouse.dir {tmp_path / 'warehouse'}\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", ON_A_CLUSTER, str(folder), str(tmp_path / "one"), str(tmp_path / "other")], cwd=ROOT,
                          env={**os.environ, "SPARK_CONF_DIR": str(settings)}, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "2\n"), done.stderr
    for file, here in (("one", analytics.compare(database, min_cell=0)), ("other", analytics.satisfaction(database, min_cell=0, landmark=90))):
        pd.testing.assert_frame_equal(pd.read_pickle(tmp_path / file), here, rtol=1e-12, atol=1e-12)


def refused(capsys, *arguments: object) -> str:
    """The one line with which a command ends."""
    assert main([str(argument) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == "" and len(err.splitlines()) == 1
    return err


def test_options_that_do_not_fit_together(tmp_path, capsys):
    asked = ("compare", "--engine")
    assert "There is no engine 'flink'. Engines: duckdb, spark" in refused(capsys, *asked, "flink", "--db", "a.duckdb")
    assert "Give a database with --db" in refused(capsys, "compare")
    assert "go with --engine spark" in refused(capsys, "compare", "--records", tmp_path)
    assert "give it with --records" in refused(capsys, *asked, "spark")
    assert "is no folder" in refused(capsys, *asked, "spark", "--records", __file__)
    assert "is not there" in refused(capsys, *asked, "spark", "--records", tmp_path / "none")
    assert "holds no records.json" in refused(capsys, *asked, "spark", "--records", tmp_path)
    (tmp_path / "records.json").write_text("[")
    assert "records.json can't be read" in refused(capsys, *asked, "spark", "--records", tmp_path)


def test_a_name_that_is_no_text(tmp_path, capsys):
    place = os.fsdecode(os.fsencode(tmp_path / "rec") + b"\xff")
    assert "rec\\xdcff is not a name in UTF-8, and Spark takes no other" in refused(capsys, "compare", "--engine", "spark", "--records", place)
    assert "is not a name in UTF-8" in refused(capsys, "compare", "--engine", "spark", "--records", "catalog:few", "--derived", place)


def test_a_name_that_is_too_long(copy, capsys):
    for options in (["--records", "r" * 300], ["--records", copy, "--derived", "d" * 300]):
        assert "can't be looked into (File name too long); nothing was written" in refused(capsys, "compare", "--engine", "spark", *options)


@needs_spark
def test_java_starts_in_a_locale_that_has_the_letters(spark, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    session.cache_clear()
    session()
    assert os.environ["LC_ALL"] == "C.UTF-8"


@needs_spark
def test_another_machine_whose_locale_has_not_the_letters():
    """What its Java says under LC_ALL=C."""
    from pyspark.errors import IllegalArgumentException

    from data.spark.connection import asked

    def ask():
        raise IllegalArgumentException("Malformed input or input contains unmappable characters: /shared/ü/level")

    with pytest.raises(Problem, match="can't write the name of a folder .*Set LC_ALL=C.UTF-8 on every machine"):
        asked(ask)


@pytest.mark.parametrize(("name", "said"), [
    ("fingerprint", "../../elsewhere"), ("fingerprint", None), ("invented", "maybe"), ("product_version", 1),
    ("files", [{"path": 1, "bytes": 1}]), ("files", [{"path": "release/a.parquet", "bytes": float("inf")}]),
])
def test_a_list_that_says_what_it_never_says(tmp_path, capsys, name, said):
    right = {"fingerprint": "0" * 32, "invented": False, "product_version": "0.1.0", "files": []}
    (tmp_path / "records.json").write_text(json.dumps(right | {name: said}))
    assert f"records.json says of {name} what the command records never writes" in refused(capsys, "compare", "--engine", "spark", "--records", tmp_path)


@needs_spark
@pytest.mark.parametrize("said", ["soon", 20200101, "2099-01-01", None])
def test_until_when_people_were_followed_is_worked_out(spark, folder, database, copy, said):
    """Not taken from the list, which may say anything."""
    from data.spark import connect

    told = json.loads((copy / "records.json").read_text())
    (copy / "records.json").write_text(json.dumps(told | {"data_as_of": said}))
    (copy.parent / "copy.derived").symlink_to(folder.parent / "records.derived")
    with connect(copy) as records, connect_read_only(database) as here:
        assert current_load(records).data_as_of == current_load(here).data_as_of


@pytest.fixture
def copy(folder, tmp_path) -> Path:
    """The folder of records once more, to be spoiled."""
    return shutil.copytree(folder, tmp_path / "copy")


def spoiled(capsys, copy: Path) -> str:
    message = refused(capsys, "compare", "--engine", "spark", "--records", copy)
    assert not [place for place in copy.parent.glob("copy.derived/*") if not place.name.startswith(".")]
    return message


def test_derived_tables_inside_the_records(copy, tmp_path, capsys):
    (tmp_path / "linked").symlink_to(copy / "person")
    for place in (copy, copy / "new", tmp_path / "linked"):
        message = refused(capsys, "compare", "--engine", "spark", "--records", copy, "--derived", place)
        assert f"The derived tables would lie in {place}/copy.derived, inside the folder of records" in message
        assert "nothing was written. Name a folder outside it with --derived." in message
    assert not list(tmp_path.rglob("*.derived")) and not (copy / "new").exists()


@needs_spark
@pytest.mark.parametrize("name", [".", "../records", "person/.."])
def test_the_folder_in_which_one_stands(spark, folder, monkeypatch, name):
    """Its derived tables lie beside it, as if it had been named."""
    from data.spark import connect

    monkeypatch.chdir(folder)
    with connect(name) as records:
        assert analytics.compare(records, min_cell=0).equals(analytics.compare(spark, min_cell=0))
    assert {place.name for place in folder.iterdir()} == {*record_tables(), "model.parquet", "records.json"}
    assert len(list((folder.parent / "records.derived").iterdir())) == 1


def test_a_partition_is_missing_or_too_many(copy, capsys):
    part = next(iter(sorted((copy / "event").rglob("*.parquet"))))
    content = part.read_bytes()
    part.unlink()
    assert f"{part} is missing: records.json names it" in spoiled(capsys, copy)
    part.write_bytes(content + b"more")
    assert "its size differs" in spoiled(capsys, copy)
    part.write_bytes(content)
    part.with_name("second.parquet").write_bytes(content)
    assert "second.parquet is not among the files that records.json names" in spoiled(capsys, copy)


def rewritten(part: Path, select: str) -> None:
    """A partition written anew, and named with its new size and checksum."""
    with duckdb.connect() as connection:
        connection.execute(f"copy ({select.format(part)}) to '{part}.new' (format parquet)")
    os.replace(f"{part}.new", part)
    home = next(place for place in part.parents if (place / "records.json").exists())
    told = json.loads((home / "records.json").read_text())
    for file in told["files"]:
        if home / file["path"] == part:
            file |= {"bytes": part.stat().st_size, "sha256": checksum(part)}
    (home / "records.json").write_text(json.dumps(told))


@needs_spark
def test_partitions_that_differ(spark, copy, capsys):
    part = sorted((copy / "event").rglob("*.parquet"))[1]
    rewritten(part, "select * replace (occurred_on::varchar as occurred_on) from read_parquet('{}', hive_partitioning = false)")
    assert "differs from the partitions before it in the column occurred_on" in spoiled(capsys, copy)


@needs_spark
def test_records_that_somebody_changed(spark, copy, capsys):
    """Every checksum is right, but the fingerprint is not that of these records."""
    part = sorted((copy / "event").rglob("*.parquet"))[0]
    rewritten(part, "select * replace (occurred_on + 1 as occurred_on) from read_parquet('{}', hive_partitioning = false)")
    assert "Spark reads other records" in spoiled(capsys, copy)


def as_arrow(table: str, text: str):
    """The rows of a CSV text in the types that partitioned Parquet has them in; values that are none of its are not."""
    told = record_tables()[table]
    with duckdb.connect() as connection:
        rows = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False).reindex(columns=[column.name for column in told.columns], fill_value="")
        connection.register("written", rows)
        typed = (f"nullif({column.name}, '')::{'varchar' if column.codes else column.type} as {column.name}" for column in told.columns)
        return connection.sql(f"select {', '.join(typed)} from written").to_arrow_table()


@needs_spark
def test_both_engines_check_by_the_same_rules(spark, tmp_path):
    """Each fault that a load finds in records by themselves Spark finds in them too, and no other one."""
    from data.spark.check import faults_on_spark
    from data.spark.connection import SparkConnection

    (tmp_path / "wrong").mkdir()
    with SparkConnection(spark.spark.newSession(), spark.beside.cursor()) as connection:
        connection.spark.createDataFrame(spark.beside.sql("select * from model").to_arrow_table()).createOrReplaceTempView("model")
        for table, text in WRONG.items():
            (tmp_path / "wrong" / f"{table}.csv").write_text(plain(text), encoding="utf-8")
            connection.spark.createDataFrame(as_arrow(table, plain(text))).createOrReplaceTempView(table)
        there = {(name, row.row_number, row.column_name, row.reason) for name, table in record_tables().items()
                 for row in faults_on_spark(connection, table).collect()}
    with pytest.raises(LoadProblem) as refused:
        load_folder(tmp_path / "wrong", tmp_path / "none.duckdb")
    keys = {table: [line.split(",")[0] for line in plain(text).splitlines()] for table, text in WRONG.items()}
    here = set()
    for reject in refused.value.rejects:
        if "was rejected" not in reject.reason:  # only because another row is out
            table = reject.file.removesuffix(".csv")
            here.add((table, keys[table][reject.line - 1], reject.column, reject.reason))
    assert len(here) > 50
    assert there == here


@pytest.fixture(scope="module")
def tables(spark, folder) -> str:
    """The same records as tables of a catalogue; of types that a warehouse may have, and with a column more."""
    there = spark.spark.newSession()
    there.sql("create database records")
    for name in record_tables():
        spark.spark.table(name).write.saveAsTable(f"records.{name}")
    more = spark.spark.table("release").selectExpr("*", "cast(prior_convictions as bigint) as wide", "cast(sentence_months as decimal(10,4)) as months", "1 as extra")
    more = more.drop("prior_convictions", "sentence_months").withColumnsRenamed({"wide": "Prior_Convictions", "months": "sentence_months"})
    more.fillna("", ["facility"]).write.saveAsTable("records.release", mode="overwrite")  # empty is not known
    header, row = (line.split(",") for line in OWN_MODEL.splitlines())
    there.createDataFrame([row], header).write.saveAsTable("records.model")
    return "catalog:records"


@needs_spark
def test_tables_of_a_catalogue(tables, spark, folder, database, tmp_path, capsys):
    """They give the same file. The derived tables are those of the folder: the records have the same name and fingerprint."""
    options = ["compare", "--outcome", "rearrest", "--where", "sex=male", "--csv"]
    assert main([*options, str(tmp_path / "here.csv"), "--db", str(database)]) == 0
    assert main([*options, str(tmp_path / "there.csv"), "--engine", "spark", "--records", tables, "--derived", str(folder.parent), "--db", str(database)]) == 0
    for name in ("{}.csv", "{}.csv.json"):
        assert (tmp_path / name.format("here")).read_bytes() == (tmp_path / name.format("there")).read_bytes()
    assert len(list((folder.parent / "records.derived").iterdir())) == 1


@needs_spark
def test_tables_that_are_not_ours(tables, spark, tmp_path, capsys):
    """A view a fault, over tables that are right."""
    def told(release: str = "") -> str:
        if release:
            there.sql(f"create or replace view few.release as select {release} from records.release")
        return refused(capsys, "compare", "--engine", "spark", "--records", "catalog:few", "--derived", tmp_path)

    there = spark.spark.newSession()
    assert "name one with --derived" in refused(capsys, "compare", "--engine", "spark", "--records", tables)
    assert "names no database of a catalogue" in refused(capsys, "compare", "--engine", "spark", "--records", "catalog:a b", "--derived", tmp_path)
    assert "There is no database few in the catalogue" in told()
    there.sql("create database few")
    assert "There is no table few.person" in told()
    there.sql("create view few.person as select * from records.person")
    assert "There is no table few.release" in told()
    assert "The table few.release has no column released_on" in told("* except (released_on)")
    assert "The column released_on of the table few.release is timestamp, not date" in told("* except (released_on), cast(released_on as timestamp) as released_on")
    assert "The column sentence_months of the table few.release is decimal(10,6), not decimal(18,4)" in told("* except (sentence_months), cast(1 as decimal(10,6)) as sentence_months")
    assert "follow_up_ended_on: is empty and must be filled; nothing was counted" in told("* except (follow_up_ended_on), cast(null as date) as follow_up_ended_on")
    there.sql("create or replace view few.release as select * from records.release where false")
    assert "The table release has no rows; nothing was counted." in told()
    message = told("* except (county_fips, circuit), if(release_id in ('o2', 'o3'), '2951', county_fips) as county_fips")
    assert "2 errors in 2 rows of release; the first: release o2, county_fips '2951': is not a county code of 5 digits; nothing was counted" in message
    there.sql("create view few.model as select 'x' as code")
    assert "few.model line 1, name: must be there, once" in told()
    assert not list(tmp_path.glob("*/*"))


@needs_spark
def test_machines_that_do_not_share_the_folder_of_derived_tables(spark, folder, tmp_path, capsys, monkeypatch):
    """What one of them wrote lies on a disk of its own."""
    from pyspark.sql.classic.dataframe import DataFrameWriter

    def write(self, place):
        whole(self, place)
        if place.endswith("/release_order"):
            max(Path(place.removeprefix("file:")).glob("*.parquet"), key=os.path.getsize).unlink()

    whole = DataFrameWriter.parquet
    monkeypatch.setattr(DataFrameWriter, "parquet", write)
    message = refused(capsys, "compare", "--engine", "spark", "--records", folder, "--derived", tmp_path)
    assert re.search(r"Spark wrote ([\d,]+) rows of release_order, and (?!\1)[\d,]+ are to be seen under .*; nothing was counted. Its machines must share", message)
    assert not list(tmp_path.glob("*/*"))


@needs_spark
def test_a_file_that_a_machine_does_not_see(spark, folder, copy):
    from data.spark import connect

    derived = shutil.copytree(folder.parent / "records.derived", copy.parent / "copy.derived")
    with connect(copy) as records:
        for part in derived.glob("*/counted_release/*.parquet"):
            part.unlink()
        with pytest.raises(Problem, match="could not be read while Spark was counting; nothing was written. See that every machine"):
            analytics.compare(records)


@needs_spark
def test_a_damaged_list_of_columns(spark, folder, copy, capsys):
    from data.spark import derived

    listed = next(shutil.copytree(folder.parent / "records.derived", copy.parent / "copy.derived").glob("*/columns.json"))
    for damaged in ("{}", "[1, 2]", "\x00", '{"level": {"type": "struct", "fields": [{"name": 1}]}}', ""):
        listed.write_text(damaged)
        with pytest.raises(Problem, match="is missing or damaged"):
            next(derived.tables(spark, listed.parent))
    message = refused(capsys, "compare", "--engine", "spark", "--records", copy)
    assert f"The list of columns in {listed.parent} is missing or damaged; nothing was counted. Remove that folder and ask again" in message


@needs_spark
def test_two_engines_with_different_records(spark, folder, database, capsys):
    message = refused(capsys, "compare", "--engine", "spark", "--records", folder, "--db", database.with_name("made.duckdb"))
    assert "The two engines hold different records" in message


@needs_spark
def test_values_that_are_not_there(spark, folder, capsys):
    asked = ("compare", "--engine", "spark", "--records", folder)
    assert "is not in these records" in refused(capsys, *asked, "--where", "county_fips=00000")
    assert "There is no model" in refused(capsys, *asked, "--model", "none")


def test_without_java_or_pyspark(folder, monkeypatch, capsys):
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    session.cache_clear()
    asked = ("compare", "--engine", "spark", "--records", folder)
    if not _why_not() or "Java" in _why_not():
        assert "Spark needs Java 17" in refused(capsys, *asked)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert "install it with “pip install -r data/spark/requirements.txt”" in refused(capsys, *asked)


def test_nothing_of_spark_is_loaded_without_it(database):
    asked = ("import sys, analytics; from analytics.command_line import main; main(['compare', '--db', sys.argv[1]]); "
             "print(sorted({'pyspark', 'py4j', 'sqlglot'} & set(sys.modules)), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", asked, str(database)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr.splitlines()[-1] == "[]"


@needs_spark
def test_spark_ends_while_it_counts(spark):
    """The last of this file: there is no Spark afterwards."""
    spark.spark.sparkContext._gateway.proc.kill()
    with pytest.raises(Problem, match="Spark ended while it was counting; nothing was written"):
        analytics.compare(spark)
