#!/bin/sh
# Writes the constraints anew: every package with its version and the hashes of its files, and no address of any index.
set -eu
cd "$(dirname "$0")/.."
compile() { .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate --quiet "$@" > /dev/null; }
compile --all-extras --group dev --group build -o constraints/all.txt
compile --extra platform --extra simulator --group build -c constraints/all.txt -o constraints/platform.txt
compile --extra simulator --group build -c constraints/all.txt -o constraints/simulator.txt
