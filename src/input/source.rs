//! What there is to read: the files named, and those of the folders named.

use crate::error::{Error, ErrorKind};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::fs;
use std::path::{Path, PathBuf};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Standard,
    /// A file that is named: it is an error where it is of no kind that is read.
    File(PathBuf),
    /// A file of a folder: it is passed over where it is of no kind that is read.
    Found(PathBuf),
}

impl Source {
    /// The path of a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Source::Standard => None,
            Source::File(path) | Source::Found(path) => Some(path),
        }
    }
}

/// Which files of folders are read. A glob without `/` is compared with the name of a file, one with `/` with its path
/// from the folder that is named; `*` stops at `/`, `**` does not. An excluded folder is not entered.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    include: Option<GlobSet>,
    exclude: Option<GlobSet>,
}

impl Globs {
    /// Of the files that match `include` (all, where it is empty), those that do not match `exclude`.
    ///
    /// # Errors
    /// Where a glob is malformed.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Globs, Error> {
        Ok(Globs { include: set("--include", include)?, exclude: set("--exclude", exclude)? })
    }

    fn excludes(&self, path: &Path) -> bool {
        self.exclude.as_ref().is_some_and(|globs| globs.is_match(path))
    }

    fn includes(&self, path: &Path) -> bool {
        self.include.as_ref().is_none_or(|globs| globs.is_match(path))
    }
}

fn set(option: &str, globs: &[String]) -> Result<Option<GlobSet>, Error> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let anywhere =
            if glob.contains('/') { glob.trim_start_matches('/').to_owned() } else { format!("**/{glob}") };
        let read = GlobBuilder::new(&anywhere).literal_separator(true).build();
        set.add(read.map_err(|error| malformed(option, glob, &error))?);
    }
    let set = set.build().map_err(|error| malformed(option, "", &error))?;
    Ok((!globs.is_empty()).then_some(set))
}

fn malformed(option: &str, glob: &str, error: &globset::Error) -> Error {
    let message = format!("expected a glob such as *.html, found {glob:?}: {}", error.kind());
    Error::new(ErrorKind::Argument, message).at(option)
}

/// The sources that the arguments name, in order: `-` is standard input, a folder stands for its files.
///
/// A folder is walked with its entries sorted by the bytes of their names. Hidden entries and links to folders are left
/// out, so that no loop of links is followed. What cannot be read is an error in its place; the others are listed all
/// the same.
#[must_use]
pub fn find_sources(arguments: &[PathBuf], globs: &Globs) -> Vec<Result<Source, Error>> {
    let mut found = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            found.push(Ok(Source::Standard));
        } else if argument.is_dir() {
            walk(argument, globs, &mut found);
        } else {
            found.push(Ok(Source::File(argument.clone())));
        }
    }
    found
}

/// Lists the files of a folder. Folders wait in a list of their own, so that depth costs no stack.
fn walk(root: &Path, globs: &Globs, found: &mut Vec<Result<Source, Error>>) {
    let mut waiting = vec![(root.to_path_buf(), true)];
    while let Some((path, folder)) = waiting.pop() {
        if !folder {
            found.push(Ok(Source::Found(path)));
            continue;
        }
        match fs::read_dir(&path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(mut entries) => {
                entries.sort_by_key(|entry| std::cmp::Reverse(entry.file_name()));
                waiting.extend(entries.iter().filter_map(|entry| wanted(root, entry, globs)));
            }
            Err(error) => found.push(Err(unreadable(&path, &error))),
        }
    }
}

/// The path of an entry that is to be read, and whether it is a folder.
fn wanted(root: &Path, entry: &fs::DirEntry, globs: &Globs) -> Option<(PathBuf, bool)> {
    let path = entry.path();
    let below = path.strip_prefix(root).unwrap_or(&path);
    if entry.file_name().as_encoded_bytes().starts_with(b".") || globs.excludes(below) {
        return None;
    }
    let kind = entry.file_type().ok();
    if kind.is_some_and(|kind| kind.is_dir()) {
        return Some((path, true));
    }
    let plain = kind.is_none_or(|kind| kind.is_file());
    // A link that leads nowhere or round in a circle is a file that cannot be read.
    let file = plain || fs::metadata(&path).map_or(true, |target| target.is_file());
    (file && globs.includes(below)).then_some((path, false))
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(
        ErrorKind::Read,
        format!("expected something readable, found: {error}; check the name and its rights"),
    )
    .at(path.display().to_string())
}
