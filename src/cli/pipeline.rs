//! Documents read in order, worked on by several threads, handed over in order.
//!
//! Each worker cuts its next batch from the inputs itself, one worker at a time, and announces it; then it works on it
//! while others cut theirs. Results are taken in the order of the announcements, so that their order never depends on the
//! number of workers. Few are announced ahead: memory is bounded by a few batches per worker.
//!
//! The threads are not scoped: where the reader of our output goes away while we wait for input, the program ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use tradefacts::dataset::Digest;
use tradefacts::extractor::Language;
use tradefacts::input::{Options, Piece, Pieces};
use tradefacts::{Document, Error, ErrorKind, Extractor};

/// A batch is closed at this many bytes, or at `BATCH_PIECES`.
const BATCH_BYTES: usize = 1 << 19;
const BATCH_PIECES: usize = 256;

/// Batches that may be announced for each worker, the one that it works on among them.
const AHEAD: usize = 4;

/// Name of the threads that work on documents: a fault there is told with the document, not by Rust.
pub(crate) const WORKER: &str = "worker";

/// Stack of such a thread, in bytes: readers of nested documents need more than usual.
const STACK: usize = 16 << 20;

/// What is done with each document.
pub(crate) trait Work: Send + Sync + 'static {
    /// What comes of documents.
    type Made: Made;

    /// Whether `work` looks at the digest.
    fn wants_digest(&self) -> bool;

    /// Works on a document that was read from bytes of that digest; returns how many facts were found.
    fn work(
        &self,
        document: Document,
        digest: Digest,
        extractor: &mut Extractor,
        made: &mut Self::Made,
    ) -> u64;
}

/// What comes of a batch of documents; its end can be taken back.
pub(crate) trait Made: Default + Send + 'static {
    /// How much there is of each of its parts.
    fn lengths(&self) -> [usize; 3];

    /// Takes back what came behind these lengths.
    fn truncate(&mut self, lengths: [usize; 3]);
}

/// What to read and what to do with it.
pub(crate) struct Job<W> {
    /// How inputs are read.
    pub(crate) options: Arc<Options>,
    /// Language of the documents.
    pub(crate) language: Language,
    /// What is done with each document.
    pub(crate) work: W,
}

/// What came of a batch.
#[derive(Default)]
pub(crate) struct Done<M> {
    /// What was made of the documents.
    pub(crate) made: M,
    /// Documents with a text.
    pub(crate) documents: u64,
    /// Documents without any text.
    pub(crate) empty: u64,
    /// Facts found.
    pub(crate) found: u64,
    /// Documents that failed, and why.
    pub(crate) failed: Vec<Error>,
}

type Batch = Vec<Result<Piece, Error>>;

/// The result of a batch, when it is worked on.
type Announced<M> = Receiver<Done<M>>;

/// Runs the job over all pieces with `threads` workers, and hands the results to `take` in the order of the pieces.
pub(crate) fn run<W: Work>(
    pieces: Pieces,
    job: Job<W>,
    threads: usize,
    mut take: impl FnMut(Done<W::Made>) -> Result<(), Error>,
) -> Result<(), Error> {
    let job = Arc::new(job);
    let (announce, announced) = sync_channel(AHEAD * threads);
    let queue = Arc::new(Mutex::new((Batches(pieces), announce)));
    let workers = (0..threads).map(|_| start(&job, &queue)).collect::<Result<Vec<_>, Error>>()?;
    drop(queue);
    let ended_early = || {
        let message = "a thread ended early: the output is incomplete; please report this";
        Error::new(ErrorKind::Read, message)
    };
    for result in announced {
        take(result.recv().map_err(|_| ended_early())?)?;
    }
    workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| ended_early()))
}

/// The batches that are left, and where they are announced in their order.
type Queue<M> = Mutex<(Batches, SyncSender<Announced<M>>)>;

/// Starts a worker.
fn start<W: Work>(job: &Arc<Job<W>>, queue: &Arc<Queue<W::Made>>) -> Result<JoinHandle<()>, Error> {
    let (worker, queue) = (Worker::new(job.clone())?, queue.clone());
    let thread = thread::Builder::new().name(WORKER.to_owned()).stack_size(STACK);
    let failed = |error| Error::new(ErrorKind::Read, format!("expected another thread, found: {error}"));
    thread.spawn(move || worker.run(&queue)).map_err(failed)
}

/// The next batch, with where its result is awaited; none at the end, or where nobody waits for results any more.
fn next<M>(queue: &Queue<M>) -> Option<(Batch, SyncSender<Done<M>>)> {
    // Poisoned where a reader of inputs panicked: that is told when its thread is joined.
    let mut queue = queue.lock().ok()?;
    let batch = queue.0.next()?;
    let (result, awaited) = sync_channel(1);
    queue.1.send(awaited).ok()?;
    Some((batch, result))
}

/// The pieces in batches.
struct Batches(Pieces);

impl Iterator for Batches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_PIECES {
            let Some(piece) = self.0.next() else { break };
            bytes += piece.as_ref().map_or(0, Piece::size);
            batch.push(piece);
        }
        Some(batch).filter(|batch| !batch.is_empty())
    }
}

struct Worker<W> {
    job: Arc<Job<W>>,
    extractor: Extractor,
}

impl<W: Work> Worker<W> {
    fn new(job: Arc<Job<W>>) -> Result<Worker<W>, Error> {
        let extractor = job.language.extractor()?;
        Ok(Worker { job, extractor })
    }

    /// Works on batches until there are no more.
    fn run(mut self, queue: &Queue<W::Made>) {
        while let Some((batch, result)) = next(queue) {
            let mut done = Done::default();
            for piece in batch {
                self.guarded(piece, &mut done);
            }
            if result.send(done).is_err() {
                return;
            }
        }
    }

    /// Works on a piece; should that panic, the document fails alone.
    fn guarded(&mut self, piece: Result<Piece, Error>, done: &mut Done<W::Made>) {
        let place = piece.as_ref().map(Piece::place).unwrap_or_default();
        let lengths = done.made.lengths();
        let result = catch_unwind(AssertUnwindSafe(|| self.work(piece, done))).unwrap_or_else(|_| {
            if let Ok(extractor) = self.job.language.extractor() {
                self.extractor = extractor;
            }
            let message = "expected to read any text, found a fault of the program; please report it with this document";
            Err(Error::new(ErrorKind::Input, message).at(place))
        });
        if let Err(error) = result {
            done.made.truncate(lengths);
            done.failed.push(error);
        }
    }

    fn work(&mut self, piece: Result<Piece, Error>, done: &mut Done<W::Made>) -> Result<(), Error> {
        let piece = piece?;
        let work = &self.job.work;
        let digest = if work.wants_digest() { Digest::of(&piece.bytes()) } else { Digest::default() };
        let document = piece.into_document(&self.job.options)?;
        let empty = document.text.trim().is_empty();
        done.found += work.work(document, digest, &mut self.extractor, &mut done.made);
        *if empty { &mut done.empty } else { &mut done.documents } += 1;
        Ok(())
    }
}
