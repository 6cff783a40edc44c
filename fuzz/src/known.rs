//! Tables of known figures: any bytes are figures or an error that says where; figures written by a writer of CSV come
//! back equal; each number of a table gets a verdict, and of facts that are its own figures, that they match.

use super::choices::Choices;
use rust_decimal::Decimal;
use tradefacts::check::View;
use tradefacts::check::known::{Figure, compare, from_csv};

const HEADER: &str =
    "trade_flow,ref_area,counterpart_area,time_period,value,unit,change,change_unit,basis,tolerance,note";
const FLOWS: [&str; 7] = ["X", "M", "T", "B", "RX", "RM", "DX"];
const AREAS: [&str; 5] = ["CN", "DE", "US", "W0", "IN"];
const PERIODS: [&str; 6] = ["2023", "2023-Q2", "2023-S1", "2023-04", "2023-01-01/P4M", "2023-08-01/P20D"];

pub fn check(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    if choices.byte() & 1 == 1 {
        match from_csv(choices.rest(), "fuzz") {
            Ok(figures) => assert_judged(&figures),
            Err(error) => assert!(error.to_string().starts_with("fuzz"), "{error}"),
        }
        return;
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER.split(',')).expect("memory takes all");
    let mut wanted = Vec::new();
    while !choices.is_empty() && wanted.len() < 12 {
        let value = Decimal::new(choices.number(6) as i64, choices.below(9) as u32);
        let note = String::from_utf8_lossy(choices.bytes(3)).into_owned();
        let (flow, area, period) = (choices.pick(&FLOWS), choices.pick(&AREAS), choices.pick(&PERIODS));
        let printed = value.to_string();
        writer
            .write_record([flow, area, "W0", period, &printed, "USD", "", "", "", "", &note])
            .expect("memory takes all");
        wanted.push((flow, area, value, note.trim().to_owned()));
    }
    let csv = writer.into_inner().expect("memory takes all");
    let figures =
        from_csv(&csv, "fuzz").unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&csv)));
    assert_eq!(figures.len(), wanted.len());
    for (figure, (flow, area, value, note)) in figures.iter().zip(&wanted) {
        let keys = &figure.keys;
        let same = keys.trade_flow == *flow && keys.ref_area == *area && keys.value == Some(*value);
        assert!(same && figure.note.trim() == note, "{figure:?}: wanted {flow} {area} {value} {note:?}");
    }
    assert_judged(&figures);
}

/// A figure that is a fact, with nothing else said of it, is matched by itself.
fn assert_judged(figures: &[Figure]) {
    let facts: Vec<_> = figures.iter().map(|figure| figure.keys.clone()).collect();
    let view = View::new(&facts);
    let findings = compare(&view, figures);
    assert_eq!(findings, compare(&view, figures));
    for figure in figures.iter().filter(|figure| figure.keys.value.is_some()) {
        let place = format!("{} (value", figure.place);
        let verdicts: Vec<_> =
            findings.iter().filter(|finding| finding.message.starts_with(&place)).collect();
        assert!(!verdicts.is_empty(), "no verdict on {figure:?}");
    }
}
