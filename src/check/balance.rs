//! Balance = exports - imports, where the three are printed for the same areas, good, period and unit.

use super::Check;
use super::finding::{Finding, Severity};
use super::view::{View, finest};

pub(super) const CHECK: Check = Check {
    name: "balance",
    about: "balance = exports - imports",
    why: "A wrong digit in one of the three shows in their difference. Only levels of one document with the same areas, \
          good, period, unit, status, adjustment and price base are compared; of a figure printed twice, the longer print.",
    example: "Exports of 189.2, imports of 226.6 and a deficit of 36.4 billion: the difference is between -37.5 and -37.3.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    for account in view.accounts() {
        let of = |flow| finest(account.iter().copied().filter(|item| item.is(flow)));
        let (Some(exports), Some(imports), Some(balance)) = (of("X"), of("M"), of("B")) else { continue };
        let (Some(x), Some(m), Some(b)) = (exports.level(), imports.level(), balance.level()) else {
            continue;
        };
        let difference = x.minus(m);
        if difference.meets(b) {
            continue;
        }
        let message = if difference.negated().meets(b) {
            format!("{}: the balance has the opposite sign of X - M", balance.name())
        } else {
            format!("{}: the balance is not X - M", balance.name())
        };
        let advice =
            "look the three numbers up: one has a wrong digit, sign or label, or they do not belong together";
        let unit = &balance.record.unit;
        out.push(
            Finding::new(CHECK.name, Severity::Error, [exports.at, imports.at, balance.at], message, advice)
                .with("X", x, unit)
                .with("M", m, unit)
                .with("B", b, unit)
                .with("X - M", &difference, unit),
        );
    }
}
