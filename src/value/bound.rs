//! How a printed number bounds the value: exactly, about, from below, from above.

/// What the words before a number say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As printed, to half a unit of the last digit.
    #[default]
    Exact,
    /// About, around, some, nearly, almost.
    About,
    /// More than, over, at least.
    More,
    /// Less than, under, up to.
    Less,
}

impl Bound {
    /// The sign written in the `bound` column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Bound::Exact => "=",
            Bound::About => "~",
            Bound::More => ">",
            Bound::Less => "<",
        }
    }
}
