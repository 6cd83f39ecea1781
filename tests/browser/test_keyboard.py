"""Every page by the tabulator key alone: all that can be pressed, chosen or opened is reached, and nothing holds on to the focus."""

import pytest

from tests.browser.browser import ROOT, ready

FILES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem not in ("__init__", "published_counts"))
PRESSES = 400  # more than any page has places
# All that is seen and can be used; of a group of radio buttons one is a place, the arrows do the rest. Not what a field has
# beside it for the mouse (the arrow of a list, plus and minus): the field itself takes keys.
BEGIN = """() => {
    const usable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"], [role=slider]')]
        .filter(one => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({checkVisibilityCSS: true}) && one.type !== 'hidden');
    window.left = new Map(usable.map(one => [one, one.type === 'radio' ? one.name : null]));
    window.places = 0; window.round = false;
    let first = null;
    document.addEventListener('focusin', ({target}) => {
        if (target === first) window.round = true;
        first = first || target;
        window.places += 1;
        const group = window.left.get(target);
        for (const [one, name] of window.left) if (one === target || (group && name === group)) window.left.delete(one);
    });
    document.activeElement.blur();
}"""
# The page may stand still for a moment before its first run: whole is what has a title and, a second later, as many places.
WHOLE = """() => {
    const now = document.querySelector('h1') ? document.querySelectorAll('button, input').length : 0;
    const same = now > 0 && now === window.before;
    window.before = now;
    return same;
}"""
LEFT = """() => [...window.left.keys()].filter(one => one.isConnected && one.checkVisibility({checkVisibilityCSS: true}))
    .map(one => one.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("name", FILES)
def test_everything_is_reached_and_left(page, address, name):
    page.goto(f"{address}/{'' if name == 'does_it_work' else name}")
    ready(page)
    page.wait_for_function(WHOLE, polling=1000)
    ready(page)
    page.evaluate(BEGIN)
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        if page.evaluate("window.round"):
            break
    assert page.evaluate("window.round"), "the focus never came round to where it began"
    assert page.evaluate(LEFT) == []
    assert page.evaluate("window.places") > 20  # the list of pages, the questions, what stands below
