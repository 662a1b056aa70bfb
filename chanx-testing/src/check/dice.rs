//! What is random in a case: all of it follows from one seed.

use proptest::{
    prelude::Rng,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// The randomness of one case, the same for the same seed and names, whatever else is tried.
pub(super) fn dice(seed: u64, names: &[&str], case: u32) -> TestRunner {
    // FNV-1a.
    let hash = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let names = names.iter().flat_map(|name| name.bytes().chain([0])).fold(0xcbf2_9ce4_8422_2325, hash);
    let bytes: Vec<u8> = [seed, names, case.into(), 0].into_iter().flat_map(u64::to_le_bytes).collect();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng)
}

/// A number below `end`, which must not be zero.
pub(super) fn below(dice: &mut TestRunner, end: usize) -> usize {
    usize::try_from(dice.rng().next_u64() % end as u64).unwrap_or_default()
}
