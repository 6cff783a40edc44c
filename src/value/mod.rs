//! Exact values, free of text: amounts, units, currencies, periods. Nothing here knows how a value was printed in a
//! sentence, and nothing here is a float.

pub mod amount;
pub mod bound;
pub mod code;
pub mod period;

pub use amount::Amount;
pub use bound::Bound;
pub use code::Code;
pub use period::{Period, PeriodKind};
