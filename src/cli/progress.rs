//! What a run shows of itself on standard error: progress, on terminals only, and what was done.
//!
//! Every document that is read is either written, empty or failed; that the counts agree is checked at the end.

use super::pipeline::Done;
use super::{Outcome, complain};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tradefacts::dataset::folder::Growth;
use tradefacts::input::{Progress, Source};
use tradefacts::{Error, ErrorKind};

const BAR: &str =
    "{elapsed} {bar:30} {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left; {msg}";
const SPINNER: &str = "{elapsed} {spinner} {decimal_bytes}, {decimal_bytes_per_sec}; {msg}";

/// What a run did so far, and where it is shown.
pub(crate) struct Tally {
    written: u64,
    empty: u64,
    failed: u64,
    facts: u64,
    growth: Option<Growth>,
    read: Arc<Progress>,
    bar: ProgressBar,
    quiet: bool,
}

impl Tally {
    /// Nothing done yet of `sources`. The tables hide progress where they are shown on the same terminal.
    pub(crate) fn new(sources: &[Source], read: Arc<Progress>, quiet: bool, to_screen: bool) -> Tally {
        let shown = !quiet && io::stderr().is_terminal() && !(to_screen && io::stdout().is_terminal());
        let bar = if shown { bar(sources) } else { ProgressBar::hidden() };
        Tally { written: 0, empty: 0, failed: 0, facts: 0, growth: None, read, bar, quiet }
    }

    /// Counts and shows what came of a batch.
    pub(crate) fn add<M>(&mut self, done: &Done<M>) {
        if !done.failed.is_empty() {
            self.bar.suspend(|| done.failed.iter().for_each(|error| complain(error)));
        }
        self.written += done.documents;
        self.empty += done.empty;
        self.facts += done.found;
        self.failed += done.failed.len() as u64;
        self.bar.set_position(self.read.bytes.load(Ordering::Relaxed));
        let documents = self.written + self.empty + self.failed;
        self.bar.set_message(format!("{documents} documents, {} facts", self.facts));
    }

    /// Counts a document as failed that was read, but cannot be stored.
    pub(crate) fn refuse(&mut self, error: &Error) {
        self.bar.suspend(|| complain(error));
        let counted = if self.written > 0 { &mut self.written } else { &mut self.empty };
        *counted -= 1;
        self.failed += 1;
    }

    /// What a dataset holds now.
    pub(crate) fn grown(&mut self, growth: Growth) {
        self.growth = Some(growth);
    }

    /// Says what was done.
    ///
    /// # Errors
    /// Where a document that was read is neither written nor empty nor failed.
    pub(crate) fn finish(self) -> Result<Outcome, Error> {
        self.bar.finish_and_clear();
        let Tally { written, empty, failed, facts, growth, read: progress, quiet, .. } = self;
        let read = progress.pieces.load(Ordering::Relaxed);
        if read != written + empty + failed {
            let message = format!(
                "expected each of {read} documents to be written, empty or failed, found {written}, {empty} and \
                 {failed}; the output is incomplete; please report this"
            );
            return Err(Error::new(ErrorKind::Write, message));
        }
        let mut line = format!(
            "documents: {read} read = {written} written + {empty} empty + {failed} failed; facts: {facts}"
        );
        match progress.passed_over.load(Ordering::Relaxed) {
            0 => {}
            files => drop(write!(line, "; files of other kinds passed over: {files}")),
        }
        if let Some(Growth { documents, facts, unchanged, pruned }) = growth {
            let _ = write!(
                line,
                "; unchanged: {unchanged}, removed: {pruned}; in the dataset: documents: {documents}, facts: {facts}"
            );
        }
        if !quiet {
            let _ = writeln!(io::stderr().lock(), "{line}");
        }
        Ok(if failed == 0 { Outcome::Done } else { Outcome::SomeFailed })
    }
}

/// A bar over the bytes of all files, or a spinner where they are not known.
fn bar(sources: &[Source]) -> ProgressBar {
    let size = |source: &Source| source.path().and_then(|path| path.metadata().ok()).map(|file| file.len());
    let total = sources.iter().map(size).sum::<Option<u64>>();
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template(if total.is_some() { BAR } else { SPINNER });
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
