//! The examples, as their users run them.

mod rooms;
