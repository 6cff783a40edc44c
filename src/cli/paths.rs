//! Which outputs are refused: those that are an input or stand in an input folder, by whatever name or link, and one
//! output for two tables.

use std::fs;
use std::path::{Path, PathBuf};
use tradefacts::input::Source;
use tradefacts::{Error, ErrorKind};

/// An output and the option that names it.
pub(crate) type Named<'a> = (&'static str, &'a Path);

/// The path without links, also of a file that is not there yet.
fn real(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(path)
        .or_else(|_| fs::canonicalize(folder).map(|folder| folder.join(path.file_name().unwrap_or_default())))
        .unwrap_or_else(|_| path.to_path_buf())
}

fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

fn refuse<T>(option: &str, message: String) -> Result<T, Error> {
    Err(Error::new(ErrorKind::Argument, message).at(option))
}

/// Refuses `outputs` that would be read or would overwrite each other.
pub(crate) fn refuse_outputs(
    outputs: &[Named],
    inputs: &[PathBuf],
    sources: &[Result<Source, Error>],
) -> Result<(), Error> {
    let mut reals: Vec<(&'static str, PathBuf)> = Vec::new();
    for (option, path) in outputs.iter().filter(|(_, path)| !is_device(path)) {
        let real = real(path);
        if let Some((other, _)) = reals.iter().find(|(_, other)| *other == real) {
            return refuse(option, format!("expected another file than that of {other}, found the same"));
        }
        reals.push((option, real));
    }
    for source in sources.iter().flatten() {
        let input = source.path().unwrap_or(Path::new("/dev/stdin"));
        let Some(file) = Some(real(input)).filter(|path| path.is_file()) else { continue };
        for (option, output) in &reals {
            if file == *output || output.is_dir() && file.starts_with(output) {
                let found = input.display();
                let message =
                    format!("expected a file that is not read, found the input {found}; name another");
                return refuse(option, message);
            }
        }
    }
    for input in inputs.iter().filter(|input| input.is_dir()) {
        let folder = real(input);
        if let Some((option, _)) = reals.iter().find(|(_, output)| output.starts_with(&folder)) {
            let found = input.display();
            let message =
                format!("expected a file outside the input folder {found}, found one inside; name another");
            return refuse(option, message);
        }
    }
    Ok(())
}
