"""What stands under a curve on a narrow screen, drawn alone: no server is needed for it."""

from types import SimpleNamespace

from analytics.curve_beneath import numbers_followed
from pages.parts.show import STYLE

LINE = SimpleNamespace(model="victim_offender_mediation", title="Mediation", drawn=True, status="ok", last_day=1825, said_at=lambda day: "46 (43 to 50)",
                       followed_at=lambda day: {0: "12,645", 365: "11,710"}.get(day, "800–975"))  # both, between two steps: as wide as a column
APART = """() => [...document.querySelectorAll('.rj-followed td span')].map(span => {
  const range = document.createRange(); range.selectNodeContents(span);
  return [...range.getClientRects()].map(one => [one.left, one.right, one.top, one.bottom]);
}).flat()"""


def test_long_numbers_under_a_narrow_curve_stand_apart(page):
    margins = SimpleNamespace(left=34, right=24)
    under = numbers_followed([LINE], [0, 12, 24, 36, 48, 60], margins, margins)
    page.set_content(f'<style>* {{ box-sizing: border-box; }} {STYLE}</style>'
                     f'<div id="chart" class="rj" style="container: rj-chart / inline-size; width: 600px">{under}</div>')
    left, right, *_ = page.evaluate(APART)[2]
    column = right - left + 1  # just wide enough for the number alone
    page.evaluate("width => document.getElementById('chart').style.width = `${width}px`", 5 * column + margins.left + margins.right)
    boxes = page.evaluate(APART)
    for left, right, top, bottom in boxes:
        beside = [box for box in boxes if box[0] > left and box[2] < bottom and box[3] > top]
        assert all(box[0] - right >= 4 for box in beside), boxes
