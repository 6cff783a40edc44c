//! The English extractor, whose lexicon all targets load once.

use std::cell::RefCell;
use tradefacts::Extractor;

thread_local! {
    static EXTRACTOR: RefCell<Extractor> = RefCell::new(Extractor::english().expect("the lexicon loads"));
}

pub fn with<T>(run: impl FnOnce(&mut Extractor) -> T) -> T {
    EXTRACTOR.with_borrow_mut(run)
}
