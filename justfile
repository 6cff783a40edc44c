# Short names for what is run often. `just` lists them.

default:
    @just --list

# Everything that CI runs.
ci:
    .ci/run

# All tests; `just test golden` runs those with `golden` in their name.
test *filter:
    cargo test --locked {{filter}}

# Writes tests/golden/known.txt and the output shown in README.md anew. Read the difference before committing it.
bless:
    TRADEFACTS_BLESS=1 cargo test --locked --test all -- golden readme

# Format and lints, warnings as errors.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings

# The documentation of the library.
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# Licences, bans and sources of the dependencies; needs cargo-deny.
deny:
    cargo deny --locked check

# Kills 200 runs that write a dataset, at moments spread over a run; CI kills a dozen.
kills:
    TRADEFACTS_KILLS=200 cargo test --locked --test all -- kills_leave --nocapture

# The main job on a sample.
demo:
    cargo run --locked --release -- extract data/samples/china-russia-2023.txt
