//! What there is to read: the files named, and those of the folders named.

use super::{extensions, kind_of};
use crate::error::{Error, ErrorKind};
use std::fs;
use std::path::{Path, PathBuf};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

/// The sources that the arguments name, in order: `-` is standard input, a folder stands for its files.
///
/// A folder is walked with its entries sorted by the bytes of their names. Hidden entries, links to folders and files
/// of unknown extensions are left out. What cannot be read is an error in its place; the others are listed all the
/// same.
#[must_use]
pub fn find_sources(arguments: &[PathBuf]) -> Vec<Result<Source, Error>> {
    let mut found = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            found.push(Ok(Source::Standard));
        } else if argument.is_dir() {
            walk(argument, &mut found);
        } else {
            found.push(known(argument).map(|()| Source::File(argument.clone())));
        }
    }
    found
}

/// Refuses a file named by the user that is of no known kind; one without an extension is looked into later.
fn known(path: &Path) -> Result<(), Error> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if kind_of(extension).is_none() => Err(Error::new(
            ErrorKind::Input,
            format!(
                "expected a file that ends in one of {}, found .{extension}; if it is text, pass it on standard \
                 input with -",
                extensions()
            ),
        )
        .at(path.display().to_string())),
        _ => Ok(()),
    }
}

fn walk(folder: &Path, found: &mut Vec<Result<Source, Error>>) {
    let mut entries = match fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => entries,
        Err(error) => {
            found.push(Err(unreadable(folder, &error)));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, found);
        } else if path.extension().and_then(|end| end.to_str()).is_some_and(|end| kind_of(end).is_some())
            && !path.is_dir()
        {
            found.push(Ok(Source::File(path)));
        }
    }
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::new(
        ErrorKind::Read,
        format!("expected something readable, found: {error}; check the name and its rights"),
    )
    .at(path.display().to_string())
}
