//! The rows by which an application is known: what dispatch, contracts, documents and tests read. Types are erased;
//! macros write the rows as constants.

mod consumer;
mod declared;
mod handler;
mod message;
mod refusal;
mod route;
mod schema;
mod scheme;
mod side;
mod standard;

pub(crate) use self::message::schema_of;
pub use self::{
    consumer::{AccessInfo, ConsumerInfo},
    declared::declared_by,
    handler::{Accepts, End, HandlerInfo, Replies},
    message::{EventInfo, MessageInfo},
    refusal::Refusal,
    route::{Converter, ParamField, RouteInfo, Segment},
    schema::SchemaFn,
    scheme::{AuthenticationInfo, Scheme, SchemeKind, SchemePlace},
    side::Side,
    standard::StandardFrame,
};
