# `make site` builds the site of content/, `make test` runs every check; both start from
# nothing but Python >= 3.11 and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: bench-search coverage shuffle lock audit dist site serve test lint torture bench clean browser screenshots docs eval-language bench-language

site: $(VENV)/installed
	$(BIN)/briefgen build

serve: $(VENV)/installed
	$(BIN)/briefgen serve

test: $(VENV)/installed-dev browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict briefgen benchmarks
	$(BIN)/pytest -n auto -p no:randomly

lint: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy --strict briefgen benchmarks

# The documentation as a site, in site-docs/.
docs: $(VENV)/installed
	$(BIN)/briefgen build -f mkdocs-docs.yml --strict

# Which lines and branches of briefgen the tests reach.
coverage: $(VENV)/installed-dev browser
	$(BIN)/pytest -n auto --cov=briefgen --cov-report=term:skip-covered --cov-fail-under=90

# Every test in an order that chance makes; `make shuffle ARGS=--randomly-seed=N` repeats order N.
shuffle: $(VENV)/installed-dev browser
	$(BIN)/pip install -q --group shuffle
	$(BIN)/pytest -n auto $(ARGS)

# The whole of what `make test` runs a quick share of: faults, attacks, fuzzing, speed.
# About two hours; docs/torture.md has the last results. atheris has no build for every
# machine: its part is skipped without it.
TORTURE := tests/readers/test_hostile_files.py tests/faults tests/fuzz tests/trust tests/browser/test_attacks.py \
  tests/extract/quotes/test_speed.py tests/extract/actors/test_speed.py
torture: $(VENV)/installed-dev browser
	-$(BIN)/pip install -q --group fuzz
	OPENBLAS_NUM_THREADS=1 BRIEFGEN_TORTURE=1 $(BIN)/pytest -n 2 --durations=0 $(TORTURE)

# Builds of 1,000 and 10,000 articles beside Hugo's and MkDocs' (docs/benchmarks/); Hugo is
# Debian's package.
bench: $(VENV)/installed-dev
	$(BIN)/pip install -q --group bench
	$(BIN)/python benchmarks/run.py --material

# The wait for the first hit among 10,000 briefings, in Chromium.
bench-search: $(VENV)/installed-dev browser
	$(BIN)/python benchmarks/search.py

# The browser tests drive Debian's Chromium: installed where that is possible, else the
# tests say that they were skipped.
browser:
	@command -v chromium >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -q && apt-get install -y -q --no-install-recommends chromium; \
	  else \
	    echo "chromium is missing: the browser tests will be skipped"; \
	  fi; }

	@if command -v npm >/dev/null 2>&1; then \
	  cd tests/browser && npm install --no-audit --no-fund --no-package-lock --ignore-scripts --silent; \
	else \
	  echo "npm is missing: pages will not be checked with axe and the Nu validator"; \
	fi

# The pictures in docs/screenshots/, from the site of content/.
screenshots: site
	$(BIN)/pip install -q --group dev
	$(BIN)/python docs/screenshots/make.py

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "briefgen needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --upgrade pip

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install -q -e .
	@touch $@

# With LOCKED=1, what is installed is byte for byte what requirements-dev.txt names.
$(VENV)/installed-dev: pyproject.toml $(if $(LOCKED),requirements-dev.txt) | $(VENV)/bin/python
ifdef LOCKED
	$(BIN)/pip install -q --require-hashes -r requirements-dev.txt
	$(BIN)/pip install -q --no-deps -e .
else
	$(BIN)/pip install -q -e . --group dev
endif
	@touch $(VENV)/installed $@

# Versions and hashes of all that development and continuous integration install.
lock: $(VENV)/bin/python
	$(BIN)/pip install -q --group release
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url --no-emit-find-links --group dev pyproject.toml \
	  -o requirements-dev.txt

# Known weaknesses of what is installed here; asks PyPI's advisory database.
audit: $(VENV)/installed
	$(BIN)/pip install -q --group release
	$(BIN)/python .ci/audit.py

# The wheel, and beside it what it installs, as CycloneDX.
dist: $(VENV)/installed
	rm -rf build/clean dist && $(PYTHON) -m venv --without-pip build/clean
	$(BIN)/pip wheel -q --no-deps -w dist .
	$(BIN)/pip --python build/clean/bin/python install -q dist/*.whl
	$(BIN)/pip install -q --group release
	for wheel in dist/*.whl; do \
	  version=$$(build/clean/bin/python -I -c "import briefgen; print(briefgen.__version__)"); \
	  sed "s/^dynamic = .*/version = \"$$version\"/" pyproject.toml >build/pyproject.toml; \
	  $(BIN)/cyclonedx-py environment --output-reproducible --pyproject build/pyproject.toml \
	    --output-format JSON -o "$${wheel%.whl}.cdx.json" build/clean/bin/python || exit 1; done

clean:
	rm -rf $(VENV) site .site.briefgen .briefgen content/briefings build dist *.egg-info

# Scores of the language pipelines on held-out corpora; DATA as training/README.md says.
DATA ?= ../shared/training
eval-language: $(VENV)/installed-dev
	$(BIN)/pip install -q --group training
	$(BIN)/python -m training fr en --data $(DATA) --evaluate

bench-language: $(VENV)/installed-dev
	$(BIN)/python benchmarks/language.py
	$(BIN)/python benchmarks/quotes.py
	$(BIN)/python benchmarks/actors.py
