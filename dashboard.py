"""The front door: python -m streamlit run dashboard.py -- --db local/demonstration.duckdb

Streamlit reads this file twice: for the server that it starts, and as the script of every session.
"""

from pages.parts.outside import ask_nobody

ask_nobody()
if __name__ == "__main__":
    from pages.parts.frame import main

    main()
else:
    import streamlit as st

    from pages.parts.ahead import prepared

    app = st.App(__file__, lifespan=prepared)
