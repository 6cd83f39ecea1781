"""The SQL that counts for a verb, as text."""

from analytics.access_counts import elsewhere_sql, on_several_levels, reached_sql, release_sql
from analytics.answer_rows import answers_sql
from analytics.completion_counts import ladder_sql
from analytics.counting import source
from analytics.covariates import cell_expression, read_covariates
from analytics.database import Database, opened
from analytics.question import ask
from analytics.statement import statement as text_of
from data import derive


def statement(db: Database, verb: str = "compare", **options: object) -> str:
    """The statements that count for a verb with these options."""
    with opened(db) as connection:
        if verb == "completion":
            counted = source(connection, ask(**{**options, "unit": "every", "exposure": "referred"}))
            parts = [derive.text("participation_reached"), derive.text("counted_participation"), ladder_sql(counted)]
        elif verb == "obligations":
            parts = [derive.text("placed_order"), source(connection, ask(**options)).sql("orders", which="true")]
        elif verb == "repair":
            parts = [text_of("activity_sums", level="''")]
        elif verb == "access":
            counted = source(connection, ask(**options))
            level = counted.question.by or "0"
            parts = [*map(derive.text, ("placed_eligible", "participation_reached", "placed_participation")), release_sql([counted]),
                     text_of("access_furthest"),
                     text_of("access_eligible", level=level), reached_sql(level)]
            if on_several_levels(counted.question):
                parts.append(elsewhere_sql(level))
        elif verb == "satisfaction":
            parts = [*map(derive.text, derive.ANSWERS), answers_sql(source(connection, ask(**options)), "…")]
        else:
            # A rate takes whoever was followed too short off those counted by day.
            counted = source(connection, ask(**options))
            if verb == "compare" and counted.question.adjust != "none":
                covariates = read_covariates(connection, counted.question.alike_in)
                return counted.sql("cells", cell=cell_expression(covariates)).rstrip() + ";"
            parts = [counted.sql(name) for name in (("days",) if verb == "curve" else ("days", "immature"))]
    return "\n\n".join(part.rstrip().rstrip(";") + ";" for part in parts)

