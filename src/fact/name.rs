//! Short texts that facts are made of: codes, goods, sources and notes.

/// The code of an area, a good or a source as named, a note. Up to 23 bytes stand in place and longer ones are shared, so
/// that what is copied from subjects to rows and from rows to facts takes no memory of its own.
///
/// ```
/// let name = tradefacts::fact::Name::new("GB");
/// assert_eq!((name.as_str(), name.len()), ("GB", 2));
/// ```
pub type Name = smol_str::SmolStr;

/// Names in a list; most lists have one.
pub(super) type Names = smallvec::SmallVec<[Name; 1]>;
