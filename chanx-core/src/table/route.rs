//! Rows of routes and of their parameters.

use super::{ConsumerInfo, HandlerInfo};
use crate::settings::Settings;

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

/// One field of [`Params`](crate::params::Params).
#[derive(Debug, Clone, Copy)]
pub struct ParamField {
    /// The field's name.
    pub name: &'static str,
    /// The converters that its type takes, the best first.
    pub converters: &'static [&'static str],
}
