//! The options that say in which language documents are, and which words are known besides.

use clap::builder::PossibleValuesParser;
use std::fs;
use std::path::PathBuf;
use tradefacts::dataset::Digest;
use tradefacts::extractor::{LANGUAGES, Language};
use tradefacts::{Error, ErrorKind};

/// Language and lexicon.
#[derive(clap::Args)]
pub(crate) struct LanguageOptions {
    /// Language of the documents
    #[arg(long, default_value = LANGUAGES[0].code, value_parser = languages())]
    language: String,

    /// File with words, goods, agencies, areas and units of your own, in the form that data/README.md describes
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(LANGUAGES.iter().map(|language| language.code))
}

/// A language, and the digest of the lexicon file that it is read with besides, where there is one.
pub(crate) struct Chosen {
    pub(crate) language: Language,
    pub(crate) lexicon: Option<Digest>,
}

impl LanguageOptions {
    /// The language, with the words of the lexicon file where one is named.
    pub(crate) fn read(&self) -> Result<Chosen, Error> {
        let language = LANGUAGES.iter().find(|known| known.code == self.language).unwrap_or(&LANGUAGES[0]);
        let Some(path) = &self.lexicon else {
            return Ok(Chosen { language: language.clone(), lexicon: None });
        };
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| {
            let message =
                format!("expected a lexicon file in UTF-8, found: {error}; name another with --lexicon");
            Error::new(ErrorKind::Argument, message).at(name.clone())
        })?;
        let language = language.with_lexicon(&name, &text)?;
        Ok(Chosen { language, lexicon: Some(Digest::of(text.as_bytes())) })
    }
}
