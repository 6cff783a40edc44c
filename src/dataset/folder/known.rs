//! Which documents of a dataset need no reading, and under which name a document is stored.
//!
//! A document of the same name and date of publication replaces the one before. One of the same name that is
//! published on another day is another vintage: it is stored as `NAME@DATE`, beside the first.

use super::block::Stamp;
use crate::dataset::Digest;
use crate::document::Document;
use rustc_hash::FxHashMap;

/// What was read before, by the names that documents are given.
#[derive(Debug, Default)]
pub struct Known {
    reading: String,
    by_name: FxHashMap<String, Vec<Stamp>>,
}

/// Where a document goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// It is stored under this name already, read from the same bytes in the same way.
    Unchanged(String),
    /// It is to be read, and stored under this name.
    Read(String),
}

impl Known {
    /// Nothing is known yet; documents are read as `reading` says.
    pub(super) fn new(reading: String) -> Known {
        Known { reading, by_name: FxHashMap::default() }
    }

    /// Adds a document; one of the same name that was added before gives way.
    pub(super) fn add(&mut self, stamp: Stamp) {
        let stamps = self.by_name.entry(given_name(&stamp.id).to_owned()).or_default();
        stamps.retain(|other| other.id != stamp.id);
        stamps.push(stamp);
    }

    /// Where `document`, read from bytes of that digest, goes.
    #[must_use]
    pub fn slot(&self, document: &Document, digest: Digest) -> Slot {
        let name = &document.id;
        let of_name: Vec<&Stamp> = self.by_name.get(given_name(name)).map_or(Vec::new(), |stamps| {
            stamps.iter().filter(|stamp| stamp.id == *name || given_name(&stamp.id) == name).collect()
        });
        if let Some(stamp) = of_name.iter().find(|stamp| stamp.same(digest, &self.reading)) {
            return Slot::Unchanged(stamp.id.clone());
        }
        let digest = digest.to_string();
        let same_bytes = of_name.iter().find(|stamp| stamp.sha256 == digest);
        let same_day = of_name.iter().find(|stamp| stamp.published == document.published);
        if let Some(stamp) = same_bytes.or(same_day) {
            return Slot::Read(stamp.id.clone());
        }
        match document.published {
            Some(date) if !of_name.is_empty() => Slot::Read(format!("{name}@{date}")),
            _ => Slot::Read(name.clone()),
        }
    }

    /// Program version and options.
    #[must_use]
    pub fn reading(&self) -> &str {
        &self.reading
    }
}

/// The name that a stored document was given: without the date of a later vintage.
pub(super) fn given_name(id: &str) -> &str {
    match id.rsplit_once('@') {
        Some((name, date)) if !name.is_empty() && crate::input::date(date).is_ok() => name,
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, published: &str) -> Document {
        Document::new(id, "").published(published.parse().expect("a date"))
    }

    fn stamp(id: &str, published: &str, bytes: &str, reading: &str) -> Stamp {
        Stamp {
            id: id.into(),
            published: published.parse().ok(),
            sha256: Digest::of(bytes.as_bytes()).to_string(),
            reading: reading.into(),
        }
    }

    #[test]
    fn the_same_is_not_read_again_and_the_changed_is() {
        let mut known = Known::new("1".into());
        known.add(stamp("a", "2023-05-22", "old", "1"));
        known.add(stamp("b", "2023-05-22", "old", "0"));
        let slot =
            |id, published, bytes: &str| known.slot(&document(id, published), Digest::of(bytes.as_bytes()));
        assert_eq!(slot("a", "2023-05-22", "old"), Slot::Unchanged("a".into()));
        assert_eq!(slot("a", "2023-05-22", "new"), Slot::Read("a".into()));
        assert_eq!(slot("b", "2023-05-22", "old"), Slot::Read("b".into()), "read in another way");
        assert_eq!(slot("b", "2023-05-23", "old"), Slot::Read("b".into()), "the date is read in another way");
        assert_eq!(slot("c", "2023-05-22", "old"), Slot::Read("c".into()));
    }

    #[test]
    fn what_is_published_later_is_another_vintage() {
        let mut known = Known::new("1".into());
        known.add(stamp("a", "2023-05-22", "May", "1"));
        known.add(stamp("a@2023-06-22", "2023-06-22", "June", "1"));
        let slot =
            |published, bytes: &str| known.slot(&document("a", published), Digest::of(bytes.as_bytes()));
        assert_eq!(slot("2023-06-22", "June"), Slot::Unchanged("a@2023-06-22".into()));
        assert_eq!(slot("2023-06-22", "June, put right"), Slot::Read("a@2023-06-22".into()));
        assert_eq!(slot("2023-07-22", "July"), Slot::Read("a@2023-07-22".into()));
        assert_eq!(slot("2023-05-22", "May"), Slot::Unchanged("a".into()));
    }
}
