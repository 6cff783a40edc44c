//! The README: its commands are the two it should have, and the first prints what the README shows.
//! `TRADEFACTS_BLESS=1 cargo test readme` writes the shown output anew.

use crate::tidy::root;
use std::process::Command;

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

#[test]
#[ignore = "waits for the command line"]
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
    let printed = String::from_utf8(output.stdout).expect("UTF-8").replace("\r\n", "\n");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    let shown = blocks.iter().find(|block| block.0 == "csv").expect("the output, in a csv block").1;
    if std::env::var_os("TRADEFACTS_BLESS").is_some() {
        let blessed = text.replacen(&format!("```csv\n{shown}```"), &format!("```csv\n{printed}```"), 1);
        std::fs::write(root().join("README.md"), blessed).expect("a writable file");
        return;
    }
    assert_eq!(printed, shown, "what `{command}` prints, and what README.md shows");
    assert_eq!(printed.lines().count(), 2, "a header and one row:\n{printed}");
}
