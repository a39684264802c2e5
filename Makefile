# `make` alone lists what there is. Needs Python 3.11 or newer, GNU make and, for `make check`, bash and npm.

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
ENVIRONMENT := $(VENV)/.installed

SAMPLE_STORE := .cache/sample/store.sqlite

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/pytest -n $(WORKERS) -m "not oracle"
export PATH := $(CURDIR)/.cache/html-validate/node_modules/.bin:$(CURDIR)/.cache/markdown-checks/node_modules/.bin:$(PATH)
say = @printf '==> %s\n'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: environment
environment: $(ENVIRONMENT) ## create .venv from the lock, or bring it up to date

$(ENVIRONMENT): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "renovate-kit needs Python 3.11 or newer, and '$(PYTHON)' is: $$($(PYTHON) --version 2>&1 | tail -n 1)" >&2; \
	  echo "Name another one: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(say) "environment 1/3: creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	$(say) "environment 2/3: installing $$(grep -c '^[a-z]' requirements/dev.txt) locked packages (once; about 50 MB)"
	@$(PIP) install --require-hashes --no-deps -r requirements/dev.txt
	$(say) "environment 3/3: installing renovate-kit itself"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: report
report: $(ENVIRONMENT) ## validate config/, read the shipped logs, write the sample reports
	$(say) "validating config/"
	@$(BIN)/renovate-kit validate config/
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/make-sample-reports.sh $(SAMPLE_STORE) reports
	$(say) "reports/weekly/README.md lists them; the newest begins:"
	@sed -n '1,12p' "$$(ls reports/weekly/20*.md | tail -n 1)"

.PHONY: test
test: $(ENVIRONMENT) ## run all tests that need no Node, network or Kubernetes
	@$(PYTEST)

.PHONY: fuzz
fuzz: $(ENVIRONMENT) ## run all tests with examples that nobody drew before
	@FRESH_EXAMPLES=yes $(PYTEST)

.PHONY: lint
lint: $(ENVIRONMENT) ## ruff: rules and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: types
types: $(ENVIRONMENT) ## mypy --strict
	@$(BIN)/mypy --strict

.PHONY: imports
imports: $(ENVIRONMENT) ## the import rule between the layers
	@$(BIN)/lint-imports

.PHONY: format
format: $(ENVIRONMENT) ## format the code, and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: rules-docs
rules-docs: $(ENVIRONMENT) ## write docs/rules.md from the rules
	@$(BIN)/renovate-kit rule --all --format markdown --output docs/rules.md

.PHONY: coverage
coverage: $(ENVIRONMENT) ## run the same tests, and name every line and branch that they miss
	@$(PYTEST) --cov

.PHONY: wheel
wheel: $(ENVIRONMENT) ## build the wheel, and use it from an empty environment
	@scripts/check-wheel.sh

.PHONY: oracle
oracle: $(ENVIRONMENT) ## install the real Renovate (npm), and run the tests that ask it
	@oracle=$$(scripts/install-oracle.sh) && RENOVATE_ORACLE=$$oracle $(BIN)/pytest -m oracle

.PHONY: openapi
openapi: ## install GitHub's description of its API (npm), with which tests compare recorded answers
	@scripts/install-openapi.sh

.PHONY: html-validate
html-validate: ## install html-validate (npm), with which tests check the HTML report
	@npm install --no-audit --no-fund --loglevel=error --prefix .cache/html-validate html-validate@10.17.0 >/dev/null

.PHONY: markdown-checks
markdown-checks: ## install markdownlint and Mermaid (npm), with which tests check the Markdown reports
	@npm install --no-audit --no-fund --loglevel=error --prefix .cache/markdown-checks \
	  markdownlint-cli2@0.18.1 mermaid@11.17.2 jsdom@29.1.1 >/dev/null

.PHONY: benchmark
benchmark: $(ENVIRONMENT) ## measure what users wait for
	@$(BIN)/python benchmarks/run.py

.PHONY: lock
lock: ## resolve requirements/dev.txt anew; UPGRADE=1 takes the newest versions
	$(say) "locking"
	@test -x .cache/lock/bin/uv || $(PYTHON) -m venv .cache/lock
	@.cache/lock/bin/python -m pip --disable-pip-version-check --quiet \
	  install --require-hashes -r requirements/lock.txt
	@cp requirements/dev.txt .cache/lock/dev.txt
	@.cache/lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet $(if $(UPGRADE),--upgrade) \
	  --output-file .cache/lock/dev.txt >/dev/null
	@grep -v -e '^--' .cache/lock/dev.txt > requirements/dev.txt
	$(say) "requirements/dev.txt holds $$(grep -c '^[a-z]' requirements/dev.txt) packages"

.PHONY: check
check: ## everything that CI checks
	@.ci/run

.PHONY: clean
clean: ## remove the environment and everything that was built or cached here
	@rm -rf $(VENV) .cache build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache \
	  .hypothesis .import_linter_cache
