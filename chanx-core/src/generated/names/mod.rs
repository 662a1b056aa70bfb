//! What generated code names: it brings this module into its `const _` block once, as `__chanx`.
//!
//! The names stand beside each other, so that generated code is short. What users import too, and generated code names at
//! the place of their tokens, has a name of its own here: the compiler would find the path before it unnecessary
//! (`unused_qualifications`).

#[cfg(feature = "server")]
mod server;

use std::sync::LazyLock;
pub use std::{
    borrow::Cow,
    boxed::Box,
    clone::Clone,
    convert::From,
    default::Default,
    fmt,
    future::Future,
    marker::{Send, Sync},
    ops::Fn,
    option::Option::{self, None, Some},
    result::Result::{self, Err, Ok},
    vec::Vec,
};

use regex::Regex;
pub use schemars::{self, JsonSchema, Schema, SchemaGenerator};
pub use serde::{self, Deserialize, Deserializer, Serialize, Serializer, de::Error as ReadError};

#[cfg(feature = "server")]
pub use self::server::*;
pub use super::{
    door::{FrameSchema, Framed, door},
    event::{Field, Presence, object},
    message::{BROKEN, BROKEN_EVENT, LazySchema, Tag, lazy_schema, nothing},
    probe::{Otherwise, Probe},
    union::{Decode, count, debug, decode_sent, decode_taken, join},
};
pub use crate::{
    check::{common_tag, group, route, same_tag, unique_actions, unique_event, unique_variants},
    decode::{Frame, Invalid, message as decode},
    event::{Carriable as CarriableByEvent, Carried as CarriedByEvent, Event, EventOf, HandlesEvent},
    message::{Carriable, Carried, GroupMessage, Includes, Incoming, Message, Outgoing},
    params::{Params, PathParam},
    table::{EventInfo, MessageInfo, ParamField},
    validate::{At, Fault, Nested, Validate, Validate as Dive, rules as rule},
};

/// Rows of messages.
pub type Messages = &'static [&'static MessageInfo];

/// A handler's or variant's name, and the messages that it stands for.
pub type Named = (&'static str, Messages);

/// A handler's name, and the event that it takes.
pub type NamedEvent = (&'static str, Option<&'static EventInfo>);

/// The faults of a value.
pub type Faults = Vec<Fault>;

/// A pattern, compiled at its first use.
pub type Pattern = LazyLock<Regex>;

/// The value of a parameter, by its name.
pub type Text<'a> = Option<Cow<'a, str>>;
