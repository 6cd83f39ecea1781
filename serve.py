"""The dashboard with the headers that a public site needs: python -m streamlit run serve.py -- --db published"""

import streamlit as st
from starlette.middleware import Middleware

from pages.parts.ahead import prepared
from pages.parts.headers import Headers
from pages.parts.outside import ask_nobody

ask_nobody()
app = st.App("dashboard.py", lifespan=prepared, middleware=[Middleware(Headers)])
