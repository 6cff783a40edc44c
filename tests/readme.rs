//! The README: its commands are the two it should have, the first prints what the README shows, and so do its hard cases and
//! the commands that test a release.
//! `TRADEFACTS_BLESS=1 cargo test readme` writes the shown output anew.

use crate::tidy::root;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// A fenced block of Markdown: its language and its content.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find("```") {
        let (language, after) = rest[open + 3..].split_once('\n').expect("a line break after the fence");
        let close = after.find("```").expect("every block is closed");
        out.push((language, &after[..close]));
        rest = &after[close + 3..];
    }
    out
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("a readable file")
}

#[test]
fn there_is_one_command_to_run_and_one_to_test() {
    let text = readme();
    let commands: Vec<&str> =
        blocks(&text).into_iter().filter(|b| b.0 == "sh").flat_map(|b| b.1.lines()).collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    assert!(commands[0].starts_with("cargo run --release -- "), "{commands:?}");
    assert_eq!(commands[1], "cargo test");
}

/// What the program prints.
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8").replace("\r\n", "\n")
}

/// Compares what the README shows with what the program prints, or writes it anew.
fn compare(shown: &str, printed: &str) {
    if std::env::var_os("TRADEFACTS_BLESS").is_some() {
        let _one_at_a_time = BLESSING.lock();
        let blessed = readme().replacen(&format!("```csv\n{shown}```"), &format!("```csv\n{printed}```"), 1);
        std::fs::write(root().join("README.md"), blessed).expect("a writable file");
    } else {
        assert_eq!(printed, shown, "what the program prints, and what README.md shows");
    }
}

static BLESSING: std::sync::Mutex<()> = std::sync::Mutex::new(());

#[test]
fn the_main_job_prints_what_the_readme_shows() {
    let text = readme();
    let blocks = blocks(&text);
    let command = blocks.iter().find(|block| block.0 == "sh").expect("a command").1.trim();
    let arguments = command.strip_prefix("cargo run --release -- ").expect("the program's own arguments");
    let output = Command::new(env!("CARGO_BIN_EXE_tradefacts"))
        .args(arguments.split(' '))
        .current_dir(root())
        .output()
        .expect("the program runs");
    let printed = printed(&output);
    let shown = blocks.iter().find(|block| block.0 == "csv").expect("the output, in a csv block").1;
    compare(shown, &printed);
    assert_eq!(printed.lines().count(), 2, "a header and one row:\n{printed}");
}

/// The commands behind `$` of a block, each with the lines shown below it.
fn session(block: &str) -> Vec<(&str, Vec<&str>)> {
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ tradefacts "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, Vec::new())),
            (None, Some((_, shown))) => shown.push(line),
            (None, None) => panic!("a line before the first command: {line}"),
        }
    }
    commands
}

#[test]
fn a_release_is_tested_with_three_commands() {
    let text = readme();
    let section = text.split("## Regression-testing a release").nth(1).expect("the section");
    let commands = session(blocks(section).first().expect("a block").1);
    assert_eq!(commands.len(), 3, "{commands:?}");
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme-release");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let codes: Vec<Option<i32>> = commands
        .iter()
        .map(|(command, shown)| {
            // Only what is read is named from the root.
            let name = |word: &str| match word.strip_prefix("data/") {
                Some(_) => root().join(word).display().to_string(),
                None => word.to_owned(),
            };
            let mut program = Command::new(env!("CARGO_BIN_EXE_tradefacts"));
            let output = program
                .args(command.split(' ').map(name))
                .current_dir(&folder)
                .output()
                .expect("the program runs");
            let printed = String::from_utf8(output.stdout).expect("UTF-8");
            let printed = printed.replace(&format!("{}/", root().display()), "");
            for line in shown {
                assert!(
                    printed.lines().any(|printed| printed == *line),
                    "{command} does not print {line:?}:\n{printed}"
                );
            }
            output.status.code()
        })
        .collect();
    assert_eq!(codes, [Some(0), Some(0), Some(1)], "exit codes of {commands:?}");
}

#[test]
fn the_hard_cases_print_what_the_readme_shows() {
    let text = readme();
    let blocks = blocks(&text);
    let cases: Vec<_> = blocks.windows(2).filter(|pair| pair[0].0 == "text" && pair[1].0 == "csv").collect();
    assert_eq!(cases.len(), 3, "a text block and a csv block for each hard case");
    for pair in cases {
        let (document, shown) = (pair[0].1, pair[1].1);
        let columns = shown.lines().next().expect("a header");
        let mut program = Command::new(env!("CARGO_BIN_EXE_tradefacts"))
            .args(["extract", "-", "--columns", columns])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        program.stdin.take().expect("an input").write_all(document.as_bytes()).expect("the program reads");
        let printed = printed(&program.wait_with_output().expect("the program ends"));
        compare(shown, &printed);
        assert!(printed.lines().count() > 1, "rows for {document}");
    }
}
