//! Files that are written aside under a name of their own, and locked while they are.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

/// How often the lock is asked for where another run is just ending.
const TRIES: usize = 20;

/// Opens and locks the file `path`, which is made where there is none; its content is left. None where another run
/// holds it.
///
/// # Errors
/// Where the file cannot be opened or locked.
pub fn open_locked(path: &Path) -> io::Result<Option<File>> {
    for _ in 0..TRIES {
        let file = File::options().create(true).read(true).append(true).open(path)?;
        match file.try_lock() {
            Ok(()) if is_at(&file, path) => return Ok(Some(file)),
            // The run that held it has moved or removed it since it was opened.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(None)
}

/// What is said where [`open_locked`] gives none.
pub const BUSY: &str =
    "expected to be the only run that writes this, found another; wait for it, or name another output";

/// Whether the open file is still the one of that name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(named)) => open.ino() == named.ino() && open.dev() == named.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    fs::exists(path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_the_lock_until_it_lets_go() {
        let path = std::env::temp_dir().join(format!("tradefacts-lock-{}", std::process::id()));
        let first = open_locked(&path).expect("a file").expect("the lock");
        assert!(open_locked(&path).expect("a file").is_none());
        drop(first);
        assert!(open_locked(&path).expect("a file").is_some());
        fs::remove_file(&path).expect("removed");
    }
}
