//! Reading by `pdftotext` of poppler, where the user asks for it.

use super::Refused;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::thread;

const PROGRAM: &str = "pdftotext";

/// The pages of a PDF.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<String>, Refused> {
    let mut command = Command::new(PROGRAM);
    command.args(["-enc", "UTF-8", "-q", "-", "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let missing = |error: std::io::Error| Refused::Reader(format!("{error}"));
    let mut child = command.spawn().map_err(missing)?;
    let (input, errors) = (child.stdin.take(), child.stderr.take());
    let output = thread::scope(|scope| {
        scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        let said = scope.spawn(move || {
            let mut said = String::new();
            let _ = errors.map(|mut errors| errors.read_to_string(&mut said));
            said
        });
        let output = child.wait_with_output();
        output.map(|output| (output, said.join().unwrap_or_default()))
    });
    let (output, said) = output.map_err(missing)?;
    if said.contains("password") {
        return Err(Refused::Encrypted);
    }
    if !output.status.success() {
        return Err(Refused::Poppler(said.lines().next().unwrap_or("no message").to_owned()));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut pages: Vec<String> = text.split('\u{C}').map(str::to_owned).collect();
    if pages.last().is_some_and(|page| page.trim().is_empty()) {
        pages.pop();
    }
    Ok(pages)
}
