//! handshake.
