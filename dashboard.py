"""The front door: python -m streamlit run dashboard.py -- --db local/demonstration.duckdb"""

from pages.parts.frame import main

main()
