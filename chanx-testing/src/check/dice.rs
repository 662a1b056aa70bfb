//! What is random in a case: all of it follows from one seed.

use proptest::{
    prelude::{Rng, Strategy},
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// The randomness of one case.
pub(super) struct Dice(TestRunner);

impl Dice {
    /// The same for the same seed and names, whatever else is tried.
    pub(super) fn of(seed: u64, names: &[&str], case: u32) -> Self {
        let mut state = seed ^ u64::from(case).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for byte in names.iter().flat_map(|name| name.bytes().chain([0])) {
            // FNV-1a.
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let words = [state, mixed(state), mixed(state ^ seed), mixed(state.rotate_left(17))];
        let bytes: Vec<u8> = words.into_iter().flat_map(u64::to_le_bytes).collect();
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        Self(TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng))
    }

    /// A number below `end`, which must not be zero.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = end.max(1) as u64;
        usize::try_from(self.0.rng().next_u64() % end).unwrap_or_default()
    }

    /// True once in so many times.
    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several; `None` of none.
    pub(super) fn pick<'v, T>(&mut self, of: &'v [T]) -> Option<&'v T> {
        if of.is_empty() { None } else { of.get(self.below(of.len())) }
    }

    /// A value of a strategy of proptest's.
    pub(super) fn draw<S: Strategy>(&mut self, strategy: &S) -> Option<S::Value> {
        Some(strategy.new_tree(&mut self.0).ok()?.current())
    }
}

/// The finaliser of `SplitMix64`.
fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}
