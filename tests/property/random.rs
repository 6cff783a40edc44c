//! Numbers that are the same on every machine, and how many cases a test runs.

/// Xorshift64*.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// `TRADEFACTS_CASES` where it is set, for long runs of a release build; else `usual`.
pub(crate) fn cases(usual: usize) -> usize {
    match std::env::var("TRADEFACTS_CASES") {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("TRADEFACTS_CASES should be a number: {text}")),
        Err(_) => usual,
    }
}
