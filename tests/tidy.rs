//! The rules of the house: which layer may use which, that nothing is forgotten in a registry, that nothing is
//! written twice, and how a file looks. `DESIGN.md` says why; each check says what to do.

mod data;
mod source;

pub(crate) use data::column;
use source::Source;
pub(crate) use source::{all_files, root, sources};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The layers from left to right. A module uses modules to its left only, not its neighbours on the same line.
const LAYERS: &[&[&str]] = &[
    &["value", "error", "document"],
    &["lexicon"],
    &["scan"],
    &["input"],
    &["mention"],
    &["fact"],
    &["extractor"],
    &["dataset"],
    &["check"],
    &["report"],
    &["cli"],
];

/// Uses against the order that are wanted, with the reason. An entry that is not needed fails the test.
const AGAINST_THE_ORDER: &[(&str, &str, &str)] =
    &[("lexicon", "scan", "forms of the lexicon are cut by the lexer that cuts the text")];

/// Folders whose files stand in a slice of their `mod.rs`: the definition that makes a file a member, the name by
/// which it is listed there, and the slice. A matcher may serve another file of the folder instead.
const REGISTRIES: &[(&str, &str, &str, &str)] = &[
    ("src/mention", "fn find(", "find", "MATCHERS"),
    ("src/input", "const KIND:", "KIND", "KINDS"),
    ("src/dataset", "const FORMAT:", "FORMAT", "FORMATS"),
    ("src/dataset/book", "const BOOK:", "BOOK", "BOOKS"),
    ("src/check", "const CHECK:", "CHECK", "CHECKS"),
    ("src/check/format", "const FORMAT:", "FORMAT", "FORMATS"),
];

/// The folder whose members may be called by each other.
const SERVING: &str = "src/mention";

/// The longest file, in lines.
const LONGEST: usize = 450;

/// Files that are longer for now and wait to be split. An entry that is not needed fails the test.
const TOO_LONG: &[&str] = &[];

/// String literals that the checks on names allow: file or folder, literal (`*` any, `*_*` with an underscore), reason.
const ALLOWED_LITERALS: &[(&str, &str, &str)] = &[
    ("src/fact/", "*_*", "evidence names the column that it supports"),
    (
        "src/dataset/load/",
        "*_*",
        "columns are found by their names; the round trip shows that each is one of the schema",
    ),
    ("src/check/known/table.rs", "*_*", "a table of known figures has columns of the schema"),
    ("src/check/balance.rs", "balance", "the name of the check"),
    ("src/check/growth.rs", "growth", "the name of the check"),
    ("src/cli/explain/text.rs", "*_*", "the line of a fact puts some columns together"),
    ("src/dataset/book/chart.rs", "*_*", "the chart is of these columns"),
    ("src/dataset/view.rs", "*_*", "a view compares what stands in these columns"),
    ("src/dataset/codes.rs", "*", "what codes mean, for the reader of a dataset"),
    ("src/input/printed.rs", "*", "dates of publication are read before a language is chosen"),
    ("src/input/published.rs", "*", "the date is looked for before a language is chosen"),
    ("src/mention/period/reader.rs", "*", "months that are names too, until names have a sense"),
    ("src/mention/period/calendar.rs", "VI", "a Roman numeral"),
    ("src/mention/amount.rs", "dozen", "until it has a sense of its own"),
    ("src/report/correct.rs", "*_*", "a correction names the column that it corrects"),
    ("src/report/known.rs", "*_*", "known figures have some of the columns, in an order of their own"),
    ("src/report/text.rs", "period_start", "evidence of a period names its first day"),
];

/// Files that compare a word of the text in code, with how often. An entry that is not needed fails the test.
const WORDS_IN_CODE: &[(&str, usize)] = &[];

fn assert_none(problems: &str, what_to_do: &str) {
    assert!(problems.is_empty(), "{what_to_do}:\n{problems}");
}

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The modules of the library that a file names with `crate::…`, or with `super::…` from the top of its module.
fn used_modules(source: &Source) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let depth = source.path.matches('/').count() - usize::from(source.path.ends_with("/mod.rs"));
    let to_root = "super::".repeat(depth);
    for start in ["crate::", to_root.as_str()] {
        for (at, _) in source.code.match_indices(start) {
            if source.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            out.extend(path_heads(&source.code[at + start.len()..]));
        }
    }
    out.retain(|name| rank(name).is_some());
    out
}

/// The first names of a path, or of each path in `{…}`.
fn path_heads(path: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut heads, mut start) = (0_u32, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && !c.is_whitespace() => {
                heads.push(name(&group[at..]));
                start = false;
            }
            _ => {}
        }
    }
    heads
}

#[test]
fn layers_point_one_way() {
    let (mut problems, mut needed) = (String::new(), BTreeSet::new());
    for source in sources("src") {
        let module = source.module();
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(own) = rank(module) else {
            writeln!(problems, "{}: `{module}` is in no layer", source.path).unwrap();
            continue;
        };
        for used in used_modules(&source) {
            if used == module || rank(&used) < Some(own) {
                continue;
            }
            match AGAINST_THE_ORDER.iter().find(|(from, to, _)| *from == module && *to == used) {
                Some(exception) => drop(needed.insert(exception)),
                None => writeln!(problems, "{}: `{module}` uses `{used}`", source.path).unwrap(),
            }
        }
    }
    for exception in AGAINST_THE_ORDER.iter().filter(|exception| !needed.contains(exception)) {
        writeln!(problems, "the exception {exception:?} is not needed any more").unwrap();
    }
    assert_none(&problems, "a module may only use modules to its left in LAYERS of tests/tidy.rs");
}

#[test]
fn every_data_file_is_compiled_in() {
    let embedded: Vec<String> =
        sources("src").into_iter().flat_map(|source| source.literals).map(|l| l.1).collect();
    let mut problems = String::new();
    for path in all_files("data") {
        let free = path.ends_with("README.md") || path.starts_with("data/samples/");
        if !free && !embedded.iter().any(|literal| literal.ends_with(&format!("../{path}"))) {
            writeln!(problems, "{path}").unwrap();
        }
    }
    assert_none(&problems, "no include_str! in src names these files");
}

/// What stands in a slice of constants.
fn registry<'a>(code: &'a str, slice: &str) -> Option<&'a str> {
    let start = code.find(&format!("const {slice}: "))?;
    let end = code[start..].find(';')?;
    Some(&code[start..start + end])
}

#[test]
fn every_file_is_registered() {
    let (mut problems, mut members) = (String::new(), 0);
    let all = sources("src");
    for source in &all {
        let module = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        let Some((folder, stem)) = module.rsplit_once('/').filter(|(folder, _)| *folder != "src") else {
            continue;
        };
        let parent = all.iter().find(|other| other.path == format!("{folder}/mod.rs"));
        let Some(parent) = parent else {
            writeln!(problems, "{folder} has no mod.rs").unwrap();
            continue;
        };
        if !parent.code.contains(&format!("mod {stem};")) {
            writeln!(problems, "{} is not declared in {folder}/mod.rs", source.path).unwrap();
        }
        let entry = REGISTRIES.iter().find(|entry| entry.0 == folder);
        let Some((_, definition, name, slice)) = entry else { continue };
        let member = source.code.contains(&format!("\npub(super) {definition}"));
        let call = format!("{stem}::{name}");
        members += usize::from(member);
        let registry = registry(&parent.code, slice).unwrap_or_else(|| {
            panic!("{folder}/mod.rs has no slice {slice}: put REGISTRIES of tests/tidy.rs right")
        });
        let serves = folder == SERVING
            && all.iter().any(|other| other.path.starts_with(folder) && other.code.contains(&call));
        if member && !registry.contains(&call) && !serves {
            writeln!(problems, "`{call}` is not in {slice} of {folder}/mod.rs").unwrap();
        }
    }
    assert!(members > 2 * REGISTRIES.len(), "only {members} files look like members: put REGISTRIES right");
    assert_none(&problems, "files that nobody calls");
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut problems = String::new();
    for source in ["src", "tests", "benches", "python/src"].into_iter().flat_map(sources) {
        let lines = source.text.lines().count();
        match (lines > LONGEST, TOO_LONG.contains(&source.path.as_str())) {
            (true, false) => {
                writeln!(problems, "{}: {lines} lines, more than {LONGEST}: split it", source.path)
            }
            (false, true) => {
                writeln!(problems, "{}: is not too long any more: take it off the list", source.path)
            }
            _ => Ok(()),
        }
        .unwrap();
        if !source.text.starts_with("//! ") {
            writeln!(problems, "{}: open it with `//!` and what it is for", source.path).unwrap();
        }
    }
    for path in TOO_LONG.iter().filter(|path| !root().join(path).exists()) {
        writeln!(problems, "{path}: is no file any more: take it off the list").unwrap();
    }
    assert_none(&problems, "files to tidy");
}

#[test]
fn patterns_keep_to_ascii_classes() {
    let mut problems = String::new();
    for source in sources("src") {
        for (line, literal) in &source.literals {
            let pattern = literal.replace("\\\\", "\\");
            let class = ["\\b", "\\B", "\\w", "\\W", "\\d", "\\D"].into_iter().find(|c| pattern.contains(c));
            let ascii = pattern.contains("-u)") || pattern.contains("-u:");
            if let Some(class) = class.filter(|_| !ascii) {
                writeln!(problems, "{}:{line}: {class}", source.path).unwrap();
            }
        }
    }
    assert_none(&problems, "write [0-9], [A-Za-z] or (?-u:\\b): the Unicode classes are large and slow");
}

/// Whether `ALLOWED_LITERALS` lets this file write this literal.
fn allowed(path: &str, literal: &str) -> bool {
    ALLOWED_LITERALS.iter().any(|(file, pattern, _)| {
        let fits = match *pattern {
            "*" => true,
            "*_*" => literal.contains('_'),
            exact => exact == literal,
        };
        path.starts_with(file) && fits
    })
}

/// Files outside `home`, a file or folder, with a string literal that `is_name` knows.
fn written_elsewhere(home: &str, is_name: impl Fn(&str) -> bool) -> String {
    let mut problems = String::new();
    for source in sources("src").iter().filter(|source| home.is_empty() || !source.path.starts_with(home)) {
        for (line, literal) in &source.literals {
            if is_name(literal) && !allowed(&source.path, literal) {
                writeln!(problems, "{}:{line}: \"{literal}\"", source.path).unwrap();
            }
        }
    }
    problems
}

#[test]
fn columns_are_named_in_the_schema_only() {
    let mut columns = BTreeSet::new();
    for path in all_files("data/samples").iter().filter(|path| path.ends_with(".facts")) {
        for line in std::fs::read_to_string(root().join(path)).expect("a readable file").lines() {
            let row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).expect("JSON");
            columns.extend(row.into_iter().map(|(name, _)| name).filter(|name| name.contains('_')));
        }
    }
    assert!(columns.len() > 8, "the columns of the samples: {columns:?}");
    let problems = written_elsewhere("src/dataset/schema/", |literal| columns.contains(literal));
    assert_none(&problems, "the schema is the only list of columns");
}

#[test]
fn codes_of_currencies_and_areas_are_data() {
    let mut codes: BTreeSet<String> = data::column("data/currencies.csv", "code").into_iter().collect();
    let areas = data::column("data/areas.csv", "code");
    codes.extend(areas.into_iter().filter(|code| code.len() == 2 && code != "W0"));
    let problems = written_elsewhere("", |literal| codes.contains(literal));
    assert_none(&problems, "codes of currencies and areas belong in data/");
}

#[test]
fn words_of_a_language_are_data() {
    let text = std::fs::read_to_string(root().join("data/lang/en.toml")).expect("a readable file");
    let language: toml::Table = text.parse().expect("TOML");
    let mut words = BTreeSet::new();
    for section in ["months", "weekdays", "measures", "currencies", "flows", "directions"] {
        collect(&language[section], &mut words);
    }
    for section in ["cardinals", "ordinals", "scales", "multiples"] {
        words.extend(language[section].as_table().expect("a table").keys().map(|form| form.to_lowercase()));
    }
    words.retain(|word| word.len() > 2);
    assert!(words.contains("january") && words.contains("billion"), "{words:?}");
    let problems = written_elsewhere("", |literal| words.contains(&literal.to_lowercase()));
    assert_none(&problems, "words belong in data/lang/en.toml, as forms with a sense");
}

/// All strings inside a value.
fn collect(value: &toml::Value, out: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(form) => drop(out.insert(form.to_lowercase())),
        toml::Value::Array(values) => values.iter().for_each(|value| collect(value, out)),
        toml::Value::Table(table) => table.iter().for_each(|(_, value)| collect(value, out)),
        _ => {}
    }
}

#[test]
fn words_of_the_text_are_not_compared_in_code() {
    let mut problems = String::new();
    for source in sources("src").iter().filter(|s| ["scan", "mention", "fact"].contains(&s.module())) {
        let found = source.code.matches("eq_ignore_ascii_case(\"\")").count();
        let known = WORDS_IN_CODE.iter().find(|(path, _)| *path == source.path).map_or(0, |known| known.1);
        if found != known {
            writeln!(problems, "{}: {found}, and {known} in WORDS_IN_CODE of tests/tidy.rs", source.path)
                .unwrap();
        }
    }
    assert_none(&problems, "give the word a sense in data/lang/en.toml and ask for the sense");
}
