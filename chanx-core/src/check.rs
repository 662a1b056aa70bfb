//! Checks that generated code runs in `const` items: their panics are the compiler's errors.
