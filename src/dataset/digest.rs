//! SHA-256 of contents.

use sha2::{Digest as _, Sha256};
use std::fmt;

/// The SHA-256 of some bytes; printed as 64 lower-case hexadecimal digits.
///
/// ```
/// use tradefacts::dataset::Digest;
/// assert_eq!(&Digest::of(b"abc").to_string()[..16], "ba7816bf8f01cfea");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    /// The digest of parts, each ended by a line feed, so that two lists of parts never look the same.
    #[must_use]
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> Digest {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
            hash.update(b"\n");
        }
        Digest(hash.finalize().into())
    }

    /// The first 16 hexadecimal digits.
    #[must_use]
    pub fn short(&self) -> String {
        let mut all = self.to_string();
        all.truncate(16);
        all
    }

    /// The digest that 64 hexadecimal digits say.
    #[must_use]
    pub fn parse(text: &str) -> Option<Digest> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
        }
        Some(Digest(bytes))
    }
}

/// A digest in the making.
#[derive(Default)]
pub(super) struct Running(Sha256);

impl Running {
    /// Adds bytes.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all bytes added.
    pub(super) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_read_back() {
        let digest = Digest::of(b"text");
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        assert_eq!(Digest::parse("00"), None);
    }

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(Digest::of_parts(["a", "b"]), Digest::of_parts(["ab"]));
    }
}
