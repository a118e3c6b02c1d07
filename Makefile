# Everything sets itself up: a first run makes .venv and fills it, later runs start at once.
PYTHON ?=
VENV := .venv/bin
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run test test-window format lint types layers check soak pictures clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.venv/ready-run: pyproject.toml packaging/prepare.sh
	@packaging/prepare.sh run
	@touch $@

.venv/ready-dev: pyproject.toml packaging/prepare.sh
	@packaging/prepare.sh dev
	@touch $@ .venv/ready-run

run: .venv/ready-run ## Set up and start the program with its sample session
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(VENV)/postmortem-desktop --sample; \
	else \
		mkdir -p build; \
		echo "There is no display here, so the sample's report is written to build/sample-report.pdf instead."; \
		$(VENV)/postmortem-desktop export --sample --pdf build/sample-report.pdf; \
	fi

test: .venv/ready-dev ## Set up and run the tests, without a display
	@QT_QPA_PLATFORM=offscreen $(VENV)/python -m pytest -q -n auto

test-window: .venv/ready-dev ## Run the tests that need a real window, under Xvfb
	@packaging/prepare.sh window
	@packaging/in-window.sh $(VENV)/python -m pytest -q -m real_window

format: .venv/ready-dev ## Put the code into its usual form
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .

lint: .venv/ready-dev ## Look at form and habits (ruff)
	@$(VENV)/ruff format --check .
	@$(VENV)/ruff check .

types: .venv/ready-dev ## Check the types (pyright)
	@$(VENV)/pyright

layers: .venv/ready-dev ## Check who imports whom (import-linter)
	@$(VENV)/lint-imports

check: lint types layers test ## Everything to run before a commit

soak: .venv/ready-dev ## The long fault and property tests
	@POSTMORTEM_SOAK=1 QT_QPA_PLATFORM=offscreen $(VENV)/python -m pytest -q --timeout=0

pictures: .venv/ready-dev ## Render every view and the sample report to build/pictures/
	@mkdir -p build/pictures
	@QT_QPA_PLATFORM=offscreen $(VENV)/python -m bench.pictures build/pictures

clean: ## Remove what was built; .venv stays
	@rm -rf build dist
