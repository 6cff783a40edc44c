//! Where a dataset is written: aside, in a folder that is locked, until it takes the place of the old one.
//!
//! | path               | what                                                                     |
//! |--------------------|--------------------------------------------------------------------------|
//! | `NAME/`            | the dataset, old or new, never a mixture                                 |
//! | `.NAME.part/lock`  | locked while a run writes; two runs never do                             |
//! | `.NAME.part/run-*` | blocks of documents that were read, kept where the run is interrupted    |
//! | `.NAME.part/new/`  | the dataset in the making; after the exchange, the old one               |
//! | `.NAME.part/old/`  | the old one, for a moment, where two folders cannot be exchanged at once |

use crate::dataset::aside::{BUSY, open_locked};
use crate::error::{Error, ErrorKind};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";
const RUN: &str = "run-";

/// How often the folder is made where another run is just ending.
const TRIES: usize = 20;

/// The place of a dataset, locked.
pub(super) struct Place {
    /// As it was given, for messages.
    given: String,
    target: PathBuf,
    aside: PathBuf,
    lock: File,
    published: bool,
}

impl Place {
    /// Locks the place of the dataset `path`, and puts right what an interrupted run has left.
    pub(super) fn open(path: &Path) -> Result<Place, Error> {
        let given = path.display().to_string();
        let target = real(path)?;
        let Some(name) = target.file_name() else {
            let message = "expected the name of a folder, found none; name a folder inside it";
            return Err(Error::new(ErrorKind::Argument, message).at(given));
        };
        let mut aside = std::ffi::OsString::from(".");
        aside.push(name);
        aside.push(".part");
        let aside = target.with_file_name(aside);
        let lock = lock(&aside, &given)?;
        let place = Place { given, target, aside, lock, published: false };
        let old = place.aside.join(OLD);
        if !place.target.exists() && old.exists() {
            fs::rename(&old, &place.target).map_err(|error| place.failed(&error))?;
        }
        place.refuse_other_folders()?;
        Ok(place)
    }

    /// The name of the folder.
    pub(super) fn name(&self) -> String {
        self.target.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The dataset that is there, if any.
    pub(super) fn stored(&self) -> Option<&Path> {
        Some(self.target.as_path()).filter(|target| target.join(super::PACKAGE).exists())
    }

    /// What an interrupted run has read, oldest first, and the name of the next run.
    pub(super) fn runs(&self) -> Result<(Vec<PathBuf>, usize), Error> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.aside).map_err(|error| self.failed(&error))? {
            let name = entry.map_err(|error| self.failed(&error))?.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix(RUN)).map(str::parse::<usize>);
            if let Some(Ok(number)) = number {
                found.push((number, self.aside.join(name)));
            }
        }
        found.sort();
        let next = found.last().map_or(0, |(number, _)| number + 1);
        Ok((found.into_iter().map(|(_, path)| path).collect(), next))
    }

    /// Keeps blocks as run `number`: whole or not at all.
    pub(super) fn keep(&self, number: usize, blocks: &[super::Block]) -> Result<PathBuf, Error> {
        let (part, path) = (self.aside.join("part"), self.aside.join(format!("{RUN}{number}")));
        let write = || {
            super::block::write_run(&part, blocks)?;
            fs::rename(&part, &path)?;
            sync_folder(&self.aside)
        };
        write().map_err(|error| self.failed(&error))?;
        Ok(path)
    }

    /// An empty folder for the new dataset.
    pub(super) fn fresh(&self) -> Result<PathBuf, Error> {
        let new = self.aside.join(NEW);
        let make = || {
            if new.exists() {
                fs::remove_dir_all(&new)?;
            }
            fs::create_dir_all(new.join(super::CODES))
        };
        make().map_err(|error| self.failed(&error))?;
        Ok(new)
    }

    /// Puts the new dataset in the place of the old one. Files in the old one that are not of the dataset come along.
    pub(super) fn publish(mut self) -> Result<(), Error> {
        let new = self.aside.join(NEW);
        let exchange = || {
            if self.target.exists() {
                carry(&self.target, &new, super::is_own)?;
            }
            sync_folder(&new.join(super::CODES))?;
            sync_folder(&new)?;
            if self.target.exists() { self.exchange(&new) } else { fs::rename(&new, &self.target) }?;
            sync_folder(self.target.parent().unwrap_or(Path::new(".")))
        };
        exchange().map_err(|error| self.failed(&error))?;
        self.published = true;
        Ok(())
    }

    fn exchange(&self, new: &Path) -> io::Result<()> {
        if swap(new, &self.target).is_ok() {
            return Ok(());
        }
        let old = self.aside.join(OLD);
        if old.exists() {
            fs::remove_dir_all(&old)?;
        }
        fs::rename(&self.target, &old)?;
        fs::rename(new, &self.target).inspect_err(|_| drop(fs::rename(&old, &self.target)))
    }

    /// A folder with files of the user that is no dataset is not written to.
    fn refuse_other_folders(&self) -> Result<(), Error> {
        let Ok(mut entries) = fs::read_dir(&self.target) else {
            return if self.target.exists() { Err(self.refused("a file")) } else { Ok(()) };
        };
        if entries.next().is_none() || super::package::is_ours(&self.target.join(super::PACKAGE)) {
            return Ok(());
        }
        Err(self.refused("a folder with other files"))
    }

    fn refused(&self, found: &str) -> Error {
        let message =
            format!("expected a dataset, an empty folder or a new name, found {found}; name another");
        Error::new(ErrorKind::Argument, message).at(self.given.as_str())
    }

    /// The error of writing.
    pub(super) fn failed(&self, error: &io::Error) -> Error {
        failed(&self.given, error)
    }
}

impl Drop for Place {
    /// Removes what is aside, but for what an unfinished run has read.
    fn drop(&mut self) {
        let entries = fs::read_dir(&self.aside).into_iter().flatten().flatten();
        let mut kept = false;
        for entry in entries {
            let (name, path) = (entry.file_name(), entry.path());
            if name == LOCK {
                continue;
            }
            let run = name.to_string_lossy().starts_with(RUN);
            if !self.published && (run || name == OLD && !self.target.exists()) {
                kept = true;
            } else {
                // What cannot be removed now is removed by the next run.
                let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
        }
        if !kept {
            let _ = fs::remove_file(self.aside.join(LOCK));
            let _ = self.lock.unlock();
            let _ = fs::remove_dir(&self.aside);
        }
    }
}

/// The path without links, also of a folder that is not there yet.
fn real(path: &Path) -> Result<PathBuf, Error> {
    if let Ok(real) = fs::canonicalize(path) {
        return Ok(real);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = fs::canonicalize(parent).map_err(|error| {
        let message = format!("expected a folder that can be written, found {error}; name another");
        Error::new(ErrorKind::Argument, message).at(path.display().to_string())
    })?;
    Ok(found.join(path.file_name().unwrap_or_default()))
}

/// Makes the folder aside and locks it.
fn lock(aside: &Path, given: &str) -> Result<File, Error> {
    for _ in 0..TRIES {
        match fs::create_dir(aside) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(given, &error)),
            _ => {}
        }
        match open_locked(&aside.join(LOCK)) {
            Ok(Some(file)) => return Ok(file),
            Ok(None) => break,
            // The run that ends now has removed the folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(given, &error)),
        }
    }
    Err(Error::new(ErrorKind::Write, BUSY).at(given))
}

/// Exchanges two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(Into::into)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Gives `to` what `from` has and `leave` does not name: files by a second name for the same content where that can
/// be, else as copies.
fn carry(from: &Path, to: &Path, leave: fn(&str) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if leave(&name.to_string_lossy()) {
            continue;
        }
        let (old, new) = (entry.path(), to.join(&name));
        if entry.file_type()?.is_dir() {
            fs::create_dir(&new)?;
            carry(&old, &new, |_| false)?;
        } else if fs::hard_link(&old, &new).is_err() {
            fs::copy(&old, &new)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The error of writing the dataset that was `given`.
fn failed(given: &str, error: &io::Error) -> Error {
    let message = format!("expected to be able to write, found: {error}; the dataset is as it was");
    Error::new(ErrorKind::Write, message).at(given)
}
