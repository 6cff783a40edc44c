//! The time that a text takes grows with its length, whatever stands in it.
//!
//! Times are those of the thread, which other work on the machine does not lengthen; where the system has none, those of
//! the clock.

use std::time::Duration;
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

/// The shortest of some runs.
fn time(extractor: &mut Extractor, piece: &str, bytes: usize, runs: usize) -> Duration {
    let document = Document::new("property", piece.repeat(bytes / piece.len() + 1));
    let run = |extractor: &mut Extractor| {
        let start = now();
        let _ = extractor.extract(&document);
        now() - start
    };
    (0..runs).map(|_| run(extractor)).min().unwrap()
}

/// Eight times the text may take twenty-four times as long, which leaves room for caches; work that grows with the square
/// takes sixty-four times as long.
#[test]
fn time_grows_with_length() {
    const SHORT: usize = 2 << 10;
    let mut extractor = Extractor::english().unwrap();
    for piece in HOSTILE {
        let short = time(&mut extractor, piece, SHORT, 2).max(Duration::from_micros(200));
        let long = time(&mut extractor, piece, 8 * SHORT, 2);
        assert!(long < short * 24, "{piece:?}: {short:?} for 2 KB, {long:?} for 16 KB");
    }
}

/// From 1 MB on, twice the text takes less than 2.3 times as long. `just linear` runs it; `TRADEFACTS_MEGABYTES` is the
/// size of the longest text, 16 where it is not set.
#[test]
#[ignore = "minutes of a release build"]
fn twice_the_text_takes_twice_as_long() {
    let most = std::env::var("TRADEFACTS_MEGABYTES").map_or(16, |text| text.parse().expect("a number"));
    let mut extractor = Extractor::english().unwrap();
    let mut report = String::new();
    for piece in HOSTILE {
        let (mut size, mut before) = (1, time(&mut extractor, piece, 1 << 20, 2));
        while size < most {
            size *= 2;
            let now = time(&mut extractor, piece, size << 20, 2);
            let times = now.as_micros() * 100 / before.as_micros().max(1);
            if times >= 230 {
                report.push_str(&format!("{piece:?}: {now:?} for {size} MB, {before:?} for half of it\n"));
            }
            before = now;
        }
        println!("{piece:?}: {before:?} for {size} MB");
    }
    assert!(report.is_empty(), "{report}");
}
