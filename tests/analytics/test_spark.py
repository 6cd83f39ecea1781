"""Apache Spark counts what DuckDB counts: a real local Spark over the same records, every verb, to the last integer."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

import analytics
from analytics.command_line import main
from data.demonstration import write_demonstration
from data.loading import load_folder
from data.loading.record_tables import record_tables
from data.partitioned import write_partitioned
from data.problem import Problem

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
    ("satisfaction", {}),
    ("satisfaction", {"by": "offense", "unit": "every"}),
    ("satisfaction", {"where": {"race": "white,black"}}),
    ("satisfaction", {"landmark": 90, "exposure": "started"}),
    ("satisfaction", {"adjust": "standardize", "covariates": "sex"}),
    ("completion", {}),
    ("completion", {"where": {"sex": "male"}, "by": "release_year", "unit": "every"}),
    ("obligations", {}),
    ("obligations", {"by": "sex", "unit": "every", "where": {"offense": "property,drug"}}),
    ("repair", {}),
    ("repair", {"by": "month"}),
    ("access", {}),
    ("access", {"by": "race", "unit": "every"}),
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
                text = "\n".join(line.split("  #")[0].split(" # ")[0].strip() for line in ODD[name].strip().splitlines())
                (place / "odd.csv").write_text(text, encoding="utf-8")
                connection.execute(f"insert into {name} by name select * from read_csv('{place / 'odd.csv'}', all_varchar = true, header = true, delim = ',')")
            connection.execute(f"copy {name} to '{folder / name}.csv' (header)")
    (folder / "model.csv").write_text(OWN_MODEL, encoding="utf-8")
    load_folder(folder, place / "records.duckdb")
    return place / "records.duckdb"


@pytest.fixture(scope="module")
def folder(database) -> Path:
    """The same records in partitioned Parquet."""
    return write_partitioned(database, database.parent / "records").folder


@pytest.fixture(scope="module")
def spark(folder):
    """They are open on Spark."""
    settings = folder.parent / "settings"
    settings.mkdir()
    (settings / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")
    os.environ["SPARK_CONF_DIR"] = str(settings)
    from data.spark import connect

    with connect(folder) as connection:
        yield connection
    del os.environ["SPARK_CONF_DIR"]


@needs_spark
@pytest.mark.parametrize(("verb", "options"), QUESTIONS, ids=[f"{verb} {' '.join(f'{name}={value}' for name, value in options.items())}" for verb, options in QUESTIONS])
def test_both_engines_count_the_same(spark, database, verb, options):
    """Whole numbers and words exactly; figures to 12 digits, since sums over people come in another order."""
    if verb not in ("repair",):
        options = {"min_cell": 0, **options}
    there, here = getattr(analytics, verb)(spark, **options), getattr(analytics, verb)(database, **options)
    assert len(here)
    pd.testing.assert_frame_equal(there, here, rtol=1e-12, atol=1e-12)
    for column in here.select_dtypes(["integer", "object", "string", "bool"]):
        assert there[column].equals(here[column]), column
