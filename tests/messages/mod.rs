//! The wire forms of messages, events and payloads.

mod event;
mod frame;
mod params;
mod rules;
mod union;
