"""The front door: python -m streamlit run dashboard.py -- --db local/demonstration.duckdb"""

from pages.parts.frame import main
from pages.parts.outside import ask_nobody

ask_nobody()
main()
