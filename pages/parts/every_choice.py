"""Every defensible choice, worked out when asked for: it takes some seconds, shows how far it is, and is kept."""

import streamlit as st

from analytics.robustness import with_progress
from pages.parts.records import Records

ASK = "Work out every defensible choice"
UNDER_WAY = "Working out every defensible choice"
MOST = 32  # curves kept, of about a megabyte each


def rows(records: Records, **options: object) -> list[dict]:
    """The rows of `robustness`, made once for the same records and options; empty where they are not asked for."""
    if not st.toggle(ASK, key="every_choice", help="Takes some seconds for one program, and can be left."):
        return []
    key, held = (records.fingerprint, tuple(sorted(options.items()))), _held()
    if key not in held:
        bar = st.progress(0.0, UNDER_WAY)
        held[key] = with_progress(records.connection, lambda done: bar.progress(done, UNDER_WAY), **options).to_dict("records")
        bar.empty()
        for old in list(held)[:-MOST]:
            held.pop(old, None)
    return held[key]


@st.cache_resource(show_spinner=False)
def _held() -> dict:
    return {}
