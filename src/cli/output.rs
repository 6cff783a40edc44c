//! Where tables go: standard output, or a file that is written aside in the same folder and takes its name only when
//! it is complete. An interrupted run leaves the old file as it was.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tradefacts::dataset::aside::{BUSY, open_locked};
use tradefacts::{Error, ErrorKind};

/// An output being written.
pub(crate) struct Output {
    name: String,
    writer: Box<dyn Write>,
    aside: Option<Aside>,
}

/// A file under a name of its own until it is complete; removed where it never is.
struct Aside {
    file: File,
    path: PathBuf,
    target: PathBuf,
}

impl Output {
    /// Standard output.
    pub(crate) fn standard() -> Output {
        Output { name: "standard output".to_owned(), writer: Box::new(io::stdout()), aside: None }
    }

    /// The file at `path`. What is not a plain file (`/dev/null`, a named pipe) is written to directly.
    pub(crate) fn file(path: &Path) -> Result<Output, Error> {
        let name = path.display().to_string();
        let refuse = |found: &str| {
            let message = format!("expected a file that can be written, found {found}; name another");
            Error::new(ErrorKind::Argument, message).at(name.clone())
        };
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let old = fs::metadata(&target).ok();
        if old.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(refuse("a folder"));
        }
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let file =
                File::options().write(true).open(&target).map_err(|error| refuse(&error.to_string()))?;
            return Ok(Output { name, writer: Box::new(file), aside: None });
        }
        let Some(base) = target.file_name() else { return Err(refuse("no file name")) };
        let mut aside = std::ffi::OsString::from(".");
        aside.push(base);
        aside.push(".part");
        let path = target.with_file_name(aside);
        let locked = open_locked(&path).map_err(|error| refuse(&error.to_string()))?;
        let Some(file) = locked else { return Err(Error::new(ErrorKind::Write, BUSY).at(name)) };
        // What an interrupted run left.
        file.set_len(0).map_err(|error| refuse(&error.to_string()))?;
        let aside = Aside { file, path, target };
        if let Some(old) = old {
            // A file that only its owner may read stays so.
            let _ = aside.file.set_permissions(old.permissions());
        }
        let writer = aside.file.try_clone().map_err(|error| refuse(&error.to_string()))?;
        Ok(Output { name, writer: Box::new(BufWriter::with_capacity(1 << 16, writer)), aside: Some(aside) })
    }

    /// Where a book writes: the file aside.
    pub(crate) fn aside(&self) -> Result<&Path, Error> {
        self.aside.as_ref().map(|aside| aside.path.as_path()).ok_or_else(|| {
            let message = "expected a file for this format, found another output; name one with --output";
            Error::new(ErrorKind::Argument, message).at(self.name.as_str())
        })
    }

    /// An error of this output.
    pub(crate) fn named(&self, error: Error) -> Error {
        error.at(self.name.as_str())
    }

    /// Adds bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.writer.write_all(bytes).map_err(|error| failed(&self.name, &error))
    }

    /// Completes the output: what was written aside is synced and takes its name.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        let done = self.writer.flush().and_then(|()| match &self.aside {
            None => Ok(()),
            Some(aside) => aside.file.sync_all().and_then(|()| fs::rename(&aside.path, &aside.target)),
        });
        done.map_err(|error| failed(&self.name, &error))?;
        if let Some(aside) = &mut self.aside {
            aside.path.clear();
        }
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // It may be gone already; there is nobody to tell.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn failed(name: &str, error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Error::new(ErrorKind::ClosedPipe, "the reader went away").at(name);
    }
    let message = format!("expected to be able to write, found: {error}; what was there before is as it was");
    Error::new(ErrorKind::Write, message).at(name)
}
