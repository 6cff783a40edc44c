//! What comes in.

pub mod published;
