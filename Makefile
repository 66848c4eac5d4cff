# What people do with this folder.  `make help` explains each.

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
HONMONO_DATA ?= ../shared
# A file's tests stay together: what they share is made once.
ARGS ?= -n auto --dist loadfile
export HONMONO_DATA

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-postgres drills lint types docs exam bench fuzz wheel examples lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Build .venv with all that tests and demo need (again: nothing to do)

$(READY): requirements-dev.lock pyproject.toml .ci/setup
	@.ci/setup
	@touch $@
	@echo "Ready: $(VENV)/bin/honmono"

CASE := examples/hoshimine/hoshimine-2026-10.json

demo: setup ## Judge the sample mail, trace a theft, write a notice, sweep PCs, open the desk
	$(VENV)/bin/honmono check --org examples/hoshimine/honmono.toml examples/hoshimine/mail
	rm -rf build/demo
	$(VENV)/bin/honmono index --archive build/demo/archive --org examples/hoshimine/honmono.toml examples/hoshimine/mailboxes
	$(VENV)/bin/honmono trace --archive build/demo/archive --org examples/hoshimine/honmono.toml --picture build/demo/trace.svg examples/hoshimine/reports
	$(VENV)/bin/honmono case clocks --case $(CASE) --as-of 2026-10-15 --lang ja
	$(VENV)/bin/honmono document make public-notice --case $(CASE) --date 2026-10-15 --format pdf --out build/demo/notice.pdf
	$(VENV)/bin/honmono document make public-notice --case $(CASE) --date 2026-10-15 --format html --out build/demo/notice.html
	$(PY) -m examples.desk build/demo/home

test: setup ## Run all tests; ARGS= for one process, ARGS="-k name" for a part
	-@.ci/need dovecot-imapd test -x /usr/sbin/dovecot
	-@.ci/need chromium chromium --version
	-@.ci/need postgresql sh -c 'command -v initdb || ls /usr/lib/postgresql/*/bin/initdb'
	-@.ci/need libhivex-bin sh -c 'command -v hivexsh'
	$(PY) -m pytest $(ARGS)

test-postgres: setup ## The tests of the desk on a PostgreSQL of their own
	-@.ci/need chromium chromium --version
	@.ci/need postgresql sh -c 'command -v initdb || ls /usr/lib/postgresql/*/bin/initdb'
	$(PY) -m pytest $(ARGS) tests/web --database=postgresql

drills: setup ## The long rounds: kills on both databases, every page in a browser
	-@.ci/need chromium chromium --version
	@.ci/need postgresql sh -c 'command -v initdb || ls /usr/lib/postgresql/*/bin/initdb'
	$(PY) -m pytest $(ARGS) -m long
	$(PY) -m pytest $(ARGS) -m long tests/web/serving tests/web/keeping --database=postgresql

lint: setup ## Style and common mistakes, and whether the code is formatted
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/vermin --target=3.9- --no-tips --violations honmono/sweep/scanner

types: setup ## Strict type check
	$(VENV)/bin/mypy

docs: setup ## Are the pages that are made from code fresh, and all things described?
	$(PY) -m pytest -q tests/test_docs.py

# make itself always ends with 2; scripts that need 1 or 2 call benchmarks.exam.
exam: setup ## Measure on the data in HONMONO_DATA (../shared); ONLY=check,trace for a part
	@.ci/need zstd zstd --version
	@.ci/need dovecot-imapd test -x /usr/sbin/dovecot
	$(PY) -m benchmarks.exam $(if $(ONLY),--only $(ONLY))

bench: setup ## Print the figures that we publish
	$(PY) -m benchmarks

fuzz: setup ## Feed broken mail for a fixed number of rounds
	$(PY) -m tests.fuzz

wheel: setup ## Build the package and try it in a new environment
	.ci/wheel

examples: setup ## Write the sample mail and mailboxes again (after a change in examples/samples)
	$(PY) -m examples.make_mail

lock: setup ## Choose the newest versions and write both lock files
	$(PY) -m pip install --quiet uv
	.ci/lock

clean: ## Take away what was built, .venv too
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
