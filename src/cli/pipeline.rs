//! Documents read in order, worked on by several threads, handed over in order.
//!
//! One thread cuts the inputs into batches and deals them to the workers in turn; results are collected in the same
//! turn, so that their order never depends on the number of workers. The channels are short: memory is bounded by a
//! few batches per worker.
//!
//! The threads are not scoped: where the reader of our output goes away while we wait for input, the program ends.

use chrono::NaiveDate;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use tradefacts::dataset::Table;
use tradefacts::dataset::schema::{FactCell, MentionCell};
use tradefacts::extractor::Language;
use tradefacts::input::{Piece, Pieces};
use tradefacts::{Error, ErrorKind, Extractor};

/// A batch is closed at this many bytes, or at `BATCH_PIECES`.
const BATCH_BYTES: usize = 1 << 16;
const BATCH_PIECES: usize = 256;

/// Batches that wait in a channel.
const WAITING: usize = 2;

/// What is done with each document.
pub(crate) struct Job {
    /// Publication date of documents that have none of their own.
    pub(crate) published: Option<NaiveDate>,
    /// Language of the documents.
    pub(crate) language: &'static Language,
    /// Encodes the facts.
    pub(crate) facts: Table<FactCell>,
    /// Encodes the mentions, where they are wanted.
    pub(crate) mentions: Option<Table<MentionCell>>,
}

/// What came of a batch.
#[derive(Default)]
pub(crate) struct Done {
    /// Encoded facts.
    pub(crate) facts: Vec<u8>,
    /// Encoded mentions.
    pub(crate) mentions: Vec<u8>,
    /// Documents read.
    pub(crate) documents: u64,
    /// Facts found.
    pub(crate) found: u64,
    /// Documents that failed, and why.
    pub(crate) failed: Vec<Error>,
}

type Batch = Vec<Result<Piece, Error>>;

/// Runs the job over all pieces with `threads` workers, and hands the results to `take` in the order of the pieces.
pub(crate) fn run(
    pieces: Pieces,
    job: Job,
    threads: usize,
    mut take: impl FnMut(Done) -> Result<(), Error>,
) -> Result<(), Error> {
    let job = Arc::new(job);
    let (mut tasks, mut results) = (Vec::new(), Vec::new());
    for _ in 0..threads {
        let (task, tasks_of_worker) = sync_channel(WAITING);
        let (result, results_of_worker) = sync_channel(WAITING);
        let worker = Worker::new(job.clone())?;
        thread::spawn(move || worker.run(&tasks_of_worker, &result));
        tasks.push(task);
        results.push(results_of_worker);
    }
    let reader = thread::spawn(move || deal(pieces, &tasks));
    let mut taken = 0;
    while let Ok(done) = results[taken % threads].recv() {
        take(done)?;
        taken += 1;
    }
    drop(results);
    match reader.join() {
        Ok(dealt) if dealt == taken => Ok(()),
        _ => Err(Error::new(
            ErrorKind::Read,
            "a thread ended early: the output is incomplete; please report this",
        )),
    }
}

/// Deals the pieces to the workers in turn, in batches; returns how many batches there were.
fn deal(mut pieces: Pieces, tasks: &[SyncSender<Batch>]) -> usize {
    for dealt in 0.. {
        let mut batch = Batch::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_PIECES {
            let Some(piece) = pieces.next() else { break };
            bytes += piece.as_ref().map_or(0, |piece| piece.bytes.len());
            batch.push(piece);
        }
        if batch.is_empty() || tasks[dealt % tasks.len()].send(batch).is_err() {
            return dealt;
        }
    }
    0
}

struct Worker {
    job: Arc<Job>,
    extractor: Extractor,
}

impl Worker {
    fn new(job: Arc<Job>) -> Result<Worker, Error> {
        let extractor = job.language.extractor()?;
        Ok(Worker { job, extractor })
    }

    fn run(mut self, tasks: &Receiver<Batch>, results: &SyncSender<Done>) {
        while let Ok(batch) = tasks.recv() {
            let mut done = Done::default();
            for piece in batch {
                self.guarded(piece, &mut done);
            }
            if results.send(done).is_err() {
                return;
            }
        }
    }

    /// Works on a piece; should that panic, the document fails alone.
    fn guarded(&mut self, piece: Result<Piece, Error>, done: &mut Done) {
        let place = piece.as_ref().map(Piece::place).unwrap_or_default();
        let lengths = (done.facts.len(), done.mentions.len());
        let result = catch_unwind(AssertUnwindSafe(|| self.work(piece, done))).unwrap_or_else(|_| {
            if let Ok(extractor) = self.job.language.extractor() {
                self.extractor = extractor;
            }
            let message = "expected to read any text, found a fault of the program; please report it with this document";
            Err(Error::new(ErrorKind::Input, message).at(place))
        });
        if let Err(error) = result {
            done.facts.truncate(lengths.0);
            done.mentions.truncate(lengths.1);
            done.failed.push(error);
        }
    }

    fn work(&mut self, piece: Result<Piece, Error>, done: &mut Done) -> Result<(), Error> {
        let document = piece?.into_document(self.job.published)?;
        let extraction = self.extractor.extract(&document);
        self.job.facts.add(&document, &extraction.facts, &mut done.facts);
        if let Some(table) = &self.job.mentions {
            table.add(&document, self.extractor.lexicon(), &extraction.mentions, &mut done.mentions);
        }
        done.documents += 1;
        done.found += extraction.facts.len() as u64;
        Ok(())
    }
}
