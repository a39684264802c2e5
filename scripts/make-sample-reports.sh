#!/bin/sh
# Make the sample reports from the shipped logs and the recorded answers of a forge, with the
# commands that a user would give:
#
#   scripts/make-sample-reports.sh STORE FOLDER
#
# STORE is made anew. Wants `renovate-kit`, and the Python that has it, on the PATH.
set -eu

store=$1
folder=$2
root=$(cd "$(dirname "$0")/.." && pwd)
weeks=$root/tests/data/logs/weeks
repositories="luddera/pi-cluster luddera/homelab-apps"
first_day=2026-09-14
last_day=2026-10-18

say() { printf '==> %s\n' "$*"; }
read_logs() { renovate-kit ingest "$weeks"/*.tar.zst --store "$store"; }
read_forge() {
  # shellcheck disable=SC2086 # two names
  python "$root/scripts/replay-github.py" "$weeks"/github/*.json.gz -- \
    renovate-kit sync github $repositories --store "$store"
}
report() { renovate-kit report "$@" --time-zone UTC --store "$store"; }

rm -f "$store" "$store"-*
mkdir -p "$(dirname "$store")" "$folder/weekly"

say "reading the logs of five weeks"
read_logs | sed '$!d'
say "reading what the forge says of them, from recorded answers"
read_forge
say "writing the reports"
for log in "$weeks"/*.tar.zst; do
  report weekly --week "$(basename "$log" .tar.zst)" --format markdown --format html \
    --output "$folder/weekly/" --index
done
for kind in security errors; do
  report "$kind" --from "$first_day" --to "$last_day" --format markdown --format html \
    --output "$folder/"
done
