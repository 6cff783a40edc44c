//! Columns of tables and fields of JSON Lines: which of them holds what, and how a record becomes a document.
//!
//! | role        | names, the first that is there|
//! |-------------|--------------------------------------------------------------------------------------------|
//! | `text`      | text, body, content, article, article_text, maintext, main_text, full_text, story          |
//! | `id`        | id, doc_id, document_id, article_id, uid, uuid                                              |
//! | `published` | published, published_at, publish_date, pub_date, date_publish, publication_date, date, datetime, timestamp, time |
//! | `title`     | title, headline, heading                                                                   |
//! | `url`       | url, link, source_url, uri                                                                 |
//! | `publisher` | publisher, publication, outlet, source, site, site_name, source_domain, domain             |
//! | `language`  | language, lang                                                                             |
//!
//! Names are compared without regard to case. A name that the user gives stands alone: it has to be there, except
//! in JSON Lines, where each line has fields of its own.

use super::{Place, mend, published};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::fmt;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The text that facts are read from.
    Text,
    /// The name of the document.
    Id,
    /// Its date of publication.
    Published,
    /// Its title.
    Title,
    /// Its address.
    Url,
    /// Its outlet.
    Publisher,
    /// Its language.
    Language,
}

/// The number of roles.
pub(super) const ROLES: usize = 7;

/// The roles with their usual names, in the order of [`Role`].
const USUAL: [(&str, &[&str]); ROLES] = [
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "article",
            "article_text",
            "maintext",
            "main_text",
            "full_text",
            "story",
        ],
    ),
    ("id", &["id", "doc_id", "document_id", "article_id", "uid", "uuid"]),
    (
        "published",
        &[
            "published",
            "published_at",
            "publish_date",
            "pub_date",
            "date_publish",
            "publication_date",
            "date",
            "datetime",
            "timestamp",
            "time",
        ],
    ),
    ("title", &["title", "headline", "heading"]),
    ("url", &["url", "link", "source_url", "uri"]),
    (
        "publisher",
        &["publisher", "publication", "outlet", "source", "site", "site_name", "source_domain", "domain"],
    ),
    ("language", &["language", "lang"]),
];

/// The names that the user gives to columns.
#[derive(Clone, Debug, Default)]
pub struct Names([Option<String>; ROLES]);

impl Names {
    /// Names a column, in place of the usual names of that role.
    pub fn set(&mut self, role: Role, name: String) {
        self.0[role as usize] = Some(name);
    }

    /// The role of a column of that name, with its rank: of several columns with one role, the lowest rank holds it.
    pub(super) fn role(&self, column: &str) -> Option<(usize, usize)> {
        (0..ROLES).find_map(|role| {
            let rank = match &self.0[role] {
                Some(name) => (name == column).then_some(0),
                None => USUAL[role].1.iter().position(|name| name.eq_ignore_ascii_case(column)),
            };
            rank.map(|rank| (role, rank))
        })
    }

    /// The name of a role, for messages: the user's, else the first usual one.
    pub(super) fn name(&self, role: Role) -> &str {
        self.name_at(role as usize)
    }

    pub(super) fn name_at(&self, role: usize) -> &str {
        self.0[role].as_deref().unwrap_or(USUAL[role].0)
    }

    /// Where in the header of a table each role stands.
    ///
    /// # Errors
    /// Where no column holds the text, or a column that the user names is missing.
    pub(super) fn find(&self, header: &[String]) -> Result<[Option<usize>; ROLES], Error> {
        let mut found: [Option<(usize, usize)>; ROLES] = [None; ROLES];
        for (at, column) in header.iter().enumerate() {
            if let Some((role, rank)) = self.role(column.trim())
                && found[role].is_none_or(|(best, _)| rank < best)
            {
                found[role] = Some((rank, at));
            }
        }
        for (role, (name, _)) in USUAL.iter().enumerate() {
            let wanted = self.0[role].as_deref().or((role == Role::Text as usize).then_some("text"));
            if let (Some(wanted), None) = (wanted, found[role]) {
                let columns = header.iter().map(|name| name.trim()).collect::<Vec<_>>().join(", ");
                let message = format!(
                    "expected a column {wanted:?}, found {columns}; name the one that holds it with --{name}-column"
                );
                return Err(Error::new(ErrorKind::Input, message));
            }
        }
        Ok(found.map(|place| place.map(|(_, at)| at)))
    }
}

/// The names that are given, as `role=name`; nothing where there are none.
impl fmt::Display for Names {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let given = USUAL
            .iter()
            .zip(&self.0)
            .filter_map(|((role, _), name)| Some(format!("{role}={}", name.as_ref()?)));
        out.write_str(&given.collect::<Vec<_>>().join(" "))
    }
}

/// The values of a record by role.
pub(super) type Values<'a> = [Option<Cow<'a, str>>; ROLES];

/// The document of a record; `place` names it where no column does. Its text is mended.
pub(super) fn document(values: Values, names: &Names, place: Place) -> Result<Document, Error> {
    let [text, id, date, title, url, publisher, language] = values;
    let stated =
        |value: Option<Cow<str>>| value.map(Cow::into_owned).filter(|value| !value.trim().is_empty());
    let Some(text) = text else {
        return Err(wrong_type(names.name(Role::Text), "a string", "no such field"));
    };
    let mut document = Document {
        id: stated(id).unwrap_or_else(|| place.into()),
        published: stated(date).map(|date| day(&date, names)).transpose()?,
        title: stated(title),
        url: stated(url),
        publisher: stated(publisher),
        language: stated(language),
        ..Document::default()
    };
    document.text = mend::text(text, &mut document.notes);
    Ok(document)
}

/// The day of a date of publication, with or without a time.
fn day(text: &str, names: &Names) -> Result<NaiveDate, Error> {
    published::day(text)
        .ok_or_else(|| wrong_type(names.name(Role::Published), "a date as YYYY-MM-DD", &format!("{text:?}")))
}

pub(super) fn wrong_type(field: &str, wanted: &str, found: &str) -> Error {
    Error::new(ErrorKind::Input, format!("field `{field}`: expected {wanted}, found {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn columns_are_found_by_their_usual_names_in_order_of_preference() {
        let found = Names::default().find(&header(&["Date", "Content", "body", "published", "x"]));
        let [text, id, published, ..] = found.expect("found");
        assert_eq!((text, id, published), (Some(2), None, Some(3)));
    }

    #[test]
    fn a_name_that_is_given_stands_alone() {
        let mut names = Names::default();
        names.set(Role::Text, "lead".to_owned());
        assert_eq!(names.find(&header(&["text", "lead"])).expect("found")[0], Some(1));
        let error = names.find(&header(&["text", "title"])).expect_err("missing").to_string();
        assert_eq!(
            error,
            "expected a column \"lead\", found text, title; name the one that holds it with --text-column"
        );
    }
}
