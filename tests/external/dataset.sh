#!/usr/bin/env bash
# Every output format read by the programs of others: dataset.sh [PROGRAM]. Python packages go into a virtual
# environment under target/, which is kept while requirements.txt stays as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-target/release/tradefacts}")
here=tests/external
venv=target/external/venv

if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$venv/requirements.txt"
fi
rm -rf target/external/work
mkdir -p target/external/work
"$venv/bin/python" "$here/dataset.py" "$program" data/samples target/external/work
