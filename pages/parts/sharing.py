"""The shareable copy, made on the page by those who may publish: counts protected together, as one zip file."""

import streamlit as st

from analytics import sign_in_words as words
from analytics.publishing import packed
from pages.parts import logged, show, show_text, who, work
from pages.parts.records import Records, log


def copy(records: Records) -> None:
    """The part of the page; nothing for whoever may not publish."""
    if not (who.signs_in() and who.may_publish()):
        return
    show.heading(words.PUBLISHING)
    show_text.text(words.PUBLISHING_ABOUT, "publishing-about")
    wanted = st.button(words.PUBLISHING, key="publish")
    made = work.done("publishing", records.fingerprint, wanted, lambda step: packed(records.connection))
    if made:
        show.sentence(words.PUBLISHING_READY, "publishing-ready")
        logged.button("Download the copy (zip)", made, records.image_name("published", exact=False) + ".zip", "application/zip", log(),
                      fingerprint=records.fingerprint, key="published-copy")
