"""The brief as one HTML file: opens offline, tells more where somebody points, prints with vector drawings."""

import base64
import json
import unicodedata
from functools import cache
from html import escape
from pathlib import Path

from analytics import answers
from analytics.brief import content, events, pack_words, receipt, slide_words
from analytics.brief.drawing import FONT, WIDTH, drawn
from analytics.brief.edition import Edition
from analytics.brief.figure_table import as_table
from analytics.brief.finding import Finding
from analytics.brief.story import story

# Nothing is fetched and nothing is sent: what is not in the file is not allowed.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def report(edition: Edition) -> bytes:
    """The .html file. The same records and wishes give the same bytes."""
    findings, given, parts = story(edition), [], []
    for finding in findings:
        code = receipt.code(finding.name, finding.chart, edition.wishes, edition.about.fingerprint)
        given.append({"figure": finding.name, "title": finding.title, "receipt": code})
        parts.append(_section(edition, finding, code))
    page = _page(edition, findings, "".join(parts))
    said = edition.description("html", receipts=given, content=content.digest(content.of_page(page)))
    inside = json.dumps(said, ensure_ascii=False, indent=2).replace("<", "\\u003c")
    return page.replace("</body>", f'<script type="application/json" id="description">{inside}</script></body>').encode("utf-8")


def _page(edition: Edition, findings: list[Finding], body: str) -> str:
    wishes, title = edition.wishes, pack_words.title(edition)
    demo = f'<p class="demo" role="note">{escape(pack_words.invented(edition))}</p>' if edition.invented else ""
    exact = f'<p class="demo" role="note">{escape(answers.EXACT)}</p>' if wishes.exact else ""
    logo = ""
    if wishes.logo:
        of = f" of {wishes.organization}" if wishes.organization else ""
        logo = f'<img src="data:image/png;base64,{base64.b64encode(wishes.logo).decode()}" alt="Logo{escape(of)}">'
    listed = "".join(f'<li><a href="#{finding.name}">{escape(finding.title)}</a></li>' for finding in findings)
    how = "".join(f"<li>{escape(step)}</li>" for step in events.steps(edition))
    notes = "".join(f"<h3>{escape(label)}</h3><p>{escape(text)}</p>" for label, text in pack_words.notes(edition)[1:])
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>{escape(title)}</title><style>{_beside("report.css")}{_running(edition)}</style></head>'
            f'<body>'
            f'<header>{demo}{exact}<div class="whose"><span>{escape(wishes.organization)}</span>{logo}</div><h1{_direction(title)}>{escape(title)}</h1>'
            f'<p>{escape(pack_words.subject(edition))}. {escape(pack_words.source(edition))}</p>'
            f'<nav aria-label="What this report says"><ol>{listed}</ol></nav></header><main>{body}'
            f'<section id="how"><h2>How it was counted</h2><ul>{how}</ul>{notes}</section></main>'
            f'<script>{_beside("report.js")}</script></body></html>\n')


def _section(edition: Edition, finding: Finding, code: str) -> str:
    under = "".join(f"<p>{escape(line)}</p>" for line in (*finding.footer.lines(pack_words.subject(edition)), f"{slide_words.RECEIPT} {code}"))
    picture = base64.b64encode(receipt.qr(code, edition.wishes.address)).decode()
    can, cannot = ("".join(f"<li>{escape(line)}</li>" for line in lines) for lines in (finding.can, finding.cannot))
    demo = f'<p class="also">{escape(slide_words.DEMO)}</p>' if edition.invented else ""
    return (f'<section id="{finding.name}" aria-labelledby="{finding.name}-title"><h2 id="{finding.name}-title">{escape(finding.title)}</h2>{demo}{_figure(finding)}'
            f'<p class="also">{escape(finding.also)}</p><div class="boxes"><div><h3>What you can say</h3><ul>{can}</ul></div>'
            f"<div><h3>What you can't say</h3><ul>{cannot}</ul></div></div>"
            f'<div class="under"><div>{under}</div><img src="data:image/png;base64,{picture}" alt="{slide_words.RECEIPT} {code} as a code to scan"></div></section>')


def _figure(finding: Finding) -> str:
    """The drawing, and the same as a table."""
    chart = finding.chart
    if chart is None:
        return f"<p>{escape(slide_words.NO_FIGURE)} {escape(finding.missing)}</p>"
    table = _table(chart, finding.name)
    if chart.kind == "words":
        return table
    shapes, height = drawn(chart)
    return (f'<figure data-kind="{chart.kind}"><figcaption>{escape(chart.title)}</figcaption><div class="drawing" role="img" aria-label="{escape(finding.alt)}" tabindex="0">'
            f'<svg viewBox="-4 -10 {WIDTH + 60} {height + 14:.0f}" font-family="{FONT}" aria-hidden="true">{shapes}</svg></div>'
            f'<p class="read-off" aria-live="polite"></p></figure>{table}')


def _table(chart, name: str) -> str:
    columns, rows = as_table(chart)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>" for row in rows)
    return (f'<div class="scroll" role="region" aria-label="Table: {escape(chart.title)}" tabindex="0"><table id="{name}-table"><caption>{escape(chart.title)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def _running(edition: Edition) -> str:
    """What stands at the foot of every printed page, beside its number, where the browser can."""
    said = "".join(letter for letter in pack_words.footer(edition) if letter not in "<>&\\\"\n")
    return f'@page {{ @bottom-left {{ content: "{said}"; font: 7.5pt Arial; width: 85%; }} }}'


def _direction(text: str) -> str:
    """Right to left where a title begins so."""
    first = next((letter for letter in text if unicodedata.bidirectional(letter) in ("L", "R", "AL")), "a")
    return ' dir="rtl"' if unicodedata.bidirectional(first) in ("R", "AL") else ""


@cache
def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
