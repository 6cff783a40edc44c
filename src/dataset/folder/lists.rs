//! The code lists of a dataset, one CSV each in `codes/`: the closed ones of the schema, and the tables of areas,
//! currencies, units and agencies that the dataset's codes come from.

use super::CODES;
use super::merge::Written;
use super::package::code_name;
use crate::dataset::Digest;
use crate::dataset::codes::CODE_LISTS;
use crate::dataset::csv::write_record;
use crate::lexicon::Lexicon;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// A list: its name as a resource, its file's stem, its codes with their names.
struct List {
    name: String,
    stem: &'static str,
    codes: Vec<(String, String)>,
}

fn all(lexicon: &Lexicon) -> Vec<List> {
    let mut lists: Vec<List> = CODE_LISTS
        .iter()
        .map(|list| {
            let codes = list.codes.iter().map(|coded| (coded.code.to_owned(), coded.name.to_owned()));
            List { name: code_name(list), stem: list.name, codes: codes.collect() }
        })
        .collect();
    let areas = lexicon.areas.iter().map(|area| (area.code.to_string(), area.name.to_string()));
    let currencies = lexicon.currencies.iter().map(|money| (money.code.to_string(), money.name.to_string()));
    let units = lexicon.units.iter().map(|unit| (unit.code.to_string(), unit.code.to_string()));
    let agencies = lexicon.agencies.iter().map(|agency| (agency.code.to_string(), agency.name.to_string()));
    lists.push(open("codes-areas", "areas", areas.collect()));
    lists.push(open("codes-currencies", "currencies", currencies.collect()));
    lists.push(open("codes-units", "units", units.collect()));
    lists.push(open("codes-agencies", "agencies", agencies.collect()));
    lists
}

fn open(name: &str, stem: &'static str, mut codes: Vec<(String, String)>) -> List {
    codes.sort();
    codes.dedup_by(|one, other| one.0 == other.0);
    List { name: name.to_owned(), stem, codes }
}

/// Writes the lists into `folder`; gives the names of their resources.
pub(super) fn write_lists(folder: &Path, lexicon: &Lexicon) -> io::Result<Vec<(String, Written)>> {
    all(lexicon).into_iter().map(|list| write_list(folder, list)).collect()
}

fn write_list(folder: &Path, list: List) -> io::Result<(String, Written)> {
    let path = format!("{CODES}/{}.csv", list.stem);
    let mut text = b"code,name\n".to_vec();
    for (code, name) in &list.codes {
        write_record([code.as_bytes(), name.as_bytes()].into_iter(), &mut text);
    }
    let mut file = File::create(folder.join(&path))?;
    file.write_all(&text)?;
    file.sync_all()?;
    let written =
        Written { path, bytes: text.len() as u64, digest: Digest::of(&text), rows: list.codes.len() };
    Ok((list.name, written))
}
