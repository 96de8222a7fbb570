# The four words of this project: setup, chat, test, check. All are safe to run again.
PYTHON ?= python3
BIN := .venv/bin
TORCH_INDEX := https://download.pytorch.org/whl/cpu

.PHONY: setup chat test check

setup: .venv/indexed

chat: .venv/installed
	$(BIN)/assistant serve

test: setup
	$(BIN)/python -m pytest

check: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.version_info >= (3, 11) or sys.exit('Python 3.11 or newer is needed; this is ' + sys.version)"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	@if ! command -v nvidia-smi >/dev/null 2>&1 && $(BIN)/python -c "import urllib.request as u; u.urlopen('$(TORCH_INDEX)/torch/', timeout=3)" 2>/dev/null; then \
		echo "PyTorch: the CPU build, from $(TORCH_INDEX)"; \
		$(BIN)/python -m pip install --quiet --no-deps --index-url $(TORCH_INDEX) "$$(grep '^torch==' requirements.lock)"; \
	else \
		echo "PyTorch: the build that the package index offers"; \
	fi
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

.venv/indexed: .venv/installed $(wildcard knowledge/*/*.md knowledge/*/*.jsonl)
	$(BIN)/assistant ingest
	touch $@
