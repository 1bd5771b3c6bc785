# Shoplatch. Three to remember: make demo, make check, make test. Each works in a fresh clone with Python 3.11 or newer.
# Files named .stamp-* in the environment say what is installed there, so that nothing is installed twice.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
ARGS ?=
NAME ?= ingest
WORKERS ?= 2

# Without kept bytecode every process of ours would compile everything again: seconds instead of milliseconds.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install demo test prove check bench catalog lock

help:
	@echo "make demo      a simulated TikTok Shop and the platform, connected, with live orders  (ARGS=\"--for 30 --json\")"
	@echo "make install   everything, with the development tools, into $(VENV)"
	@echo "make check     style, types, import contracts"
	@echo "make test      the tests (at most 10 minutes on 2 cores)"
	@echo "make prove     the long forms of the proofs (at most 45 minutes)"
	@echo "make bench     measure against the alternatives  (NAME=ingest)"
	@echo "make catalog   the facts of the API from the packages that publish them, and what changed  (ARGS=\"--dry\")"
	@echo "make lock      write the constraints anew"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Shoplatch needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PYTHON=python3.x.")'
	$(PYTHON) -m venv $(VENV)

# The demo needs the platform and the simulator alone: fewer packages, a shorter first minute.
$(VENV)/.stamp-platform: constraints/platform.txt pyproject.toml | $(BIN)/python
	@test -f $(VENV)/.stamp-all || { echo "Installing the platform and the simulator..."; \
	  $(PIP) install --require-hashes --no-deps -r constraints/platform.txt && \
	  $(PIP) install --no-deps --no-build-isolation -e .; }
	@touch $@

$(VENV)/.stamp-all: constraints/all.txt pyproject.toml | $(BIN)/python
	@echo "Installing everything..."
	@$(PIP) install --require-hashes --no-deps -r constraints/all.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.stamp-platform

install: $(VENV)/.stamp-all

demo: $(VENV)/.stamp-platform
	@$(BIN)/shoplatch demo $(ARGS)

check: $(VENV)/.stamp-all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(VENV)/.stamp-all
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not long" $(ARGS)

prove: $(VENV)/.stamp-all
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

bench: $(VENV)/.stamp-all
	@$(BIN)/shoplatch bench $(NAME) $(ARGS)

# The stubs are written by a process of their own: it has to read the new facts.
catalog: $(VENV)/.stamp-all
	@$(BIN)/python tools/catalog/rebuild.py $(ARGS)
	@$(BIN)/python tools/stubs.py

lock: $(VENV)/.stamp-all
	sh tools/lock.sh
