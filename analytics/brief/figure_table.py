"""The figures of a chart as rows of text: the table under a drawing, for who reads rather than looks."""

from analytics.answer_figures import NAMES
from analytics.brief.charts import Answers, Chart, Courses, Dots, Ladder, Mixes, Steps, Value

Rows = tuple[tuple[str, ...], list[tuple[str, ...]]]


def as_table(chart: Chart) -> Rows:
    """(headings, rows); the first column names the row."""
    return {"dots": _dots, "answers": _answers, "courses": _courses, "ladder": _ladder, "mixes": _mixes, "steps": _steps,
            "words": lambda words: (words.columns, list(words.rows))}[chart.kind](chart)


def _dots(chart: Dots) -> Rows:
    twins = any(row.twin is not None for row in chart.rows)
    return ("Group", "Figure", "From", "To", *(["Not made alike"] if twins else []), "In words"), [
        (row.label, _one(row.point), _one(row.low), _one(row.high), *([_one(row.twin)] if twins else []),
         row.said + (", too unsure for a verdict" if row.unsure else "")) for row in chart.rows]


def _answers(chart: Answers) -> Rows:
    rows = []
    for bar in chart.bars:
        cells = [_one(0.0) if bar.parts else bar.said.partition(",")[0]] * 5
        for part in bar.parts:
            cells[part.bands[0]] = _one(part.value)
            for band in part.bands[1:]:
                cells[band] = f"with {NAMES[part.bands[0]]}"
        rows.append((bar.label, *cells, bar.said, bar.silent))
    return ("Group", *(name.capitalize() for name in NAMES), "Satisfied", "Who answered"), rows


def _courses(chart: Courses) -> Rows:
    return ("Group", *(f"Month {tick}" for tick in chart.ticks)), [(line.label, *(said or "ends before" for said in line.at)) for line in chart.lines]


def _ladder(chart: Ladder) -> Rows:
    return ("Program", *chart.steps, "Last step, with its range"), [
        (way.label, *(absent or _one(value) for value, absent in zip(way.values, way.absent, strict=True)), way.said) for way in chart.ways]


def _mixes(chart: Mixes) -> Rows:
    return ("Group", *chart.kinds), [(row.label, *("hidden" if share is None else _one(share) for share in row.shares)) for row in chart.rows]


def _steps(chart: Steps) -> Rows:
    return ("Step", "Amount"), [(label, f"{'-' if amount < 0 else ''}{chart.unit}{abs(amount):,.0f}") for label, amount, _ in chart.rows]


def _one(value: Value) -> str:
    return "–" if value is None else f"{value:.1f}"
