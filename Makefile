# Everything happens in .venv; nothing outside this folder is touched.
# --without-pip and pip's own --python also work where ensurepip is missing and pip refuses to run outside a venv.
PYTHON ?= python3
ARGS ?=
RUNS ?= 8000
PARALLEL := -n auto --dist worksteal
EVERY_EXAMPLE := --hypothesis-profile=alles
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet --python $(VENV)
BENCH_PIP := $(PIP)/bench

# What pip wrote names the folder it was in: a folder that was moved or copied gets its .venv anew.
ifneq ($(wildcard $(VENV)/.can-run),)
ifneq ($(shell cat $(VENV)/.can-run),$(CURDIR))
.PHONY: $(VENV)/.can-run
endif
endif

.PHONY: scan test test-alles test-rest check format fuzz bench blad-test wheel-test windows-zip windows-check voorbeelden plaatjes lock sbom clean

scan: $(VENV)/.can-run
	@$(BIN)/zelfscan $(ARGS)

# What guards daily work, in a few minutes on as many processes as there are cores.
test: $(VENV)/.can-test
	$(BIN)/python -m pytest $(PARALLEL) -m 'not heavy' $(ARGS)

# All there is, with every example: many minutes.
test-alles: $(VENV)/.can-test
	$(BIN)/python -m pytest $(PARALLEL) $(EVERY_EXAMPLE) $(ARGS)

# What `make test` left out: the heavy tests, and the others that try examples with all of theirs.
test-rest: $(VENV)/.can-test
	$(BIN)/python -m pytest $(PARALLEL) $(EVERY_EXAMPLE) -m 'heavy or hypothesis' $(ARGS)

check: $(VENV)/.can-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@! git grep -n -E 'AGE-SECRET-KEY-1[0-9A-Z]{20}' || { echo 'a secret key is tracked'; exit 1; }

format: $(VENV)/.can-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Counts, and not seconds: the same work on any computer. `make fuzz RUNS=1000000` for a long one.
fuzz: $(VENV)/.can-fuzz
	$(BIN)/python fuzz/resultaat.py -runs=$(RUNS) -seed=1
	$(BIN)/python fuzz/concept.py -runs=$(RUNS) -seed=1
	$(BIN)/python fuzz/catalogus.py -runs=$(RUNS) -seed=1

# By hand, never part of the tests: see bench/README.md. `make bench ARGS=--snel` only to look.
# What people install is measured, the wheel: a checkout reads its catalog from YAML at every start.
bench: $(VENV)/.can-bench
	rm -rf $(VENV)/wheel
	$(BENCH_PIP) wheel --no-deps --no-build-isolation --wheel-dir $(VENV)/wheel .
	$(BENCH_PIP) install --no-deps --force-reinstall $(VENV)/wheel/*.whl
	$(VENV)/bench/bin/python bench/alles.py $(ARGS)

# By hand, where there is a browser: see browser/README.md.
blad-test: $(VENV)/.can-test
	sh browser/proef $(BIN)/python

wheel-test:
	PYTHON=$(PYTHON) sh .ci/wheel-test

# By hand: the portable folder for Windows, made here; and a try of it under Wine, where Wine is.
windows-zip:
	$(PYTHON) packaging/windows/bouw.py --uit dist/zelfscan-windows.zip $(ARGS)

windows-check: windows-zip
	sh packaging/windows/proef dist/zelfscan-windows.zip

voorbeelden: $(VENV)/.can-test
	$(BIN)/python docs/voorbeelden/maak.py

plaatjes: $(VENV)/.can-test
	$(BIN)/python docs/plaatjes/maak.py

# Exactly what was looked at, whatever index it comes from; pip takes no hash for zelfscan itself.
$(VENV)/.can-run: pyproject.toml lock/scan.txt
	$(PYTHON) -m venv --clear --without-pip $(VENV)
	$(PIP) install --require-hashes --requirement lock/scan.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@echo '$(CURDIR)' > $@

$(VENV)/.can-test: $(VENV)/.can-run lock/test.txt
	$(PIP) install --require-hashes --requirement lock/test.txt
	@touch $@

$(VENV)/.can-fuzz: $(VENV)/.can-test lock/fuzz.txt
	$(PIP) install --require-hashes --requirement lock/fuzz.txt
	@touch $@

$(VENV)/.can-bench: pyproject.toml lock/scan.txt lock/test.txt
	$(PYTHON) -m venv --without-pip $(VENV)/bench
	$(BENCH_PIP) install --require-hashes --requirement lock/scan.txt
	$(BENCH_PIP) install --require-hashes --requirement lock/test.txt
	@touch $@

# After a change of pyproject.toml, or with ARGS=--upgrade: the hashes of every file of each version, for all systems.
# What is locked stays at its version where it can; each lock builds on the one before.
LOCK := $(VENV)/lock/bin/uv pip compile pyproject.toml lock/bouw.in --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --quiet $(ARGS)
lock:
	$(PYTHON) -m venv --without-pip $(VENV)/lock
	$(PYTHON) -m pip --disable-pip-version-check --quiet --python $(VENV)/lock install uv
	$(LOCK) --extra pdf --extra zegel --output-file lock/scan.txt
	$(LOCK) --extra test --constraint lock/scan.txt --output-file lock/test.txt
	$(LOCK) --extra test --extra fuzz --constraint lock/test.txt --output-file lock/fuzz.txt

# What is in it, as a CycloneDX list: dist/zelfscan.cdx.json.
sbom: $(VENV)/.can-run
	$(PYTHON) -m venv --without-pip $(VENV)/sbom
	$(PYTHON) -m pip --disable-pip-version-check --quiet --python $(VENV)/sbom install cyclonedx-bom
	mkdir -p dist
	$(VENV)/sbom/bin/cyclonedx-py environment $(BIN)/python --output-reproducible --output-file dist/zelfscan.cdx.json

clean:
	rm -rf $(VENV) build dist
