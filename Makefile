# Plumbline. `make run` starts it, `make test` tests it, `make check` lints it. Needs Python 3.11 and make.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
RUN_TODAY ?= 2024-11-14

.PHONY: run test fast check requirements styles definitions benchmark

# The environment to run in; the file says which requirements are installed.
$(VENV)/run.done: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "Plumbline needs Python 3.11: make run PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Plumbline needs into $(VENV): about a minute, the first time only …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# The same with what tests and checks need.
$(VENV)/dev.done: requirements-dev.txt $(VENV)/run.done
	@echo "Installing what the tests and checks need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Everything in one process, on an SQLite file, with the demo if the database is new.
run: $(VENV)/run.done
	@PLUMBLINE_TODAY=$(RUN_TODAY) SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} exec $(BIN)/python manage.py up --port $(PORT)

# The whole suite, on the database of DATABASE_URL or on SQLite.
test: $(VENV)/dev.done
	$(BIN)/python -m pytest -n auto --dist loadgroup

# Without browsers, servers and processes: under three minutes.
fast: $(VENV)/dev.done
	$(BIN)/python -m pytest -n auto -m "not browser and not redis and not slow"

check: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PLUMBLINE_ENV=test $(BIN)/mypy
	$(BIN)/lint-imports
	PLUMBLINE_ENV=test $(BIN)/python manage.py makemigrations --check --dry-run
	PLUMBLINE_ENV=production PLUMBLINE_TODAY= SECRET_KEY=$$(head -c 48 /dev/urandom | base64) ALLOWED_HOSTS=plumbline.example \
		REDIS_URL=redis://localhost:6379/0 DATABASE_URL=postgres://plumbline@localhost/plumbline \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2 --check

# Pin every requirement with its hashes; neither file names an index.
requirements: $(VENV)/dev.done
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt -c requirements.txt

# CSS from govuk-frontend: needs npm.
styles:
	scripts/build_styles.sh

# The definitions of the figures, from the measures themselves.
definitions: $(VENV)/run.done
	$(BIN)/python manage.py definitions > docs/definitions.md

# How long a roll-up takes beside the same measures in a notebook and in SQL, and the dashboard beside the ORM a cell at a
# time and a pandas pivot; on SQLite or DATABASE_URL.
benchmark: $(VENV)/dev.done
	$(BIN)/python -m benchmarks.rollup
	$(BIN)/python -m benchmarks.dashboard
