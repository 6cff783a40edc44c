//! What a number does in its clause: level, change, base, share or conversion. The words next to it decide; each
//! decision has a name, which `rule` columns carry.
//!
//! | rule | shape |
//! |---|---|
//! | `change.direction` | `rose 6.4 percent`, `up 41.3 percent`, `a fall of 3 percent` |
//! | `change.before-noun` | `a 1.1-percent drop`, `41.3 percent more`, `$1.9 billion lower` |
//! | `change.signed` | `(+0.4%)`, `Exports +1.2%` |
//! | `change.multiple`, `change.unchanged` | `doubled`, `1.9-fold`; `unchanged`, `flat` |
//! | `change.ellipsis`, `change.list` | `and imports 18.9%` after `exports fell 36.7%`; `India (8 percent)` in a list of changes |
//! | `change.percent-of-change`, `change.or` | `$0.3 billion (0.1 percent)`; `$5.6 billion, or 2.9 percent` |
//! | `change.after`, `change.rate-of` | `after a 3 percent rise in May`; `export growth of 5 percent` |
//! | `change.rate-to`, `change.compared` | `growth slowed to 3 percent`; `from 14.6 percent`, `slower than the 22.3-percent gain in March` |
//! | `change.forecast`, `change.target` | `the 3 percent that had been expected`; `a growth target of 7 percent` |
//! | `level.to`, `level.verb`, `level.noun` | `to $20.1bn`, `stood at $20.1bn`, `a deficit of $5bn` |
//! | `level.before-flow`, `level.fronted` | `a 5.2 billion euro surplus`, `$4 billion in exports`; `At $4 billion, exports …` |
//! | `level.list`, `level.ellipsis`, `level.or` | `Italy with $1.3 billion`, `India (N1.83 trillion)`; `and imports $9.3 bln`; `or 5.67 trillion yuan` |
//! | `level.signed`, `level.parenthesis` | `+€18.7 bn`; `$793.8 million (2.98 million tonnes)` |
//! | `level.into-deficit` | `plunged $31.5 billion into the red` |
//! | `level.forecast` | `smaller than the 16 billion euros economists had expected` |
//! | `base.from`, `base.compare`, `base.than` | `from $18.8bn`, `compared with $18.8bn`, `more than the $18.8bn` |
//! | `base.balance`, `base.parenthesis` | `against a shortfall of $3.5 billion`; `$30.1 billion ($28.8 billion)` |
//! | `share.of`, `share.verb`, `share.noun`, `share.to` | `70 percent of exports`; `accounting for 14.7 percent`; `a share of 20 percent`; `climbed to 46.3 percent` |
//! | `share.list`, `share.or`, `share.parenthesis`, `share.compared` | `and zinc for 10 percent`; `or 10.71 percent`; `N5.04 trillion (29.2 percent)`; `compared with 69.9%` |
//! | `converted` | `9.11 trillion yuan (about 1.43 trillion US dollars)` |

mod governor;
mod level;
mod rate;
mod share;

pub(super) use rate::is_expected_behind;

use super::item::{Items, What};
use crate::lexicon::Direction;
use crate::mention::{AmountReading, MentionKind, Reading};

/// What a number does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The level of the flow.
    Level,
    /// The change, with its direction; none where the sign was printed or is taken over.
    Change(Option<Direction>),
    /// The level or share compared with.
    Base,
    /// A rate compared with: a row of its own for its own period.
    OtherRate(Option<Direction>),
    /// The share of a wider flow.
    Share,
    /// A share compared with: a row of its own for its own period.
    OtherShare,
    /// The level in a second currency.
    Converted,
}

/// A level named by its noun: `a deficit of $5bn`.
pub(super) const LEVEL_NOUN: &str = "level.noun";
/// A level in a list: `Italy with $1.3 billion`.
pub(super) const LEVEL_LIST: &str = "level.list";

/// A role with the rule that gave it.
pub(super) type Ruled = (Role, &'static str);

/// What was read before the number in the same sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    /// The number before: its item, role.
    pub(super) last: Option<(usize, Role)>,
    /// The direction used last.
    pub(super) direction: Option<Direction>,
    /// First item of the subject or focus in force.
    pub(super) start: usize,
    /// One past the last item of its phrase.
    pub(super) end: usize,
    /// The subject is a growth rate: `export growth slowed to 3 percent`.
    pub(super) growth: bool,
    /// Role of the first number of the subject before, for `imports $34.2 billion` after `exports increased $22.8 billion`.
    pub(super) parallel: Option<Role>,
}

/// The role of the number at `at`.
pub(super) fn of(items: &Items, at: usize, before: &Before) -> Option<Ruled> {
    let amount = amount(items, at)?;
    let percent = matches!(kind(items, at)?, MentionKind::Percent | MentionKind::Points);
    if percent { rate::of(items, at, amount, before) } else { level::of(items, at, amount, before) }
}

pub(super) fn amount<'a>(items: &Items<'a>, at: usize) -> Option<&'a AmountReading> {
    match items.what(at)? {
        What::Amount(index) => match &items.mentions[index as usize].reading {
            Reading::Amount(amount) => Some(amount),
            Reading::Period(_) => None,
        },
        _ => None,
    }
}

pub(super) fn kind(items: &Items, at: usize) -> Option<MentionKind> {
    items.kind(at)
}
