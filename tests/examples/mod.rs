//! The examples are tested as their users would test them.

mod echo;
mod raw_echo;
mod rooms;
