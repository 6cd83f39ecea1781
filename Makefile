# make run          opens the dashboard on the demonstration records
# make run DB=path  opens it on another database
# make test         runs every test
# make deep         attacks published copies and kills commands, for half an hour
# make bench        measures counting and loading, in environments of its own under local/
# run and test set up all they need in .venv first; only Python 3.11 or newer, git and make must be there.

DB   ?= local/demonstration.duckdb
PORT ?= 8501
PYTHON := .venv/bin/python
READY  := .venv/.ready

# The sums here are many and small: a second thread for each costs more than it gives.
export OPENBLAS_NUM_THREADS := 1

.PHONY: run test deep bench screenshots clean

run: $(READY)
ifeq ($(DB),local/demonstration.duckdb)
	@mkdir -p local
	@$(PYTHON) -c "from data.database import connect_read_only; connect_read_only('$(DB)')" 2>/dev/null || $(PYTHON) -m analytics demo --db $(DB)
endif
	$(PYTHON) -m streamlit run dashboard.py --server.port $(PORT) -- --db "$(DB)"

# Tests of the browser come last and one by one: each wants the machine for itself.
test: $(READY)
ifdef TESTS
	$(PYTHON) -m pytest $(TESTS)
else
	$(PYTHON) -m pytest -n auto --dist loadfile --ignore tests/browser
	$(PYTHON) -m pytest tests/browser
endif

# Attacks on more and larger published copies, and kills at many random moments: half an hour.
deep: $(READY)
	DEEP=yes $(PYTHON) -m pytest tests/attacks
	$(PYTHON) -m benchmarks.faults 200

bench:
	@sh setup.sh local/bench benchmarks/requirements.txt
	@sh setup.sh local/lifelines benchmarks/lifelines.txt || echo "lifelines could not be installed: it will not be run" >&2
	local/bench/bin/python -m benchmarks $(BENCH)

screenshots: $(READY)
	$(PYTHON) -m tests.browser.screenshots

$(READY): requirements.txt setup.sh
	@sh setup.sh .venv requirements.txt
	@touch $@

clean:
	rm -rf .venv
