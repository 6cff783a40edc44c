//! Dataset folders over several runs of the program: what is kept, added, replaced and removed; that the bytes depend
//! on what is in the dataset alone; kills, and two runs at once.
//!
//! `TRADEFACTS_KILLS` says how many runs are killed; `just kills` asks for 200.

use crate::cli::{command, folder, run, write};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Every file below a folder, hidden ones too, with its content.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
                out.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    out
}

/// A JSON Lines document with one fact.
fn line(id: &str, published: &str, change: u32) -> String {
    let text = format!("China's exports rose {change}.5 percent to $20.1 billion in April 2023.");
    serde_json::json!({ "id": id, "published": published, "text": text }).to_string() + "\n"
}

fn grow(folder: &Path, args: &[&str], input: &str) {
    let args = [&["extract", "-", "-o", "data/", "--quiet"], args].concat();
    let output = run(folder, &args, input.as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    assert!(output.status.success(), "{args:?}");
}

/// The column of a table, as `doc_id=value`.
fn column(folder: &Path, table: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(folder.join("data").join(table)).expect("a table");
    let at = |header: &csv::StringRecord, name: &str| {
        header.iter().position(|column| column == name).expect("a column")
    };
    let header = reader.headers().expect("a header").clone();
    let (id, column) = (at(&header, "doc_id"), at(&header, name));
    let row = |record: csv::StringRecord| format!("{}={}", &record[id], &record[column]);
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

#[test]
fn the_bytes_depend_on_what_is_in_the_dataset_alone() {
    let lines: Vec<String> = (0..40).map(|n| line(&format!("d{n}"), "2023-05-22", n)).collect();
    let all = folder("dataset at once");
    grow(&all, &["--threads", "1"], &lines.concat());
    let wanted = tree(&all);
    let steps = folder("dataset in steps");
    for part in lines.chunks(7).rev() {
        grow(&steps, &["--threads", "3"], &part.concat());
    }
    assert!(tree(&steps) == wanted, "in steps and another order");
    grow(&steps, &[], &lines[3..9].concat());
    assert!(tree(&steps) == wanted, "again");
    let elsewhere = folder("dataset from elsewhere");
    write(&elsewhere, "none.jsonl", b"");
    let path = format!("{}/data", all.display());
    let output = run(&elsewhere, &["extract", "none.jsonl", "-o", &path], b"");
    assert!(output.status.success() && tree(&all) == wanted, "from another folder");
    let names: Vec<&String> = wanted.keys().filter(|name| !name.starts_with("data/codes/")).collect();
    let tables = ["data/README.md", "data/datapackage.json", "data/documents.csv", "data/facts.csv"];
    assert_eq!(names[..4], tables);
    assert_eq!(names[4..], ["data/mentions.csv"]);
}

#[test]
fn changed_documents_are_replaced_and_others_kept() {
    let folder = folder("dataset changed");
    grow(&folder, &[], &(line("a", "2023-05-22", 1) + &line("b", "2023-05-22", 2)));
    grow(&folder, &[], &line("a", "2023-05-22", 3));
    assert_eq!(column(&folder, "facts.csv", "change"), ["a=3.5", "b=2.5"]);
    let other = line("a", "2023-05-22", 4) + &line("a", "2023-05-22", 4) + &line("a", "2023-05-22", 5);
    let output = run(&folder, &["extract", "-", "-o", "data/", "--quiet"], other.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: a: expected documents of different names, found two of this name with different content; the second \
         is left out\n"
    );
    assert_eq!(column(&folder, "facts.csv", "change"), ["a=4.5", "b=2.5"]);
}

#[test]
fn what_is_published_later_is_another_vintage() {
    let folder = folder("dataset vintages");
    grow(&folder, &[], &line("a", "2023-05-22", 1));
    grow(&folder, &[], &line("a", "2023-06-22", 2));
    grow(&folder, &[], &line("a", "2023-06-22", 3));
    assert_eq!(column(&folder, "facts.csv", "change"), ["a=1.5", "a@2023-06-22=3.5"]);
    assert_eq!(column(&folder, "facts.csv", "published"), ["a=2023-05-22", "a@2023-06-22=2023-06-22"]);
    let keys = column(&folder, "facts.csv", "series_key");
    assert_eq!(keys, ["a=X:CN:W0:TOTAL:2023-04:A::", "a@2023-06-22=X:CN:W0:TOTAL:2023-04:A::"]);
    grow(&folder, &["--prune"], &line("a", "2023-06-22", 3));
    assert_eq!(
        column(&folder, "documents.csv", "facts"),
        ["a=1", "a@2023-06-22=1"],
        "vintages are not pruned"
    );
}

#[test]
fn removed_documents_are_kept_until_they_are_pruned() {
    let folder = folder("dataset pruned");
    grow(&folder, &[], &(line("a", "2023-05-22", 1) + &line("b", "2023-05-22", 2)));
    grow(&folder, &[], &line("b", "2023-05-22", 2));
    assert_eq!(column(&folder, "documents.csv", "facts"), ["a=1", "b=1"]);
    let failing = line("b", "2023-05-22", 2) + "[]\n";
    let output = run(&folder, &["extract", "-", "-o", "data/", "--prune"], failing.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(column(&folder, "documents.csv", "facts"), ["a=1", "b=1"], "the one that failed may be it");
    grow(&folder, &["--prune"], &line("b", "2023-05-22", 2));
    assert_eq!(column(&folder, "documents.csv", "facts"), ["b=1"]);
    assert_eq!(column(&folder, "mentions.csv", "kind").len(), 3);
}

#[test]
fn texts_come_and_go_with_the_option() {
    let folder = folder("dataset with text");
    grow(&folder, &[], &(line("a", "2023-05-22", 1) + &line("b", "2023-05-22", 2)));
    let plain = tree(&folder);
    grow(&folder, &["--with-text"], &line("b", "2023-05-22", 2));
    let texts = column(&folder, "documents.csv", "text");
    assert_eq!(texts[0], "a=", "it was not in the input");
    assert!(texts[1].starts_with("b=China's exports rose 2.5"), "{texts:?}");
    grow(&folder, &[], &line("b", "2023-05-22", 2));
    assert!(tree(&folder) == plain);
}

#[test]
fn files_of_the_user_stay() {
    let folder = folder("dataset with other files");
    grow(&folder, &[], &line("a", "2023-05-22", 1));
    write(&folder, "data/review.csv", b"mine\n");
    write(&folder, "data/charts/one.svg", b"<svg/>\n");
    grow(&folder, &[], &line("b", "2023-05-22", 1));
    let tree = tree(&folder);
    assert_eq!(tree["data/review.csv"], b"mine\n");
    assert_eq!(tree["data/charts/one.svg"], b"<svg/>\n");
    assert_eq!(column(&folder, "documents.csv", "facts"), ["a=1", "b=1"]);
}

#[test]
fn a_damaged_dataset_is_not_touched() {
    let folder = folder("dataset damaged");
    grow(&folder, &[], &(line("a", "2023-05-22", 1) + &line("b", "2023-05-22", 2)));
    let path = folder.join("data/facts.csv");
    let text = std::fs::read_to_string(&path).expect("a table");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(1, 2);
    std::fs::write(&path, lines.join("\n")).expect("written");
    let before = tree(&folder);
    let output =
        run(&folder, &["extract", "-", "-o", "data/", "--quiet"], line("c", "2023-05-22", 1).as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("facts.csv: expected a table of a dataset, found: rows that are not in the order"),
        "{message}"
    );
    assert!(tree(&folder) == before, "and nothing is left beside it");
}

#[test]
fn two_runs_at_once_never_both_write() {
    let folder = folder("dataset at once twice");
    for (output, busy) in [("data/", "data/: "), ("out.csv", "out.csv: ")] {
        let mut first =
            command(&folder, &["extract", "-", "-o", output]).spawn().expect("the program starts");
        let aside = folder.join(if output == "data/" { ".data.part/lock" } else { ".out.csv.part" });
        for _ in 0..1000 {
            if aside.exists() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        // The file is there a moment before it is locked.
        std::thread::sleep(Duration::from_millis(100));
        let second = run(&folder, &["extract", "-", "-o", output], line("b", "2023-05-22", 1).as_bytes());
        assert_eq!(second.status.code(), Some(1));
        assert_eq!(
            String::from_utf8_lossy(&second.stderr),
            format!(
                "error: {busy}expected to be the only run that writes this, found another; wait for it, or name another \
                 output\n"
            )
        );
        let mut input = first.stdin.take().expect("piped");
        std::io::Write::write_all(&mut input, line("a", "2023-05-22", 1).as_bytes()).expect("it reads");
        drop(input);
        assert!(first.wait().expect("it ends").success());
    }
    assert_eq!(column(&folder, "documents.csv", "facts"), ["a=1"]);
    assert!(tree(&folder).keys().all(|name| !name.starts_with('.')), "nothing is left beside them");
}

/// Runs are killed at moments spread over the time that a run takes: each leaves the old dataset or the new one, and
/// the next run gives what it would have given without them.
#[test]
fn kills_leave_the_old_dataset_or_the_new_one() {
    let kills = std::env::var("TRADEFACTS_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12_u32);
    let folder = folder("dataset killed");
    let input = |round: u32| -> String {
        (0..150).map(|n| line(&format!("d{n}"), "2023-05-22", n * u32::from(n % 3 == 0) + round)).collect()
    };
    write(&folder, "a.jsonl", input(0).as_bytes());
    write(&folder, "b.jsonl", input(1).as_bytes());
    let once = |name: &str| {
        let start = std::time::Instant::now();
        let output = run(&folder, &["extract", name, "-o", "data/"], b"");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (tree(&folder.join("data")), start.elapsed())
    };
    let (a, _) = once("a.jsonl");
    let (b, mut whole) = once("b.jsonl");
    assert!(a != b);
    let (mut olds, mut news) = (0, 0);
    for kill in 0..kills {
        let (name, old, new) = if kill % 2 == 0 { ("a.jsonl", &b, &a) } else { ("b.jsonl", &a, &b) };
        let mut child =
            command(&folder, &["extract", name, "-o", "data/"]).spawn().expect("the program starts");
        // Golden steps fill the time evenly, and a little more than it.
        std::thread::sleep(whole * ((kill * 618) % 1000) / 900);
        child.kill().expect("killed");
        child.wait().expect("it ends");
        let found = tree(&folder.join("data"));
        assert!(found == *old || found == *new, "kill {kill}: neither the old dataset nor the new one");
        olds += u32::from(found == *old);
        news += u32::from(found == *new);
        let (after, time) = once(name);
        assert!(after == *new, "kill {kill}: the next run gives something else");
        assert!(tree(&folder).keys().all(|name| !name.starts_with('.')), "kill {kill}: something is left");
        whole = (whole + time) / 2;
    }
    println!("killed: {kills}, old: {olds}, new: {news}");
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_has_a_document_of_one_name_once() {
    let folder = folder("dataset sqlite");
    let input = line("a", "2023-05-22", 1) + &line("a", "2023-05-22", 2) + &line("b", "2023-05-22", 3);
    let output = run(&folder, &["extract", "--quiet", "-", "-o", "out.sqlite"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: out.sqlite: expected documents of different names, found two of one name; the second is left out\n"
    );
    assert_eq!(tree(&folder).into_keys().collect::<Vec<_>>(), ["out.sqlite"]);
    assert!(tree(&folder)["out.sqlite"].starts_with(b"SQLite format 3"));
}

#[test]
fn a_dataset_is_written_in_other_forms() {
    let folder = folder("dataset exported");
    let vintages = line("a", "2023-05-22", 1) + &line("b", "2023-06-22", 2) + &line("c", "2023-07-22", 2);
    grow(&folder, &[], &vintages);
    let export = |args: &[&str]| {
        let output = run(&folder, &[&["export", "data"], args].concat(), b"");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let stored = std::fs::read_to_string(folder.join("data/facts.csv")).expect("a table");
    assert_eq!(export(&["--columns", "all"]), stored);
    let as_of = export(&["--as-of", "2023-06-30", "--columns", "doc_id,change"]);
    assert_eq!(as_of, "doc_id,change\nb,2.5\n");
    let unique = export(&["--unique", "--columns", "doc_id,also_in,change"]);
    assert_eq!(unique, "doc_id,also_in,change\na,,1.5\nb,c,2.5\n");
    for (args, message) in [
        (["export", "data", "-o", "data/out.csv"], "--output: expected a file outside the input folder data"),
        (["export", "nothing", "-o", "out.csv"], "nothing: expected a dataset folder, found none"),
        (["export", "data", "-o", "other/"], "--output: expected a single file, found a dataset folder"),
        (["export", "data", "--format", "sdmx-csv"], "--format: expected facts, found observations"),
    ] {
        let output = run(&folder, &args, b"");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.starts_with(&format!("error: {message}")), "{stderr}");
    }
}

/// A file that may not grow past a few blocks stands for a disk that is full.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_leaves_the_old_output() {
    let folder = folder("dataset full disk");
    let small = line("a", "2023-05-22", 1);
    let large: String = (0..200).map(|n| line(&format!("d{n}"), "2023-05-22", n)).collect();
    write(&folder, "in.jsonl", large.as_bytes());
    let program = env!("CARGO_BIN_EXE_tradefacts");
    for output in ["data/", "out.csv", "out.xlsx", "out.parquet", "out.sqlite"] {
        let made = run(&folder, &["extract", "-", "-o", output], small.as_bytes());
        if made.status.code() == Some(2) {
            continue; // A format that is not built in.
        }
        let before = tree(&folder);
        let script = format!("trap '' XFSZ; ulimit -f 16; exec {program} extract in.jsonl -o {output}");
        let failed = std::process::Command::new("sh").args(["-c", &script]).current_dir(&folder).output();
        let failed = failed.expect("a shell");
        let message = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert_eq!(failed.status.code(), Some(1), "{output}: {message}");
        let start = format!("error: {output}: expected to be able to write, found: ");
        assert!(message.starts_with(&start) && message.lines().count() == 1, "{message}");
        assert!(tree(&folder) == before, "{output}: something changed or is left");
    }
}
