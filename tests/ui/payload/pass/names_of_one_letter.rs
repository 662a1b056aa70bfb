use chanx::prelude::*;

/// As short as a type parameter.
#[payload]
pub struct D {
    pub s: S,
}

/// As this one.
#[payload]
pub enum S {
    A,
    M(u8),
}

/// Say something.
#[message(action = "m")]
pub struct M {
    pub payload: D,
}

/// Everything.
#[messages]
pub enum E {
    M(M),
}

#[event(handler = "t")]
pub struct T(pub S);

/// As the parameter for any consumer.
#[message(action = "c")]
#[event(handler = "c")]
pub struct C(pub S);

#[params]
pub struct P {
    pub s: String,
}

#[derive(Default)]
pub struct R;

#[consumer(public, params = P)]
impl R {
    #[ws_handler]
    async fn m(&self, message: E) -> E {
        message
    }

    #[event_handler]
    async fn c(&self, event: C) -> C {
        event
    }

    #[event_handler]
    async fn t(&self, _: T) {}
}

pub(crate) fn main() {}
