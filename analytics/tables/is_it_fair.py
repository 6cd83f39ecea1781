"""Every model with its checks: made alike and as it stands, who was set aside, what would explain it, the time before."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.negative_control import NOT_AVAILABLE, NegativeControl
from analytics.overview import Cell, Line, title
from analytics.sentences import fairness, satisfaction

COLUMNS = ("Model", "Made alike", "As they stand", "Set aside", "Worth as many", "To explain it away", "Before")
ANSWER_COLUMNS = ("Model", "Made alike", "As they stand", "Set aside", "Worth as many")


def lines(alike: Sequence[Mapping], crude: Sequence[Mapping], controls: Mapping[str, NegativeControl],
          names: dict[str, str] | None = None) -> list[Line]:
    """One line a model, from the rows of `compare` with and without weights and the negative controls."""
    plain = {row["model"]: row for row in crude}
    return [Line(row["model"], title(row["model"], names), (
        _gap(row), _gap(plain[row["model"]]), _set_aside(row), _number(row["effective_n"]), _e_value(row),
        _control(controls[row["model"]]))) for row in alike if row["model"] != words.BASELINE]


def answers(alike: Sequence[Mapping], crude: Sequence[Mapping], balance: Sequence[Mapping],
            names: dict[str, str] | None = None) -> list[Line]:
    """One line a model that victims answered about, from the rows of `satisfaction` for one question with and without
    weights, and of `answer_balance`."""
    plain, alike_in = ({row["model"]: row for row in rows} for rows in (crude, balance))
    return [Line(row["model"], title(row["model"], names), (
        _answer_gap(row), _answer_gap(plain[row["model"]]), _set_aside(alike_in[row["model"]]), _number(alike_in[row["model"]]["effective_n"])))
        for row in alike if row["model"] != words.BASELINE and satisfaction.verdict(row) not in ("nobody_asked", "nobody_answered")]


def _answer_gap(row: Mapping) -> Cell:
    if sentences.missing(row["difference"]):
        return Cell(satisfaction.in_short(row), faded=True)
    point, _, range_ = satisfaction.difference(row).partition(" (")
    return Cell(point, (range_.rstrip(")"),), row["status"] != "ok")


def _gap(row: Mapping) -> Cell:
    if sentences.missing(row["risk_difference"]):
        return Cell(sentences.absent_rate(row), faded=True)
    point, _, range_ = sentences.difference(row).partition(" (")
    return Cell(point, (range_.rstrip(")"),), row["status"] != "ok")


def _set_aside(row: Mapping) -> Cell:
    if sentences.missing(row["unmatched_share"]):
        return Cell("–", faded=True)
    share = row["unmatched_share"]
    return Cell("nobody" if share == 0 else f"{sentences.some(share)} of 100", faded=share > 0.1)


def _number(value: object) -> Cell:
    return Cell("–", faded=True) if sentences.missing(value) else Cell(f"{int(value):,}")


def _e_value(row: Mapping) -> Cell:
    if sentences.missing(row["e_value"]):
        return Cell("–", faded=True)
    return Cell(f"{row['e_value']:.1f} times", (f"{row['e_value_limit']:.1f} for the range",))


def _control(found: NegativeControl) -> Cell:
    if found.verdict == NOT_AVAILABLE:
        return Cell(fairness.control_in_short(found), faded=True)
    return Cell(fairness.control_in_short(found), (sentences.gap(found.low, found.high),))
