//! The standard messages of the wire.
