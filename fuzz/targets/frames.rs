//! Any bytes, in any parts, mean the same to chanx's reader of frames as to tungstenite's; and the reader keeps no memory
//! for what has not arrived.
#![no_main]

#[path = "../../chanx-core/src/connection/frames/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is a part of a crate")]
mod frames;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    // The first bytes say how the others are cut.
    let (cuts, bytes) = input.split_at(input.len().min(4));
    let cuts: Vec<usize> = cuts.iter().map(|cut| usize::from(*cut)).collect();
    frames::oracle::assert_alike(bytes.to_vec(), &cuts);
});
