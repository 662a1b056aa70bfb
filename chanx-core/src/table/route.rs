//! Rows of routes and of their parameters.

pub use chanx_path::Converter;

use super::{ConsumerInfo, HandlerInfo, Refusal, SchemaFn, StandardFrame};
use crate::settings::Settings;

/// One route of an application, as contracts, documents and tools read it.
#[derive(Debug, Clone)]
pub struct RouteInfo {
    /// The path as written, with the prefixes of its routers: `ws/chat/<uuid:room_id>/`.
    pub path: String,
    /// The path's pieces, in order.
    pub segments: Vec<Segment>,
    /// The parameters that the consumer takes.
    pub params: &'static [ParamField],
    /// What is known of the consumer.
    pub consumer: &'static ConsumerInfo,
    /// The consumer's rows, in source order.
    pub handlers: Vec<HandlerInfo>,
    /// The settings in force.
    pub settings: Settings,
    /// The frames of chanx's own that may go over its connections, as the settings and rows have it.
    pub standard: Vec<StandardFrame>,
    /// The reasons for which a connection may not be opened, as the settings and rows have it.
    pub refusals: Vec<Refusal>,
}

impl RouteInfo {
    /// Whether a part of it is a regular expression (`re_path`).
    pub fn is_regex(&self) -> bool {
        self.segments.iter().any(|segment| matches!(segment, Segment::Regex(_)))
    }
}

/// A piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// What stands there as it is.
    Text(String),
    /// The place of a parameter.
    Param {
        /// What may stand there.
        converter: Converter,
        /// The field that takes it.
        name: String,
    },
    /// A regular expression (`re_path`), whose named groups are parameters. It is the last piece.
    Regex(String),
}

/// One field of [`Params`](crate::params::Params).
#[derive(Debug, Clone, Copy)]
pub struct ParamField {
    /// The field's name.
    pub name: &'static str,
    /// The field's doc comment, lines joined.
    pub description: &'static str,
    /// The converters that its type takes, the best first.
    pub converters: &'static [&'static str],
    /// The schema of its value, in a document that others share.
    pub schema: SchemaFn,
}
