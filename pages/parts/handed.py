"""Fields for handing over files, and who was shown one: nobody else's upload is taken (see headers.py).

Streamlit's server takes a file before any page runs, from whoever holds a session; which of them were shown a field is
known to the pages alone.
"""

from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

MANY = 1_000  # sessions, above which those that ended are forgotten
_shown: set[str] = set()


def field(label: str, **options: Any) -> Any:
    """Streamlit's field for files, with its options; from now on this session may hand files over."""
    context = get_script_run_ctx()
    if context is not None:
        if len(_shown) > MANY:
            _forget_ended()
        _shown.add(context.session_id)
    return st.file_uploader(label, **options)


def was_shown(session: str) -> bool:
    """Whether a field was drawn in this session."""
    return session in _shown


def _forget_ended() -> None:
    if runtime.exists():
        _shown.difference_update([session for session in list(_shown) if not runtime.get_instance().is_active_session(session)])
