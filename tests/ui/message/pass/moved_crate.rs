//! chanx may be reached by another path.

mod toolkit {
    pub(crate) use chanx as rt;
}

use toolkit::rt::{event, message, messages, params, payload};

#[payload(crate = crate::message_moved_crate::toolkit::rt)]
pub struct Said {
    #[garde(length(min = 1), pattern("x"))]
    pub text: String,
}

#[message(action = "chat", crate = crate::message_moved_crate::toolkit::rt)]
pub struct Chat(pub Said);

#[messages(crate = crate::message_moved_crate::toolkit::rt)]
pub enum All {
    Chat(Chat),
}

#[event(handler = "chat", crate = crate::message_moved_crate::toolkit::rt)]
pub struct Chatted(pub Said);

#[params(crate = crate::message_moved_crate::toolkit::rt)]
pub struct Path {
    pub room: String,
}

pub(crate) fn main() {}
