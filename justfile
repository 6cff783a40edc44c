# Short names for what is run often. `just` lists them.

default:
    @just --list

# Everything that CI runs.
ci:
    .ci/run

# All tests; `just test golden` runs those with `golden` in their name.
test *filter:
    cargo test --locked {{filter}}

# The generated cases of the property tests, a million of each: values read back, the gate, any text.
cases count="1000000":
    TRADEFACTS_CASES={{count}} cargo test --locked --release --test all -- generated any_text

# Twice the text takes twice as long, for hostile repetitions up to 16 MB: two minutes of one core; `just linear 64` takes five.
linear megabytes="16":
    TRADEFACTS_MEGABYTES={{megabytes}} cargo test --locked --release --test all -- --ignored --nocapture twice_the_text

# Writes tests/golden/known.txt and the output shown in README.md anew. Read the difference before committing it.
bless:
    TRADEFACTS_BLESS=1 cargo test --locked --test all -- golden readme

# The share of lines that the tests run, by folder; needs llvm-tools.
coverage *options:
    tests/coverage.sh {{options}}

# The review page in a headless browser; needs Node.js and Chromium.
browser:
    cargo build --locked
    npm ci --prefix tests/report --no-audit --no-fund
    npm test --prefix tests/report

# The pictures of README.md, made anew; needs the same.
pictures:
    cargo build --locked
    npm ci --prefix tests/report --no-audit --no-fund
    node tests/report/pictures.mjs

# Format and lints, warnings as errors.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings

# The documentation of the library.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# Licences, bans, sources and advisories of the dependencies; needs cargo-deny, and for the advisories a network.
deny:
    cargo deny --locked check

# Every output format read by pandas, pyarrow, DuckDB, openpyxl, Frictionless, pysdmx and, where it is there, LibreOffice.
external:
    cargo build --locked --release
    tests/external/dataset.sh target/release/tradefacts

# Kills 200 runs that write a dataset, at moments spread over a run; CI kills a dozen.
kills:
    TRADEFACTS_KILLS=200 cargo test --locked --test all -- kills_leave --nocapture

# What happens when the machine fails the program: errors and kills at every write, sync and rename, a full disk, no rights,
# two runs at once, closed pipes, records of a gigabyte. Needs root and strace; `just faults full` runs that part alone.
faults *parts:
    cargo build --locked --release
    tests/faults/faults.py target/release/tradefacts {{parts}}

# The main job on a sample.
demo:
    cargo run --locked --release -- extract data/samples/china-russia-2023.txt

# Fuzzes each target for so many seconds, with the address sanitizer and debug assertions; `just fuzz 600 text number` fuzzes
# two. Needs cargo-fuzz. tests/README.md says what the options leave out, and how much faster they make it.
fuzz seconds="60" *targets:
    #!/usr/bin/env bash
    set -euo pipefail
    fuzz/seeds.py
    cd fuzz
    export RUSTC_BOOTSTRAP=1 ASAN_OPTIONS=detect_stack_use_after_return=0:malloc_context_size=1:quarantine_size_mb=16
    targets="{{targets}}"
    for target in ${targets:-$(cargo fuzz list)}; do
        case $target in number|money|period) length=120 ;; html|pdf|xlsx) length=2000 ;; *) length=400 ;; esac
        cargo fuzz run --no-trace-compares "$target" -- -max_total_time={{seconds}} -dict=words.dict -max_len=$length \
            -entropic=0 -reduce_inputs=0 -detect_leaks=0 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
    done

# So many executions of targets of texts, from the corpora of `just fuzz`, guided by functions alone: most of a run is the
# fuzzer's own work for each branch. `just fuzz-long 10000000 text period` runs two.
fuzz-long runs="10000000" *targets="text period jsonl number money":
    #!/usr/bin/env bash
    set -euo pipefail
    fuzz/seeds.py
    cd fuzz
    host=$(rustc -vV | sed -n 's/^host: //p')
    export RUSTC_BOOTSTRAP=1 ASAN_OPTIONS=detect_stack_use_after_return=0:malloc_context_size=1:quarantine_size_mb=16
    export CARGO_TARGET_DIR=target/long RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=1 \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Zsanitizer=address \
        --cfg fuzzing -Cdebug-assertions -Ccodegen-units=1"
    for target in {{targets}}; do
        cargo build --locked --release --no-default-features --target "$host" --bin "$target"
        mkdir -p "corpus/$target" "artifacts/$target"
        case $target in number|money|period) length=40 ;; *) length=160 ;; esac
        "target/long/$host/release/$target" "corpus/$target" -artifact_prefix="artifacts/$target/" -runs={{runs}} \
            -dict=words.dict -max_len=$length -entropic=0 -reduce_inputs=0 -detect_leaks=0 -timeout=10 -print_final_stats=1
    done

# Changes the code of exact values and of periods in one place after the other and says which changes no test sees; hours.
# `just mutants --shard 0/8 --sharding round-robin` tries an eighth. Needs cargo-mutants.
mutants *options:
    cargo mutants --jobs 1 {{options}}

# How fast the program reads, beside `wc -w` and ripgrep; `--peers` measures other extractors too.
speed *options:
    benches/speed.py {{options}}

# Counts the instructions of three fixed runs and compares them with benches/instructions.txt; needs valgrind.
instructions *record:
    benches/instructions.sh {{record}}

# The Python package: lints, the wheel, and its tests in a virtual environment.
python:
    .ci/python

# The Python package on Spark, with 100,000 documents; needs Java 17.
spark:
    .ci/python spark
