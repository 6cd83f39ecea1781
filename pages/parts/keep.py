"""What a person keeps of a view: a link that opens it again, and its pictures as images."""

from collections.abc import Callable, Mapping

import streamlit as st

from analytics.answers import take_it_with_you as said
from analytics.brief.charts import Words
from pages.parts import logged
from pages.parts.choices import Choice
from pages.parts.records import Records, log

IMAGES = {"png": "image/png", "svg": "image/svg+xml"}
# The address holds every choice but the switch for exact figures, which no link carries.
_link = st.components.v2.component(
    "restorative_justice_link", isolate_styles=False,
    html='<div class="rj rj-link"><button type="button">Copy a link to this view</button> <span role="status"></span></div>',
    js="""export default function({ parentElement }) {
      const [button, told] = [parentElement.querySelector("button"), parentElement.querySelector("span")];
      button.onclick = async () => {
        const held = window.location.href;
        try { await navigator.clipboard.writeText(held); told.textContent = "Copied."; }
        catch {
          const field = document.createElement("input");
          field.readOnly = true; field.value = held; field.setAttribute("aria-label", "Link to this view");
          told.replaceChildren("Copy it from here: ", field); field.select();
        }
      };
    }""")


def link() -> None:
    """A button that copies the address of this view."""
    _link(key="copy-link")


def pictures(records: Records, choice: Choice, drawn: Mapping[str, tuple[str, Callable[[], list[dict]]]]) -> None:
    """The page's pictures as images, counted and drawn when asked for.

    drawn: what a picture is called -> (the function of `charts_of` that makes it, the rows that it is made from).
    """
    with st.expander(said.KEEP), st.container(horizontal=True):
        for title, (kind, rows) in drawn.items():
            for ending in IMAGES:
                _button(records, choice, title, ending, kind, rows)


def _button(records: Records, choice: Choice, title: str, ending: str, kind: str, rows: Callable[[], list[dict]]) -> None:
    def make() -> bytes:
        from analytics.brief import charts_of, pictures  # these draw, so they are loaded when somebody asks

        found = rows()
        chart = getattr(charts_of, kind)(found, records.models) if found else None
        return pictures.image(chart or Words(title, (said.NOT_SHOWN,), ()), said.image_notes(found, records.demonstration),
                              records.demonstration, choice.exact, ending)

    name = records.image_name(*title.lower().split(), exact=choice.exact, selected=bool(choice.where))
    logged.button(f"{title} ({ending.upper()})", make, f"{name}.{ending}", IMAGES[ending], log(), fingerprint=records.fingerprint,
                  key=f"keep-{title}-{ending}")
