//! What generated code names of the server's half.

pub use chanx_core::{
    access::{Required, Visitor, Yields},
    consumer::{Handler, Input, Passthrough},
    generated::{
        access::{authentication, identity, object, permission},
        hook::{Begin, Outcome},
        serving::{Runs, Served, Unserved},
    },
};
