"""Nobody outside is asked anything, by Streamlit's own server either."""

from streamlit import net_util


def ask_nobody() -> None:
    """Where a page of another site knocks, or the server listens to all addresses, Streamlit would ask a host outside for
    this machine's address, and wait for the answer. Nothing needs it: what is of another origin is refused."""
    net_util.get_external_ip = lambda: None
