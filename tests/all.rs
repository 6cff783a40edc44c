//! The test suite: one binary. Each module says what it checks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod check;
mod cli;
mod dataset;
mod facts;
mod fuzz;
mod golden;
mod input;
mod lexicon;
mod property;
mod readme;
mod report;
mod spec;
mod tidy;
