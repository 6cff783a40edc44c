#!/usr/bin/env bash
# The share of lines that `cargo test` runs, by folder of src/, and the files with most lines that it does not run.
# Options go to cargo: `tests/coverage.sh --no-default-features` builds faster; the tests of what that leaves out then fail,
# are named, and count as far as they ran.
# Needs the tools of LLVM that the toolchain was built with: rustup component add llvm-tools
set -euo pipefail
cd "$(dirname "$0")/.."

host=$(rustc -vV | awk '/^host:/ { print $2 }')
tools=$(rustc --print sysroot)/lib/rustlib/$host/bin
if [ ! -x "$tools/llvm-cov" ]; then
    echo "expected llvm-cov in $tools, found none; run: rustup component add llvm-tools" >&2
    exit 1
fi
target=target/coverage
rm -rf "$target/profiles"
mkdir -p "$target/profiles"
export CARGO_TARGET_DIR=$target RUSTFLAGS="-C instrument-coverage" LLVM_PROFILE_FILE=$PWD/$target/profiles/%p-%m.profraw
# Programs that tests kill leave broken profiles, which are passed over.
if ! cargo test --locked --no-fail-fast "$@" --lib --test all >"$target/tests.log" 2>&1; then
    grep -E '^test result|^    [a-z_]+::' "$target/tests.log" >&2
fi
"$tools/llvm-profdata" merge -sparse --failure-mode=all "$target"/profiles/*.profraw -o "$target/all.profdata" 2>/dev/null

objects=()
for program in "$target/debug/tradefacts" $(find "$target/debug/deps" -maxdepth 1 -type f -executable \( -name 'all-*' -o -name 'tradefacts-*' \)); do
    objects+=(-object "$program")
done
"$tools/llvm-cov" report "${objects[@]:1}" -instr-profile="$target/all.profdata" \
    --ignore-filename-regex='(registry|rustc|/tests/)' 2>/dev/null |
    awk '$1 ~ /\.rs$/ { split($1, path, "/"); lines[path[1]] += $8; missed[path[1]] += $9; print $9, "of", $8, "lines not run:", $1 > "/dev/stderr" }
         END { for (folder in lines) printf "%-14s %6d lines, %5.1f%%\n", folder, lines[folder], 100 * (lines[folder] - missed[folder]) / lines[folder] }' \
        2> >(sort -rn | head -15 >&2) | sort
