//! The tables of `data/`: codes are unique, what a row refers to exists, no form stands twice.

use super::source::{all_files, root};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The rows of a table, as maps from column to field.
fn rows(path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    reader.deserialize().map(|row| row.unwrap_or_else(|e| panic!("{path}: {e}"))).collect()
}

/// One column of a table.
pub(crate) fn column(path: &str, name: &str) -> Vec<String> {
    rows(path)
        .into_iter()
        .map(|mut row| row.remove(name).unwrap_or_else(|| panic!("{path}: no {name}")))
        .collect()
}

/// The tables of codes. Bands of rates, members of blocs, known figures and samples have no codes of their own.
fn tables() -> Vec<String> {
    let other = ["data/exchange_rates.csv", "data/members.csv", "data/known/", "data/samples/"];
    let is_table =
        |path: &String| path.ends_with(".csv") && !other.iter().any(|other| path.starts_with(other));
    all_files("data").into_iter().filter(is_table).collect()
}

/// Values that stand more than once.
fn doubles(values: &[String]) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    values.iter().filter(|value| !seen.insert(*value)).map(String::as_str).collect()
}

#[test]
fn codes_are_unique() {
    let mut problems = String::new();
    for path in tables() {
        // A unit may have rows of one code with different multipliers (tonnes and thousand tonnes).
        let key = match path.as_str() {
            "data/units.csv" => continue,
            "data/commodities.csv" => "name",
            _ => "code",
        };
        for code in doubles(&column(&path, key)) {
            writeln!(problems, "{path}: {key} `{code}` stands twice").unwrap();
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// Table, column, and the table whose codes it may name; fields with `|` name several.
const REFERENCES: &[(&str, &str, &str)] = &[
    ("data/areas.csv", "currency", "data/currencies.csv"),
    ("data/areas.csv", "parent", "data/areas.csv"),
    ("data/currencies.csv", "areas", "data/areas.csv"),
    ("data/agencies.csv", "ref_area", "data/areas.csv"),
    ("data/exchange_rates.csv", "currency", "data/currencies.csv"),
    ("data/members.csv", "bloc", "data/areas.csv"),
    ("data/members.csv", "area", "data/areas.csv"),
    ("data/known/official.csv", "ref_area", "data/areas.csv"),
    ("data/known/official.csv", "counterpart_area", "data/areas.csv"),
    ("data/known/official.csv", "unit", "data/currencies.csv"),
];

#[test]
fn what_a_row_refers_to_exists() {
    let mut problems = String::new();
    for (path, name, target) in REFERENCES {
        let codes: BTreeSet<String> = column(target, "code").into_iter().collect();
        for field in column(path, name) {
            for code in field.split('|').filter(|code| !code.is_empty() && !codes.contains(*code)) {
                writeln!(problems, "{path}: {name} `{code}` is no code of {target}").unwrap();
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// The words of a form as the lexer cuts them: `EU-27`, `EU 27` and `EU27` are one form.
fn words(form: &str) -> String {
    let mut out = String::new();
    let mut last = ' ';
    for c in form.chars().map(|c| if c == '-' { ' ' } else { c }) {
        if last.is_alphanumeric() && c.is_alphanumeric() && last.is_numeric() != c.is_numeric() {
            out.push(' ');
        }
        out.push(c);
        last = c;
    }
    out
}

#[test]
fn no_form_stands_twice_in_a_table() {
    let mut problems = String::new();
    for path in tables() {
        let mut all = Vec::new();
        for row in rows(&path) {
            for name in ["name", "forms", "demonyms"] {
                // The name of a currency is not a form: it stands for readers.
                if name == "name" && path == "data/currencies.csv" {
                    continue;
                }
                let field = row.get(name).map_or("", String::as_str);
                let forms = field.split('|').filter(|form| !form.is_empty());
                all.extend(forms.map(words));
            }
        }
        for form in doubles(&all) {
            writeln!(problems, "{path}: the form `{form}` stands twice").unwrap();
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn rows_are_complete() {
    let mut problems = String::new();
    for row in rows("data/currencies.csv") {
        let (code, numeric) = (&row["code"], &row["numeric"]);
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            writeln!(problems, "data/currencies.csv: `{code}` is not three capitals").unwrap();
        }
        if !numeric.is_empty() && (numeric.len() != 3 || !numeric.bytes().all(|b| b.is_ascii_digit())) {
            writeln!(problems, "data/currencies.csv: {code}: `{numeric}` is not three digits").unwrap();
        }
    }
    for row in rows("data/areas.csv") {
        if row["kind"] == "subdivision" && row["parent"].is_empty() {
            writeln!(problems, "data/areas.csv: {} has no parent", row["code"]).unwrap();
        }
        if row["kind"] == "country" && row["code"].len() != 2 {
            writeln!(problems, "data/areas.csv: {} is no ISO 3166-1 alpha-2 code", row["code"]).unwrap();
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn sections_of_a_language_are_described() {
    let readme = std::fs::read_to_string(root().join("data/README.md")).expect("a readable file");
    let text = std::fs::read_to_string(root().join("data/lang/en.toml")).expect("a readable file");
    let language: toml::Table = text.parse().expect("TOML");
    let described = |name: &str| {
        [format!("`{name}`"), format!("`[{name}]"), format!("`[[{name}]]`"), format!("`[{name}.")]
            .iter()
            .any(|form| readme.contains(form.as_str()))
    };
    let cues = language["cues"].as_table().expect("a table").keys();
    let mut problems = String::new();
    for name in language.keys().chain(cues).filter(|name| !described(name)) {
        writeln!(problems, "`{name}`").unwrap();
    }
    assert!(
        problems.is_empty(),
        "data/README.md describes every section and every cue of a language:\n{problems}"
    );
}

#[test]
fn a_shared_sign_is_one_of_currencies_or_of_hundredths() {
    let text = std::fs::read_to_string(root().join("data/lang/en.toml")).expect("a readable file");
    let language: toml::Table = text.parse().expect("TOML");
    let currencies: BTreeSet<String> = column("data/currencies.csv", "code").into_iter().collect();
    let mut problems = String::new();
    for (sign, codes) in language["ambiguous_currencies"].as_table().expect("a table") {
        let codes = codes.as_array().expect("an array");
        let known =
            codes.iter().filter(|code| code.as_str().is_some_and(|code| currencies.contains(code))).count();
        if known > 0 && known < codes.len() {
            writeln!(problems, "`{sign}` may be a currency or hundredths of one: {codes:?}").unwrap();
        }
    }
    assert!(problems.is_empty(), "{problems}");
}
