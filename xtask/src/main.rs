//! Everyday commands of the repository.

fn main() {}
