//! What the page's browser is given, and what its questions are answered. The page itself is tried in a browser, by
//! `cargo xtask browser`, whose tests are in the folder `browser`.

mod answers;
mod bundle;
