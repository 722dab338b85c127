# Everything claimtrack does from the shell; `make` alone lists it.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PYTEST := $(RUN) -m pytest
TESTS ?=
GOLD ?= tests/data/sample_gold.json
export PORT HOST CLAIMTRACK_VAR

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check lint soak bench bench-pages evaluate messages lock clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1	/' | expand -t 12

setup: $(VENV)/.ready ## make .venv and install what claimtrack needs to run

setup-dev: $(VENV)/.ready-dev ## the same, and the test tools

run: $(VENV)/.ready ## start everything, Ctrl-C stops it (PORT=8000 HOST=127.0.0.1 CLAIMTRACK_VAR=var)
	@exec $(RUN) manage.py up

test: $(VENV)/.ready-dev ## run every test on servers of its own (TESTS="tests/articles -k revision")
	@$(PYTEST) -n 2 $(TESTS)

check: lint test ## lint, types, settings for production, migrations, and every test

lint: $(VENV)/.ready-dev ## what `check` does before the tests
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy claimtrack articles claims
	$(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING
	$(RUN) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

soak: $(VENV)/.ready-dev ## the long tests at full figures: load, faults, fuzzing
	@CLAIMTRACK_SOAK=1 $(PYTEST) -n 0 -m soak $(TESTS)

bench: $(VENV)/.ready-dev ## measure speed on the sample newsroom and on ARTICLES=FILE.jsonl
	@$(RUN) -m benchmarks $(ARTICLES)

bench-pages: $(VENV)/.ready-dev ## measure lists, filters and searches with 1,000 and with 100,000 claims
	@$(RUN) -m benchmarks.pages

evaluate: $(VENV)/.ready-dev ## score the extraction against GOLD=FILE.json
	@$(RUN) -m benchmarks.evaluate $(GOLD)

messages: $(VENV)/.ready-dev ## collect the words of the pages for the translators and compile what is translated
	@$(RUN) manage.py collect_messages
	@$(RUN) manage.py compile_catalogs

# --no-emit-index-url and --no-annotate: the same file on every machine.
UV := $(VENV)/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes
UV += --no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock"
lock: $(VENV)/.ready-dev ## work out requirements*.txt from pyproject.toml
	$(UV) -o requirements.txt
	$(UV) --extra dev -c requirements.txt -o requirements-dev.txt

clean: ## remove .venv and caches; the data in var/ stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Settings as a newsroom would give them: what `check --deploy` warns of is then ours to mend.
PRODUCTION := DATABASE_URL=postgresql://claimtrack@localhost/claimtrack REDIS_URL=redis://localhost:6379/0
PRODUCTION += SECRET_KEY=$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(64))')
PRODUCTION += ALLOWED_HOSTS=claims.example.org HTTPS=true DEBUG=false

# Python 3.11 or newer, with venv; `make setup PYTHON=python3.12` takes another than python3.
$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "claimtrack needs Python 3.11 or newer, and there is no $(PYTHON) here." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "claimtrack needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# A stamp is newer than what it stands for, so an unchanged set-up costs nothing.
$(VENV)/.ready: $(VENV)/.made requirements.txt $(wildcard locale/*/LC_MESSAGES/*.po) \
  $(wildcard claims/extraction/languages/*/places.toml)
	@echo "Installing what claimtrack needs (the first time takes a minute) …"
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@$(RUN) manage.py compile_catalogs
	@$(RUN) manage.py build_gazetteer
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@echo "Installing the test tools …"
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
