"""What a person keeps of a view: a link that opens it again, and its pictures as images."""

from html import escape
from pathlib import Path

import streamlit as st

from analytics import answers
from analytics.answers import take_it_with_you as said
from pages.parts import choices
from pages.parts.records import Records

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
# The browser writes down what it shows, when asked: the server does nothing, and no picture needs a second drawing of itself.
_pictures = st.components.v2.component(
    "restorative_justice_pictures", isolate_styles=False, js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    html=f'<details class="rj rj-keep"><summary>{escape(said.KEEP)}</summary><ul></ul><p class="rj-note" role="status"></p></details>')


def link() -> None:
    """A button that copies the address of this view."""
    _link()


def pictures(records: Records, choice: choices.Choice, *, event: bool = True, people: bool = True,
             invented: str = answers.demonstration()) -> None:
    """Every picture of the page as an image (PNG, SVG), drawn when asked for; title, number, whose and source stand in it.

    event, people: as in `frame`; False where the page counts no event, or tells of the same whoever is chosen.
    invented: what stands over pictures of demonstration records.
    """
    over = [f"DEMO – {invented}"] * records.demonstration + [answers.EXACT] * choice.exact
    images(records.image_name("PICTURE", exact=choice.exact, selected=people and bool(choice.where)), " ".join(over),
           said.counted_here(choices.in_words(choice, event)) if people else "",
           answers.source([{"data_as_of": records.data_as_of.isoformat(), "fingerprint": records.fingerprint}], records.demonstration))


def images(name: str, over: str, whose: str, source: str) -> None:
    """The same from words: name of the files, with PICTURE where each says what it shows; over all; who is counted; from where."""
    _pictures(key="pictures", data={"name": name, "over": over, "said": whose, "source": source, "none": said.NO_PICTURE,
                                    "gone": said.GONE, "failed": said.UNEXPECTED})
