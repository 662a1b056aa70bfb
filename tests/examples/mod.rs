//! The examples are tested as their users would test them.

mod echo;
mod lock;
mod raw_echo;
mod rooms;
