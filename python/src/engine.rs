//! The extractor for Python: documents in, tables out, on several threads and without the interpreter's lock.

use crate::failure::{ERRORS, Failure, raised};
use crate::given::{self, Given, Names};
use crate::table::{Columns, Part, Rows, Shape, shape};
use pyo3::prelude::*;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use tradefacts::dataset::schema::{FACTS, MENTIONS};
use tradefacts::dataset::{CodePoints, FactRow, MentionRow};
use tradefacts::extractor::{LANGUAGES, Language};
use tradefacts::{Document, Error, ErrorKind, Extraction, Extractor};

/// Documents of one part of a table, at most.
const PART: usize = 1024;
/// Parts for each thread, at least, so that none waits long for the last.
const TURNS: usize = 8;
/// How often a run looks whether it is interrupted.
const LOOK: Duration = Duration::from_millis(100);

/// Facts, mentions and errors of documents.
pub(crate) type Tables = (Columns, Columns, Columns);

/// Reads documents; may be used from several threads at once.
#[pyclass(frozen, module = "tradefacts._native")]
pub(crate) struct Engine {
    language: Language,
    /// Extractors that are not in use, with their buffers.
    idle: Mutex<Vec<Extractor>>,
}

#[pymethods]
impl Engine {
    /// `lexicon` is a file of the user's: its name, for messages, and its text.
    #[new]
    fn new(py: Python<'_>, language: &str, lexicon: Option<(String, String)>) -> PyResult<Engine> {
        let found = LANGUAGES.iter().find(|known| known.code == language).ok_or_else(|| {
            let known: Vec<&str> = LANGUAGES.iter().map(|known| known.code).collect();
            let message = format!("expected a language of {}, found {language:?}", known.join(", "));
            raised(py, &Error::new(ErrorKind::Argument, message).at("language"))
        })?;
        let made = py.detach(|| {
            let language = match lexicon {
                Some((file, text)) => found.with_lexicon(&file, &text)?,
                None => found.clone(),
            };
            let engine = Engine { language, idle: Mutex::default() };
            engine.give_back(engine.extractor()?);
            Ok(engine)
        });
        made.map_err(|error: Error| raised(py, &error))
    }

    /// The tables of many documents: an Arrow table, or an iterable. Without `mentions` that table stays empty, and texts
    /// that cannot hold a fact are not read.
    fn many(
        &self,
        py: Python<'_>,
        documents: &Bound<'_, PyAny>,
        names: Names,
        mentions: bool,
        threads: usize,
    ) -> PyResult<Tables> {
        self.run(py, &*given::open(documents, names)?, mentions, threads)
    }

    /// The tables of one document, whose error is raised.
    fn one(&self, py: Python<'_>, document: &Bound<'_, PyAny>, names: Names) -> PyResult<Tables> {
        let given = given::open(document, names)?;
        let shapes = Shapes::new();
        let done = py.detach(|| self.part(&*given, 0..given.len(), true, &shapes));
        let done = done.map_err(|error| raised(py, &error))?;
        match done.failures.iter().find(|failure| failure.kind != "decimal") {
            Some(failure) => Err(failure.raise(py)),
            None => Ok(shapes.tables(vec![done])),
        }
    }
}

/// The shapes of the tables.
struct Shapes {
    facts: Shape,
    mentions: Shape,
    errors: Shape,
}

impl Shapes {
    fn new() -> Shapes {
        Shapes { facts: shape(FACTS), mentions: shape(MENTIONS), errors: shape(ERRORS) }
    }

    fn tables(&self, done: Vec<Done>) -> Tables {
        let (mut facts, mut mentions, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for done in done {
            let mut rows = Rows::new(&self.errors);
            for failure in &done.failures {
                let cells = ERRORS.iter().map(|column| (column.cell)(failure));
                rows.push(&self.errors, "", cells, &mut Vec::new());
            }
            errors.push(rows.finish());
            facts.push(done.facts);
            mentions.push(done.mentions);
        }
        (
            Columns::new(&self.facts, facts),
            Columns::new(&self.mentions, mentions),
            Columns::new(&self.errors, errors),
        )
    }
}

/// What came of consecutive documents.
struct Done {
    facts: Part,
    mentions: Part,
    failures: Vec<Failure>,
}

impl Engine {
    fn extractor(&self) -> Result<Extractor, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| self.language.extractor(), Ok)
    }

    fn give_back(&self, extractor: Extractor) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(extractor);
    }

    /// Reads all documents without the interpreter's lock, with one thread a processor where `threads` is 0. An interrupt ends the run between two documents.
    fn run(&self, py: Python<'_>, given: &dyn Given, mentions: bool, threads: usize) -> PyResult<Tables> {
        let shapes = Shapes::new();
        let threads = match threads {
            0 => thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        let size = (given.len() / (threads * TURNS)).clamp(1, PART);
        let parts = given.len().div_ceil(size);
        let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let work = |done: Sender<(usize, Result<Done, Error>)>| {
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts || stop.load(Ordering::Relaxed) {
                    return;
                }
                let documents = part * size..given.len().min((part + 1) * size);
                if done.send((part, self.part(given, documents, mentions, &shapes))).is_err() {
                    return;
                }
            }
        };
        let done = py.detach(|| {
            let (done, results) = channel();
            thread::scope(|scope| {
                for _ in 0..threads.min(parts) {
                    let (done, work) = (done.clone(), &work);
                    scope.spawn(move || work(done));
                }
                drop(done);
                let collected = collect(&results, parts);
                stop.store(true, Ordering::Relaxed);
                collected
            })
        })?;
        Ok(shapes.tables(done))
    }

    /// Reads consecutive documents. One at which the program panics fails alone: the others are read again.
    fn part(
        &self,
        given: &dyn Given,
        documents: Range<usize>,
        mentions: bool,
        shapes: &Shapes,
    ) -> Result<Done, Error> {
        let mut faulty: Vec<(usize, String)> = Vec::new();
        loop {
            let mut extractor = self.extractor()?;
            let mut at = (documents.start, String::new());
            let read = catch_unwind(AssertUnwindSafe(|| {
                let mut reading = Reading::new(shapes);
                for index in documents.clone() {
                    if let Some((_, name)) = faulty.iter().find(|(known, _)| *known == index) {
                        reading.failures.push(Failure::fault(name));
                        continue;
                    }
                    at = (index, index.to_string());
                    match given.document(index) {
                        Ok(document) => {
                            at.1.clone_from(&document.id);
                            reading.read(&mut extractor, &document, mentions);
                        }
                        Err(failure) => reading.failures.push(failure),
                    }
                }
                reading.finish()
            }));
            match read {
                Ok(done) => {
                    self.give_back(extractor);
                    return Ok(done);
                }
                Err(_) => faulty.push(at),
            }
        }
    }
}

/// The results of the workers in the order of the documents; ends early at an error or an interrupt.
fn collect(results: &Receiver<(usize, Result<Done, Error>)>, parts: usize) -> PyResult<Vec<Done>> {
    let mut all: Vec<Option<Done>> = (0..parts).map(|_| None).collect();
    loop {
        match results.recv_timeout(LOOK) {
            Ok((part, Ok(done))) => all[part] = Some(done),
            Ok((_, Err(error))) => return Err(Python::attach(|py| raised(py, &error))),
            Err(RecvTimeoutError::Timeout) => Python::attach(|py| py.check_signals())?,
            Err(RecvTimeoutError::Disconnected) => return Ok(all.into_iter().flatten().collect()),
        }
    }
}

/// Tables being filled.
struct Reading<'s> {
    shapes: &'s Shapes,
    facts: Rows,
    mentions: Rows,
    failures: Vec<Failure>,
}

impl<'s> Reading<'s> {
    fn new(shapes: &'s Shapes) -> Reading<'s> {
        let (facts, mentions) = (Rows::new(&shapes.facts), Rows::new(&shapes.mentions));
        Reading { shapes, facts, mentions, failures: Vec::new() }
    }

    fn read(&mut self, extractor: &mut Extractor, document: &Document, mentions: bool) {
        let found = if mentions {
            extractor.extract(document)
        } else {
            Extraction { facts: extractor.extract_facts(document), ..Extraction::default() }
        };
        let lexicon = extractor.lexicon();
        let offsets = CodePoints::new(&document.text);
        for index in 0..found.facts.len() {
            let row = FactRow::new(document, &found.facts, index, &offsets);
            let cells = FACTS.iter().map(|column| (column.cell)(&row));
            self.facts.push(&self.shapes.facts, &document.id, cells, &mut self.failures);
        }
        for mention in &found.mentions {
            let row = MentionRow { document, lexicon, mention, place: offsets.convert(mention.span) };
            let cells = MENTIONS.iter().map(|column| (column.cell)(&row));
            self.mentions.push(&self.shapes.mentions, &document.id, cells, &mut self.failures);
        }
    }

    fn finish(self) -> Done {
        Done { facts: self.facts.finish(), mentions: self.mentions.finish(), failures: self.failures }
    }
}
