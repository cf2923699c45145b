# `make scan` and `make test` set everything up themselves; a repeated run is quick.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.DEFAULT_GOAL := help
.PHONY: help scan test lint golden rules bench bench-compare corpus-diff formats-agree clean

help:
	@echo "make scan     check the documents in sources/, write reports/"
	@echo "make test     linters, types, direction of imports, tests"
	@echo "make lint     the same without the tests"
	@echo "make golden   rewrite the expected outputs in tests/golden/ (read the diff before you commit it)"
	@echo "make rules    rewrite the pages of the rules in docs/rules/"
	@echo "make corpus-diff   what the working tree reads better and worse than the last commit, and in what time"
	@echo "make formats-agree  whether the same trial reports make the same claims as text and as XML"
	@echo "make clean    remove the environment and the caches"

scan: $(VENV)/.installed
	$(BIN)/claimcheck scan sources/ --output reports --fail-on never
	@echo "The report is reports/report.html: open it in a browser."

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# pytest ends with 9 where it rewrote goldens and nothing else failed (tests/conftest.py).
golden: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --update-golden || test $$? -eq 9

rules: $(VENV)/.installed
	$(BIN)/python scripts/rule_pages.py

# Over sources/ and, where they are there, the labelled sets beside the project.
corpus-diff: $(VENV)/.installed
	$(BIN)/python scripts/corpus_diff.py

# The same articles as text and as XML are beside the project, or nowhere.
formats-agree: $(VENV)/.installed
	@if [ -d ../shared/corpus/trials ]; then $(BIN)/python scripts/formats_agree.py ../shared/corpus/trials --least 0.97; \
		else echo "skipped: ../shared/corpus/trials is not beside the project"; fi

# Over the trial reports where they are beside the project, else over sources/.
bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/scan_speed.py $(or $(wildcard ../shared/corpus/trials),sources)

# Claims are made: it needs no documents. A million of them take a minute or two.
bench-compare: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/compare_scale.py

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# A half-made environment would look like a whole one to the next run.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "claimcheck needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) '.[dev]'
	@touch $(VENV)/.installed $@
