//! The chat as its users meet it: over HTTP, over sockets and in a browser, on SQLite and on PostgreSQL.

mod accounts;
mod browser;
mod contract;
mod rooms;
mod sockets;
mod support;
