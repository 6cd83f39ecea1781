"""The claims on the first page, without a browser."""

from tests.pages.test_every_page import said
from tests.pages.test_first_page import opened, serve  # noqa: F401  a fixture


def test_every_claim_stands_there_with_its_verdict_and_the_rule(serve, demonstration):
    page = said(opened(serve(demonstration)))
    for claim in ("Victims are better served", "Victims fear less", "People fare better", "People are held to account", "Fewer new offenses",
                  "Less prison", "Less tax money", "Safer communities"):
        assert page.count(claim) >= 2  # in the table, and in the words about one kind
    assert "Not measured here. These records follow people, not places." in page
    assert "The rule, fixed before looking" in page and "Contradicted: the same with every sign turned." in page


def test_a_filter_leaves_the_claims_alone(serve, demonstration):
    page = serve(demonstration)
    everyone = said(opened(page)).split("The claims, one by one")[-1]
    page.query_params["sex"] = "Women"
    women = said(opened(page)).split("The claims, one by one")[-1]
    verdicts = [text.split("Of 72 verdicts")[1][:120] for text in (everyone, women)]
    assert verdicts[0] == verdicts[1]
