# The only interface, here and in CI. `make help` lists what there is.

SHELL := /bin/sh
.SHELLFLAGS := -ec
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check -qq
SITE := .venv/.installed-site
TEST := .venv/.installed-test
TOOLS := tests/tools/node_modules/.package-lock.json
FORMAT ?= text

export NO_MKDOCS_2_WARNING := 1

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

.PHONY: site
site: $(SITE) ## build the site into site/ (installs what it needs into .venv)
	$(BIN)/briefing build

.PHONY: serve
serve: $(SITE) ## show the site at http://127.0.0.1:8000/ and rebuild it on every change
	$(BIN)/briefing serve

.PHONY: check
check: $(SITE) ## check the articles, build nothing (FORMAT=text, github or json)
	$(BIN)/briefing check --format $(FORMAT)

.PHONY: test
test: lint tools ## everything that can be tested on this machine
	$(PY) -m pytest --cov

# The checker of HTML needs Java and Node; where they are missing, its tests say so and are skipped.
.PHONY: tools
tools: ## get the checker of HTML, where this machine has npm
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(TOOLS); fi

$(TOOLS): tests/tools/package-lock.json
	@echo 'Installing the checker of HTML into tests/tools'
	@npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --loglevel error \
	  && touch $@ || echo 'It could not be installed; the tests that need it are skipped.'

.PHONY: test-fast
test-fast: $(TEST) ## the tests that need neither a browser nor a big build
	$(PY) -m pytest -m "not slow and not browser"

.PHONY: lint
lint: $(TEST) ## style and types
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

.PHONY: format
format: $(TEST) ## put the code into shape
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

.PHONY: golden
golden: $(TEST) ## accept what the program writes now as the expected pages of tests/golden
	UPDATE_GOLDEN=1 $(PY) -m pytest tests/test_golden.py

.PHONY: bench
bench: $(TEST) ## measure
	$(PY) -m benchmarks

.PHONY: clean
clean: ## remove everything made here, the virtual environment too
	rm -rf .venv build dist site tests/tools/node_modules .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The build backend comes from the constraints too, so that one file pins all that runs.
$(SITE): pyproject.toml constraints.txt | $(PY)
	@echo 'Installing the pinned packages into .venv'
	$(PIP) install -c constraints.txt hatchling editables
	$(PIP) install -c constraints.txt --no-build-isolation -e .
	@touch $@

$(TEST): $(SITE)
	$(PIP) install -c constraints.txt --no-build-isolation -e '.[test]'
	@touch $@

# PYTHON=… chooses another interpreter. One without ensurepip (Debian's without
# python3-venv) cannot make an environment and is passed over.
$(PY):
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	    2>/dev/null; then exec "$$python" -m venv --clear .venv; fi; \
	done; \
	echo "No Python 3.11 or newer with the module venv was found." >&2; \
	echo "Install one (Debian, Ubuntu: apt install python3 python3-venv) or name it:" >&2; \
	echo "  make PYTHON=/path/to/python3 site" >&2; \
	exit 1
