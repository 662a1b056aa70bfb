//! What the tables know of a route, with its consumer's type erased.

use crate::{
    consumer::{ConsumerInfo, HandlerInfo},
    params::ParamField,
    settings::Settings,
};

/// One route of an application, as contracts, documents and tools read it.
#[derive(Debug, Clone)]
pub struct RouteInfo {
    /// The path as written, with the prefixes of its routers: `ws/chat/<uuid:room_id>/`.
    pub path: String,
    /// Whether it is a regular expression (`re_path`).
    pub regex: bool,
    /// The parameters that the consumer takes.
    pub params: &'static [ParamField],
    /// What is known of the consumer.
    pub consumer: &'static ConsumerInfo,
    /// The consumer's rows, in source order.
    pub handlers: Vec<HandlerInfo>,
    /// The settings in force.
    pub settings: Settings,
}
