# Everything a newcomer needs is `make demo` and `make test`.
PYTHON ?= python3
PORT ?= 8000
# One process of the suite per core.
WORKERS ?= auto
PYTEST_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/wagtail-7.4.txt
TEMPLATES := casestudies home search
# Playwright's driver needs libatomic1.
BROWSER := chromium=/usr/bin/chromium libatomic1=/usr/lib/*/libatomic.so.1 \
	fonts-noto-cjk=/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

export PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-hosts lint format bench bench-search pictures messages migrations keep-release lock wheel clean

help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup:  ## Make .venv hold what the lock file says
	@.ci/venv.sh $(VENV) $(LOCK)

demo: setup  ## Serve the site with demo content at http://127.0.0.1:$(PORT)/
	@$(BIN)/python manage.py migrate --verbosity 0
	@SITE_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py load_demo
	@export SITE_URL=http://127.0.0.1:$(PORT); $(BIN)/python manage.py send_letters --watch & letters=$$!; \
	trap 'kill $$letters' EXIT INT TERM; \
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: setup  ## Run the whole suite on SQLite, browser tests included
	@.ci/apt.sh $(foreach wanted,$(BROWSER),'$(wanted)')
	@$(BIN)/pytest -n $(WORKERS) $(PYTEST_ARGS)

test-hosts: setup  ## Make sites, install the wheel there by docs/install.md, do the main job in each
	@.ci/apt.sh $(foreach wanted,$(BROWSER),'$(wanted)')
	@$(BIN)/pytest -m hosts -n $(WORKERS) --dist loadscope tests/hosts $(PYTEST_ARGS)

lint: setup  ## Check style, imports, templates and migrations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	find $(TEMPLATES) -name '*.html' -print0 | \
		xargs -0 -r $(BIN)/djade --target-version 5.2 --check
	$(BIN)/python manage.py makemigrations --check --dry-run --settings settings.test

format: setup  ## Rewrite Python and templates in the house style
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	find $(TEMPLATES) -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --target-version 5.2

bench: setup  ## Measure what a worker takes and the pages that must stay fast: make bench [ARGS="--db postgres --sizes 10000,100000"]
	$(BIN)/python -m bench $(ARGS)

bench-search: setup  ## Measure the search: make bench-search DOCS=… QUERIES=… [ARGS="--db postgres"]
	$(BIN)/python -m bench.search --docs $(DOCS) --queries $(QUERIES) $(ARGS)

pictures: setup  ## Take the README's pictures anew
	@.ci/apt.sh $(foreach wanted,$(BROWSER),'$(wanted)')
	$(BIN)/python -m docs.pictures

messages: setup  ## Collect strings into locale/zh_Hans and compile what is translated
	$(BIN)/python -m tools.messages

migrations: setup  ## Generate migrations; always with Wagtail 7.4
	$(BIN)/python manage.py makemigrations

keep-release: setup  ## Keep a database of this version for the upgrade tests, once its migrations are final
	$(BIN)/python -m tools.release

lock: setup  ## Write the lock files anew
	for version in 7.4 8.0; do \
		$(BIN)/uv pip compile pyproject.toml requirements/wagtail-$$version.in \
			--extra host --group dev --universal --python-version 3.11 \
			--generate-hashes --upgrade --no-emit-index-url --no-emit-find-links \
			--custom-compile-command "make lock" --quiet \
			--output-file requirements/wagtail-$$version.txt || exit 1; \
	done

wheel: setup  ## Build the plugin into dist/
	$(BIN)/python -m hatchling build --target wheel

clean:  ## Remove environments, builds and caches; the demo's database stays
	rm -rf $(VENV) .venv-newest dist .pytest_cache .ruff_cache .import_linter_cache
