//! Testing utilities for chanx.
