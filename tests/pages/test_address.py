"""Whatever a page keeps in the address can be asked for in an address."""

import re

from pages.parts import choices, filters
from tests.pages.test_first_page import ROOT

KEPT = re.compile(r'key="?(?:whose\.)?(\w+)"?,\s+bind="query-params"')


def test_every_word_that_a_page_keeps_in_the_address_is_known():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "pages").rglob("*.py"))
                     if path.name != "published.py")  # which has questions of its own
    kept = {*KEPT.findall(text)} - {"name", "YEARS", "RECEIPT", "PART"}
    assert {"event", "within", "alike", "clock", "model"} <= kept
    assert kept <= {*choices._known({}, {"studies": ["x"]}), *filters.NAMES}
