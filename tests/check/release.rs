//! Made-up releases: levels are drawn, and printed with random digits.
//!
//! A release that is consistent raises no error, whatever the digits. With one number moved as far as its relation to
//! the others, in whole numbers and by its own arithmetic here, no longer allows, it always raises one.
//! `TRADEFACTS_RELEASES=100000` says how many are made.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use tradefacts::check::{self, CHECKS, Finding, Severity};
use tradefacts::dataset::load::Record;

/// Xorshift64*: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn between(&mut self, least: i128, most: i128) -> i128 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = i128::from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16);
        least + drawn % (most - least + 1)
    }
}

/// A level as printed: millions, a multiple of `unit`.
#[derive(Clone, Copy, Debug)]
struct Level {
    millions: i128,
    unit: i128,
}

impl Level {
    /// Printed in billions with `decimals` digits behind the point.
    fn printed(exact: i128, decimals: u32) -> Level {
        let unit = 10_i128.pow(3 - decimals);
        Level { millions: rounded(exact, unit) * unit, unit }
    }

    fn value(self) -> Decimal {
        Decimal::from_i128_with_scale(self.millions * 1_000_000, 0).normalize()
    }

    fn decimals(self) -> u8 {
        3 - u8::try_from(self.unit.ilog10()).expect("a digit")
    }

    /// Twice the ends of what it stands for.
    fn ends(self) -> (i128, i128) {
        (2 * self.millions - self.unit, 2 * self.millions + self.unit)
    }

    /// The same of a base, whose zeros at the end are not kept.
    fn base_ends(self) -> (i128, i128) {
        let mut unit = 1;
        while self.millions != 0 && self.millions % (unit * 10) == 0 {
            unit *= 10;
        }
        (2 * self.millions - unit, 2 * self.millions + unit)
    }
}

/// The nearest whole number of `unit`s, halves away from zero.
fn rounded(number: i128, unit: i128) -> i128 {
    let sign = number.signum() * unit.signum();
    (2 * number.abs() + unit.abs()) / (2 * unit.abs()) * sign
}

/// A percentage as printed: `digits / 10^decimals`.
#[derive(Clone, Copy, Debug)]
struct Percent {
    digits: i128,
    decimals: u32,
}

impl Percent {
    fn of(part: i128, whole: i128, decimals: u32) -> Percent {
        Percent { digits: rounded(part * 100 * 10_i128.pow(decimals), whole), decimals }
    }

    fn value(self) -> Decimal {
        Decimal::from_i128_with_scale(self.digits, self.decimals)
    }

    /// Least and most of `1 + percentage / 100`, over `200 × 10^decimals`.
    fn factor(self) -> (i128, i128, i128) {
        let one = 100 * 10_i128.pow(self.decimals);
        (2 * (one + self.digits) - 1, 2 * (one + self.digits) + 1, 2 * one)
    }
}

/// The numbers of a release.
#[derive(Clone, Debug)]
struct Release {
    exports: Level,
    imports: Level,
    total: Level,
    balance: Level,
    base: Level,
    before: Level,
    so_far: Level,
    part: Level,
    whole: Level,
    growth: [Percent; 3],
    share: Percent,
}

/// The numbers that may be moved, with what then no longer holds.
type Move = (fn(&mut Release, i128), fn(&Release) -> bool, usize);

const MOVES: &[Move] = &[
    (|r, by| r.exports.millions += by * r.exports.unit, not_balance, 0),
    (|r, by| r.imports.millions += by * r.imports.unit, not_balance, 1),
    (|r, by| r.balance.millions -= by * r.balance.unit, not_balance, 3),
    (|r, by| r.total.millions += by * r.total.unit, not_total, 2),
    (|r, by| r.base.millions += by * r.base.unit, not_growth, 0),
    (|r, by| r.growth[0].digits += by, not_growth, 0),
    (|r, by| r.growth[2].digits += by, not_weighted, 2),
    (|r, by| r.before.millions += by * r.before.unit, not_sum, 4),
    (|r, by| r.so_far.millions += by * r.so_far.unit, not_sum, 5),
    (|r, by| r.part.millions += by * r.part.unit, not_share, 7),
    (|r, by| r.share.digits += by, not_share, 7),
];

fn not_balance(r: &Release) -> bool {
    let off = r.exports.millions - r.imports.millions - r.balance.millions;
    2 * off.abs() > r.exports.unit + r.imports.unit + r.balance.unit
}

fn not_total(r: &Release) -> bool {
    let off = r.exports.millions + r.imports.millions - r.total.millions;
    2 * off.abs() > r.exports.unit + r.imports.unit + r.total.unit
}

fn not_sum(r: &Release) -> bool {
    let off = r.before.millions + r.exports.millions - r.so_far.millions;
    2 * off.abs() > r.before.unit + r.exports.unit + r.so_far.unit
}

fn not_growth(r: &Release) -> bool {
    let ((least, most), (low, high), (from, to, one)) =
        (r.exports.ends(), r.base.base_ends(), r.growth[0].factor());
    high * to < least * one || low * from > most * one
}

fn not_weighted(r: &Release) -> bool {
    // Least and most of the bases of exports and imports together, as fractions.
    let base = |level: Level, rate: Percent| {
        let ((low, high), (from, to, one)) = (level.ends(), rate.factor());
        ((low * one, to), (high * one, from))
    };
    let (x, m) = (base(r.exports, r.growth[0]), base(r.imports, r.growth[1]));
    let t = base(r.total, r.growth[2]);
    let sum = |a: (i128, i128), b: (i128, i128)| (a.0 * b.1 + b.0 * a.1, a.1 * b.1);
    let (least, most) = (sum(x.0, m.0), sum(x.1, m.1));
    // The check compares growth rates, from the total over the bases; its interval is that of the fractions.
    let above = |a: (i128, i128), b: (i128, i128)| a.0 * b.1 > b.0 * a.1;
    above(t.0, most) || above(least, t.1)
}

fn not_share(r: &Release) -> bool {
    let ((low, high), (least, most)) = (r.part.ends(), r.whole.ends());
    let scale = 2 * 100 * 10_i128.pow(r.share.decimals);
    low * scale > (2 * r.share.digits + 1) * most || high * scale < (2 * r.share.digits - 1) * least
}

impl Release {
    fn drawn(random: &mut Random) -> Release {
        let mut level = || random.between(10_000, 450_000);
        let (x, m, x0, m0, before) = (level(), level(), level(), level(), 3 * level());
        let part = random.between(1_000, x);
        let mut level =
            |exact, least| Level::printed(exact, u32::try_from(random.between(least, 3)).expect("small"));
        let (exports, imports, total, balance) = (level(x, 0), level(m, 0), level(x + m, 0), level(x - m, 0));
        let (base, before_printed, so_far) = (level(x0, 0), level(before, 1), level(before + x, 1));
        let (part_printed, whole) = (level(part, 1), level(x, 1));
        let mut percent =
            |part, whole| Percent::of(part, whole, u32::try_from(random.between(0, 2)).expect("small"));
        let growth = [percent(x - x0, x0), percent(m - m0, m0), percent(x + m - x0 - m0, x0 + m0)];
        let share = percent(part, x);
        Release {
            exports,
            imports,
            total,
            balance,
            base,
            before: before_printed,
            so_far,
            part: part_printed,
            whole,
            growth,
            share,
        }
    }

    /// Its facts, of two documents: the accounts, and a table by partner.
    fn facts(&self) -> Vec<Record> {
        let day = |month, day| NaiveDate::from_ymd_opt(2023, month, day).expect("a day");
        let (april, earlier, all) =
            ((day(4, 1), day(4, 30)), (day(1, 1), day(3, 31)), (day(1, 1), day(4, 30)));
        let fact = |document: &str, flow: &str, partner: &str, period, level: Level| Record {
            doc_id: document.into(),
            trade_flow: flow.into(),
            ref_area: "KR".into(),
            counterpart_area: partner.into(),
            commodity: "TOTAL".into(),
            period: Some(period),
            value: Some(level.value()),
            unit: "USD".into(),
            unit_mult: Some(9),
            decimals: Some(level.decimals()),
            ..Record::default()
        };
        let grown = |fact: Record, rate: Percent| Record {
            change: Some(rate.value()),
            change_unit: "PC".into(),
            basis: "yoy".into(),
            ..fact
        };
        let exports = grown(fact("a", "X", "W0", april, self.exports), self.growth[0]);
        vec![
            Record { base_value: Some(self.base.value()), ..exports },
            grown(fact("a", "M", "W0", april, self.imports), self.growth[1]),
            grown(fact("a", "T", "W0", april, self.total), self.growth[2]),
            fact("a", "B", "W0", april, self.balance),
            fact("a", "X", "W0", earlier, self.before),
            fact("a", "X", "W0", all, self.so_far),
            fact("b", "X", "W0", april, self.whole),
            Record { share: Some(self.share.value()), ..fact("b", "X", "US", april, self.part) },
        ]
    }
}

fn errors(facts: &[Record]) -> Vec<Finding> {
    let found = check::run(facts, CHECKS);
    found.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// How many releases are made.
fn count() -> usize {
    std::env::var("TRADEFACTS_RELEASES").map_or(400, |count| count.parse().expect("a whole number"))
}

#[test]
fn consistent_releases_raise_no_error_and_changed_ones_do() {
    let mut random = Random(2023);
    for case in 0..count() {
        let release = Release::drawn(&mut random);
        let found = errors(&release.facts());
        assert!(found.is_empty(), "case {case}: {release:#?} is consistent: {found:#?}");

        let (change, broken, at) = MOVES[case % MOVES.len()];
        let (mut changed, mut by) = (release.clone(), 1);
        while !broken(&changed) {
            change(&mut changed, by);
            by *= 2;
        }
        let found = errors(&changed.facts());
        let raised = found.iter().any(|finding| finding.facts.contains(&at));
        assert!(
            raised,
            "case {case}: move {} of {release:#?} to {changed:#?} is not found: {found:#?}",
            case % MOVES.len()
        );
    }
}
