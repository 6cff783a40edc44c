//! The command line, run as a user runs it. Cases are files in `tests/cli`:
//!
//! ```toml
//! [[case]]
//! name = "a folder is walked in order"      # unique; names the folder that the case runs in
//! args = ["extract", "in"]
//! stdin = ""                                # optional
//! files = { "in/a.txt" = "text" }           # made before the run
//! bytes = { "in/b.txt" = [0xE9] }           # the same, as bytes
//! links = { "in/c.txt" = "a.txt" }          # symbolic links, name = target
//! exit = 0                                  # optional, 0
//! stdout = "all of it"                      # or stdout_has = ["part", …]; without either, nothing may be printed
//! stderr = "all of it"                      # or stderr_has = ["part", …]; the same, without the summary
//! summary = "documents: …"                  # optional: the line that says what was done, always the last one
//! wrote = { "out.csv" = "all of it" }       # files afterwards; or wrote_has = { "out.csv" = ["part", …] }
//! absent = ["out.csv"]                      # files that must not be there afterwards
//! ```
//!
//! `{core}` and `{mentions}` stand for the headers of the tables. No case may leave a file behind that it does not
//! name: what is written aside must be gone. What needs more than one run is code, below.

use crate::spec::files;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tradefacts::dataset::{Style, Table, format, schema};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(serde::Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Case {
    name: String,
    args: Vec<String>,
    stdin: String,
    files: BTreeMap<String, String>,
    bytes: BTreeMap<String, Vec<u8>>,
    links: BTreeMap<String, String>,
    exit: i32,
    stdout: Option<String>,
    stdout_has: Vec<String>,
    stderr: Option<String>,
    stderr_has: Vec<String>,
    summary: Option<String>,
    wrote: BTreeMap<String, String>,
    wrote_has: BTreeMap<String, Vec<String>>,
    absent: Vec<String>,
}

/// An empty folder of that name.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name.replace(' ', "-"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, bytes).expect("a file");
}

pub(crate) fn command(folder: &Path, args: &[impl AsRef<std::ffi::OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tradefacts"));
    command.args(args).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn run(folder: &Path, args: &[impl AsRef<std::ffi::OsStr>], stdin: &[u8]) -> Output {
    let mut child = command(folder, args).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    std::thread::scope(|scope| {
        // A program that refuses its arguments does not read.
        scope.spawn(move || drop(input.write_all(stdin)));
        child.wait_with_output().expect("the program ends")
    })
}

/// The header that a case means with `{core}` or `{mentions}`.
fn filled(text: &str) -> String {
    let (mut core, mut mentions) = (Vec::new(), Vec::new());
    let csv = format("csv").expect("CSV");
    Table::new(csv, Style::Plain, schema::select("core", schema::FACTS).expect("the core")).head(&mut core);
    Table::new(csv, Style::Plain, schema::MENTIONS.to_vec()).head(&mut mentions);
    let text = text.replace("{core}\n", &String::from_utf8_lossy(&core));
    text.replace("{mentions}\n", &String::from_utf8_lossy(&mentions))
}

/// Messages, and the line behind them that says what was done.
pub(crate) fn messages(stderr: &[u8]) -> (String, String) {
    let text = String::from_utf8_lossy(stderr).into_owned();
    let at = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
    match text[at..].starts_with("documents: ") {
        true => (text[..at].to_owned(), text[at..].to_owned()),
        false => (text, String::new()),
    }
}

/// Complains where `got` is not all of `whole`, or has not all `parts`, or is there though neither is given.
fn compare(what: &str, got: &str, whole: Option<&String>, parts: &[String], out: &mut String) {
    if let Some(whole) = whole.map(|whole| filled(whole)).filter(|whole| whole != got) {
        writeln!(out, "    {what}: wanted {whole:?}\n    {what}: got    {got:?}").unwrap();
    }
    for part in parts.iter().map(|part| filled(part)).filter(|part| !got.contains(part)) {
        writeln!(out, "    {what}: wanted {part:?}\n    {what}: in     {got:?}").unwrap();
    }
    if whole.is_none() && parts.is_empty() && !got.is_empty() {
        writeln!(out, "    {what}: got    {got:?} though nothing is expected").unwrap();
    }
}

/// The files in a folder, hidden ones too.
fn listed(folder: &Path, under: &Path, out: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder.join(under)).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = under.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            listed(folder, &path, out);
        } else {
            out.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
}

fn check(case: &Case) -> Option<String> {
    let folder = folder(&case.name);
    case.files.iter().for_each(|(name, text)| write(&folder, name, text.as_bytes()));
    case.bytes.iter().for_each(|(name, bytes)| write(&folder, name, bytes));
    for (name, target) in &case.links {
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, folder.join(name)).expect("a link");
        #[cfg(not(unix))]
        return None.filter(|()| name == target);
    }
    let output = run(&folder, &case.args, case.stdin.as_bytes());
    let mut out = String::new();
    if output.status.code() != Some(case.exit) {
        writeln!(out, "    exit: wanted {}, got {:?}", case.exit, output.status.code()).unwrap();
    }
    let (stdout, (stderr, summary)) = (String::from_utf8_lossy(&output.stdout), messages(&output.stderr));
    if let Some(wanted) = &case.summary {
        compare("summary", summary.trim_end(), Some(wanted), &[], &mut out);
    }
    compare("stdout", &stdout, case.stdout.as_ref(), &case.stdout_has, &mut out);
    compare("stderr", &stderr, case.stderr.as_ref(), &case.stderr_has, &mut out);
    let read = |name: &String| std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| e.to_string());
    case.wrote.iter().for_each(|(name, text)| compare(name, &read(name), Some(text), &[], &mut out));
    case.wrote_has.iter().for_each(|(name, parts)| compare(name, &read(name), None, parts, &mut out));
    let mut left = Vec::new();
    listed(&folder, Path::new(""), &mut left);
    let known = |name: &String| {
        case.files.contains_key(name)
            || case.bytes.contains_key(name)
            || case.links.contains_key(name)
            || case.wrote.contains_key(name)
            || case.wrote_has.contains_key(name)
    };
    left.retain(|name| !known(name) || case.absent.contains(name));
    left.iter().for_each(|name| writeln!(out, "    {name} should not be there").unwrap());
    (!out.is_empty()).then(|| format!("{:?}\n{out}", case.name))
}

#[test]
fn cases_run_as_written() {
    let mut failures = String::new();
    let mut names = std::collections::BTreeSet::new();
    for path in files("tests/cli", "toml") {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in &file.case {
            assert!(names.insert(case.name.clone()), "two cases are named {:?}", case.name);
            if let Some(failure) = check(case) {
                write!(failures, "{}: {failure}", path.file_name().unwrap().to_string_lossy()).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

const ARTICLE: &str = "Exports of crude oil from Norway to Germany rose 6.9 percent to €20.1 billion in the first four \
                       months of this year, official data showed.\n\nExports were unchanged.\n";

/// Documents of very different length, some of which fail.
fn many(count: usize) -> String {
    let mut out = String::new();
    for index in 0..count {
        let text = ARTICLE.repeat(1 + (index * 7919) % 40 * usize::from(index % 10 == 0));
        let line = serde_json::json!({ "id": index, "text": text, "published": "2023-05-22" });
        writeln!(out, "{}", if index % 97 == 5 { "[]".to_owned() } else { line.to_string() }).unwrap();
    }
    out
}

#[test]
fn the_folder_of_samples_is_read_without_a_message() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let folder = folder("samples");
    let output = run(&folder, &["extract".as_ref(), samples.as_os_str()], b"");
    assert_eq!(messages(&output.stderr).0, "");
    assert!(output.status.success(), "{}", output.status);
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    for path in files("data/samples", "txt") {
        let name = path.to_string_lossy();
        assert!(table.contains(name.as_ref()), "no fact of {name}");
    }
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let folder = folder("threads");
    write(&folder, "in.jsonl", many(700).as_bytes());
    let with = |threads: &str| {
        let args = ["extract", "in.jsonl", "--columns", "all", "--mentions", "m.csv", "--threads", threads];
        let output = run(&folder, &args, b"");
        assert_eq!(output.status.code(), Some(1));
        (output.stdout, output.stderr, std::fs::read(folder.join("m.csv")).expect("mentions"))
    };
    let one = with("1");
    assert!(one.1.starts_with(b"error: in.jsonl:6: expected a JSON object on each line, found \"[]\""));
    for threads in ["2", "4", "7"] {
        assert!(with(threads) == one, "{threads} threads");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder("closed pipe");
    write(&folder, "in.jsonl", many(1000).as_bytes());
    for args in [&["extract", "in.jsonl", "--mentions", "m.csv"][..], &["schema"], &["--help"]] {
        let mut child = command(&folder, args).spawn().expect("the program starts");
        let mut byte = [0];
        if args[0] == "extract" {
            child.stdout.as_mut().expect("piped").read_exact(&mut byte).expect("a header");
        }
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        let complaints = String::from_utf8_lossy(&output.stderr).replace("error: in.jsonl:", "");
        assert!(!complaints.contains("error:") && !complaints.contains("panicked"), "{complaints}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
    let mut left = Vec::new();
    listed(&folder, Path::new(""), &mut left);
    assert_eq!(left, ["in.jsonl"], "nothing half written is left");
}

#[test]
fn a_reader_that_goes_away_ends_a_run_that_waits_for_input() {
    let folder = folder("closed pipe while waiting");
    let mut child = command(&folder, &["extract", "-"]).spawn().expect("the program starts");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("piped");
    // The input stays open: only the closed output can end the run, at the header or at the first batch.
    let _ = input.write_all(many(1000).as_bytes());
    assert_eq!(child.wait().expect("the program ends").code(), Some(0));
    drop(input);
}

#[test]
fn an_interrupted_run_leaves_the_old_file() {
    let folder = folder("interrupted");
    write(&folder, "out.csv", b"old\n");
    let mut child = command(&folder, &["extract", "-", "-o", "out.csv"]).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    input.write_all(many(500).as_bytes()).expect("the program reads");
    child.kill().expect("killed");
    child.wait().expect("the program ends");
    assert_eq!(std::fs::read(folder.join("out.csv")).expect("the old file"), b"old\n");
}

#[test]
fn a_line_of_many_megabytes_is_a_document_like_any_other() {
    let folder = folder("big line");
    let text = "Nothing of the kind was said. ".repeat(200_000);
    let line = serde_json::json!({ "id": "big", "text": text }).to_string();
    write(&folder, "in.jsonl", format!("{line}\n{{\"id\": \"small\", \"text\": 1}}\n").as_bytes());
    let output = run(&folder, &["extract", "in.jsonl", "--columns", "doc_id"], b"");
    let (stderr, _) = messages(&output.stderr);
    assert_eq!(stderr, "error: in.jsonl:2: field `text`: expected a string, found a number\n");
    assert_eq!(output.stdout, b"doc_id\n");
}

#[test]
fn a_file_of_four_gibibytes_fails_alone() {
    let folder = folder("four gibibytes");
    let file = std::fs::File::create(folder.join("a.txt")).expect("a file");
    if file.set_len(1 << 32).is_err() {
        return; // No file system for it.
    }
    write(&folder, "b.txt", b"");
    let output = run(&folder, &["extract", ".", "--columns", "doc_id"], b"");
    std::fs::remove_file(folder.join("a.txt")).expect("removed");
    let (stderr, _) = messages(&output.stderr);
    assert_eq!(
        stderr,
        "error: ./a.txt: expected a document of less than 4 GiB, found a longer one; split it\n"
    );
    assert_eq!(output.status.code(), Some(1));
}
