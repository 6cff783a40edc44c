//! Rust sources as the tidy checks see them: code without comments, and the string literals in it.

use std::path::{Path, PathBuf};

/// A Rust file of the project.
pub(crate) struct Source {
    /// Path from the root of the package, with `/`.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) text: String,
    /// The text outside test modules, without comments and with empty string literals.
    pub(crate) code: String,
    /// The contents of string literals outside test modules, as written, with their lines from 1.
    pub(crate) literals: Vec<(usize, String)>,
}

/// The root of the package.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` (from the root), as paths from the root, sorted; none where there is no such folder.
pub(crate) fn all_files(folder: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let path = path.strip_prefix(root()).expect("a path below the root");
                out.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    out.sort();
    out
}

/// Every Rust file below `folder`.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let paths = all_files(folder).into_iter().filter(|path| path.ends_with(".rs"));
    paths.map(Source::read).collect()
}

impl Source {
    fn read(path: String) -> Source {
        let text = std::fs::read_to_string(root().join(&path)).expect("a readable file");
        let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
        let (code, literals) = split(&text[..end]);
        Source { path, text, code, literals }
    }

    /// The module of the library that the file belongs to: `mention` for `src/mention/money.rs`.
    pub(crate) fn module(&self) -> &str {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
    }
}

/// Code without comments, with literals emptied; and the literals.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut literals) = (String::new(), Vec::new());
    let (mut rest, mut line) = (text, 1);
    while let Some(c) = rest.chars().next() {
        let after_word = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(open) = raw_open(rest).filter(|_| !after_word) {
            let close = format!("\"{}", "#".repeat(open - 2));
            let end = rest[open..].find(&close).map_or(rest.len(), |end| open + end);
            literals.push((line, rest[open..end].to_owned()));
            code.push_str("\"\"");
            (end + close.len()).min(rest.len())
        } else if c == '"' {
            let end = string_end(rest);
            literals.push((line, rest[1..end].to_owned()));
            code.push_str("\"\"");
            (end + 1).min(rest.len())
        } else if let Some(length) = char_literal(rest) {
            code.push_str("' '");
            length
        } else {
            code.push(c);
            c.len_utf8()
        };
        line += rest[..taken].matches('\n').count();
        if taken > 1 && rest.starts_with("//") {
            code.push('\n');
        }
        rest = &rest[taken..];
    }
    (code, literals)
}

/// The length of `r"`, `r#"`, … where the text starts with it.
fn raw_open(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?;
    let count = hashes.len() - hashes.trim_start_matches('#').len();
    hashes[count..].starts_with('"').then_some(count + 2)
}

/// Where the closing quote of a string literal stands.
fn string_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(text.len())
}

/// The length of a character literal; none for a lifetime.
fn char_literal(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let c = inner.chars().next()?;
    if c == '\\' {
        return inner[2..].find('\'').map(|end| end + 4);
    }
    inner[c.len_utf8()..].starts_with('\'').then_some(c.len_utf8() + 2)
}

#[test]
fn sources_are_cut_into_code_and_literals() {
    let text =
        "let a = 'x'; // \"no\"\nf::<'a>(\"one\\\"\", r#\"two\"\"#, '\"', '\\'');\n/* \"no\" */ \"three\"";
    let (code, literals) = split(text);
    let found: Vec<(usize, &str)> = literals.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(found, [(2, "one\\\""), (2, "two\""), (3, "three")]);
    assert!(code.contains("f::<'a>(\"\", \"\", ' ', ' ');"), "{code}");
}
