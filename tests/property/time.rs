//! The time that a text takes grows with its length, whatever stands in it.
//!
//! Times are those of the thread, which other work on the machine does not lengthen; where the system has none, those of
//! the clock.

use std::time::Duration;
use tradefacts::lexicon::Lexicon;
use tradefacts::mention::{Mention, Setting, find_all_into};
use tradefacts::scan::{Lexer, Scan};
use tradefacts::{Document, Extractor};

/// Pieces of every grammar that go on for ever when repeated.
const HOSTILE: &[&str] = &[
    "1 ",
    "1,",
    "111,",
    "123 ",
    "1.5 ",
    "1-",
    "1 to ",
    "1 or ",
    "1, ",
    "$",
    "$1 ",
    "$1, ",
    "$1-",
    "(",
    "(-)",
    "minus ",
    "million ",
    "1 million ",
    "1 billion 1 million ",
    "a million ",
    "one ",
    "one and ",
    "one hundred and ",
    "twenty-one ",
    "one point five ",
    "half a ",
    "a third of ",
    "one in seven ",
    "5 percent ",
    "5 percentage points ",
    "%5 ",
    "percent ",
    "doubled ",
    "2 times ",
    "about ",
    "more than ",
    "10 tonnes ",
    "10 60-kg bags ",
    "5 barrels a day ",
    "in billions of dollars: 1.5 ",
    "(million euros) 1,000 ",
    "1,000 (unit: 100 million yuan) ",
    "yuan-denominated ",
    "yuan-denominated 1 billion ",
    "the dollar at 1 yen ",
    "15 dollars 50 ",
    "in ",
    "the first ",
    "the first two months of ",
    "January ",
    "January-",
    "from January to ",
    "January 1-",
    "Q1 ",
    "2021-22 ",
    "2022/23 season ",
    "FY22 ",
    "week of July 8 ",
    "year to ",
    "last year's ",
    "the same period ",
    "a year earlier ",
    "since ",
    "as of ",
    "mid-July to mid-",
    "a ",
    "year ",
    "exports ",
    "rose ",
    "China ",
    "China-",
    "and ",
    "\"",
    "'s ",
    "Exports rose 5 percent to $1 billion, ",
    "=",
    "=N=",
    "١",
    "１，",
    "²",
    "\u{a0}",
    "é",
    "\u{200b}",
    "U.S. ",
    "a. ",
    "a\n",
    "a\n\n",
];

/// The time that the thread has worked for.
fn now() -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    }
    #[cfg(not(unix))]
    {
        static START: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        START.elapsed()
    }
}

/// The time of a run.
fn timed(run: impl FnOnce()) -> Duration {
    let start = now();
    run();
    now() - start
}

/// The time to find all mentions.
/// The buffers of a text, kept from one to the next as the program keeps them: the system's work for fresh memory, which
/// begins at some length, is not the text's.
#[derive(Default)]
struct Buffers {
    scan: Scan,
    mentions: Vec<Mention>,
}

fn mentions(text: &str, buffers: &mut Buffers) -> Duration {
    let lexicon = Lexicon::english().unwrap();
    let published = chrono::NaiveDate::from_ymd_opt(2023, 5, 22);
    let setting = Setting { published, fiscal_year: None };
    timed(|| {
        Lexer::new(lexicon).scan(text, &mut buffers.scan);
        find_all_into(text, &buffers.scan, lexicon, &setting, &mut buffers.mentions);
        // What the mentions hold is given back in the time of their own text.
        buffers.mentions.clear();
    })
}

fn extraction(text: &str, extractor: &mut Extractor) -> Duration {
    let document = Document::new("property", text);
    timed(|| drop(extractor.extract(&document)))
}

/// Eight times the text may take twenty-four times as long, which leaves room for caches; work that grows with the square
/// takes sixty-four times as long.
#[test]
fn time_to_find_mentions_grows_with_length() {
    let mut buffers = Buffers::default();
    for piece in HOSTILE {
        let text = piece.repeat(500);
        let short =
            mentions(&text, &mut buffers).min(mentions(&text, &mut buffers)).max(Duration::from_micros(200));
        let long = mentions(&piece.repeat(4_000), &mut buffers);
        assert!(long < short * 24, "{piece:?}: {short:?} for 500 times, {long:?} for 4,000");
    }
}

/// Clauses are linked with those around them, in a sentence of at most 1,000 tokens: the short text has one such sentence.
#[test]
fn time_to_extract_grows_with_length() {
    const LINKED: &[&str] = &[
        "exports ",
        "rose ",
        "China ",
        "China-",
        "5 percent ",
        "and ",
        "Exports rose 5 percent to $1 billion, ",
    ];
    let mut extractor = Extractor::english().unwrap();
    for piece in LINKED {
        let text = piece.repeat(1_000);
        let short = extraction(&text, &mut extractor).min(extraction(&text, &mut extractor));
        let short = short.max(Duration::from_millis(1));
        let long = extraction(&piece.repeat(8_000), &mut extractor);
        assert!(long < short * 24, "{piece:?}: {short:?} for 1,000 times, {long:?} for 8,000");
    }
}

/// How often a step that takes too long is measured at most: the least time counts, as work of others, and memory that the
/// system has to find, only add to it.
const TRIES: usize = 24;

/// From 1 MB on, twice the text takes less than 2.3 times as long. `just linear` runs it; `TRADEFACTS_MEGABYTES` is the size of the
/// longest text, 16 where it is not set.
#[test]
#[ignore = "minutes of a release build"]
fn twice_the_text_takes_twice_as_long() {
    let most = std::env::var("TRADEFACTS_MEGABYTES").map_or(16, |text| text.parse().expect("a number"));
    let (mut buffers, mut report) = (Buffers::default(), String::new());
    for piece in HOSTILE {
        let mut measured = |size: usize| mentions(&piece.repeat((size << 20) / piece.len()), &mut buffers);
        let sizes: Vec<usize> =
            std::iter::successors(Some(1), |size| Some(size * 2)).take_while(|&size| size <= most).collect();
        // The longest text grows the buffers; a step is that of the work alone.
        if let Some(&longest) = sizes.last() {
            measured(longest);
        }
        let mut times: Vec<Duration> = sizes.iter().map(|&size| measured(size)).collect();
        for _ in 1..TRIES {
            let Some(step) = too_steep(&times) else { break };
            for at in [step, step + 1] {
                times[at] = times[at].min(measured(sizes[at]));
            }
        }
        let line = format!("{piece:?}: {times:?} for {sizes:?} MB");
        println!("{line}");
        if too_steep(&times).is_some() {
            report.push_str(&format!("{line}\n"));
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// A step from one length to twice that length that takes too long.
fn too_steep(times: &[Duration]) -> Option<usize> {
    let last = times.len().checked_sub(2)?;
    (0..=last).rev().find(|&step| times[step + 1].as_nanos() * 10 >= times[step].as_nanos() * 23)
}
