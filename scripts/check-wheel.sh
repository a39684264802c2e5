#!/usr/bin/env bash
# Build the wheel, install it into an empty environment, and use it from there as a user would:
# what is missing from `dependencies` or from the wheel shows here and nowhere else.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
say() { printf '==> %s\n' "$*"; }

say "wheel 1/3: building"
(cd "$root" && .venv/bin/hatchling build --target wheel --directory "$scratch" >/dev/null)
wheel=$(echo "$scratch"/renovate_kit-*.whl)

say "wheel 2/3: installing $(basename "$wheel") into an empty environment"
"$root/.venv/bin/python" -m venv "$scratch/venv"
# The wheel says what it needs, the lock says in which version: a release of somebody else's
# must not change the verdict on this commit.
sed -n 's/^\([a-z0-9][^ ]*==[^ ]*\).*/\1/p' "$root/requirements/dev.txt" >"$scratch/constraints.txt"
"$scratch/venv/bin/pip" --disable-pip-version-check --quiet install \
  --constraint "$scratch/constraints.txt" "$wheel"

say "wheel 3/3: using it"
cd "$scratch"
PATH=$scratch/venv/bin:$PATH
renovate-kit --version
renovate-kit validate "$root/config"
renovate-kit ingest "$root"/tests/data/logs/picluster/*.jsonl --store store.sqlite
renovate-kit report weekly --week 2026-W37 --time-zone UTC --store store.sqlite --output report.md
diff "$root/tests/golden/report-ten-runs.md" report.md
"$root/.venv/bin/python" "$root/benchmarks/startup.py" --imports-only --python "$scratch/venv/bin/python"
