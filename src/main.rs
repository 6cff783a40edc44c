//! The program `tradefacts`.

fn main() {}
