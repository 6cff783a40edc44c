//! Total trade = exports + imports, where the three are printed for the same areas, good, period and unit.

use super::Check;
use super::finding::{Finding, Severity};
use super::view::{View, finest};

pub(super) const CHECK: Check = Check {
    name: "total",
    about: "total trade = exports + imports",
    why: "A wrong digit in one of the three shows in their sum, and so does a flow that was labelled as another. Only levels \
          of one document with the same areas, good, period, unit, status, adjustment and price base are compared.",
    example: "Exports of $33.69 billion, imports of $39.46 billion, total trade of $75.15 billion: the sum is 73.15.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    for account in view.accounts() {
        let of = |flow| finest(account.iter().copied().filter(|item| item.is(flow)));
        let (Some(exports), Some(imports), Some(total)) = (of("X"), of("M"), of("T")) else { continue };
        let (Some(x), Some(m), Some(t)) = (exports.level(), imports.level(), total.level()) else { continue };
        let sum = x.plus(m);
        if sum.meets(t) {
            continue;
        }
        let message = format!("{}: total trade is not X + M", total.name());
        let advice =
            "look the three numbers up: one has a wrong digit or label, or they do not belong together";
        let unit = &total.record.unit;
        out.push(
            Finding::new(CHECK.name, Severity::Error, [exports.at, imports.at, total.at], message, advice)
                .with("X", x, unit)
                .with("M", m, unit)
                .with("T", t, unit)
                .with("X + M", &sum, unit),
        );
    }
}
