# Crosswire on a fresh machine needs Python 3.11 to 3.13 and make; everything else comes from requirements.lock.
#   make demo    set up, make a dossier of samples/pages, say where it lies
#   make test    set up, run the tests
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/bench/data
SCORE ?= ../shared/bench/score

.PHONY: setup demo test check fix bench docs lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Crosswire needs Python 3.11, 3.12 or 3.13; found " + sys.version.split()[0] + ". Name one: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	$(BIN)/crosswire build samples/pages --out dossier
	@echo "Open dossier/index.html in a browser; the record is dossier/record.json."

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m bench $(DATA) --score $(SCORE) --json .cache/bench.json

docs: setup
	$(BIN)/python docs/generate.py

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 --no-header -o requirements.lock

clean:
	rm -rf $(VENV) .cache dossier dist build
