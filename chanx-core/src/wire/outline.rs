//! The standard frames of a route, as its rows and settings have it.

use schemars::JsonSchema;

use super::{
    AUTHENTICATE, Credentials,
    standard::{Authentication, ErrorPayload},
};
use crate::{
    settings::Settings,
    table::{Accepts, ConsumerInfo, End, HandlerInfo, SchemaFn, Side, StandardFrame, declared_by},
};

/// Every frame of chanx's own, under the tag `action`. Which of them a route has, its settings and rows say:
/// [`RouteInfo::standard`](crate::table::RouteInfo::standard).
pub const STANDARD: [StandardFrame; 6] = [
    server("authentication", Authentication::json_schema, "The outcome of connecting, or of `authenticate`."),
    server("error", ErrorPayload::json_schema, "Something was wrong."),
    server("complete", <()>::json_schema, "A request was handled."),
    server("group_complete", <()>::json_schema, "A group message was delivered."),
    server("event_complete", <()>::json_schema, "An event was handled."),
    StandardFrame {
        sender: Side::Client,
        ..server(AUTHENTICATE.action, Credentials::json_schema, AUTHENTICATE.description)
    },
];

const fn server(action: &'static str, payload: SchemaFn, description: &'static str) -> StandardFrame {
    StandardFrame { action, tag: "action", description, sender: Side::Server, payload }
}

/// The frames that may go over the connections of a consumer with these rows.
pub(crate) fn standard(info: &ConsumerInfo, rows: &[HandlerInfo], settings: &Settings) -> Vec<StandardFrame> {
    let authenticates = reads_authenticate(info, rows);
    let authentication = settings.send_authentication_message || authenticates;
    let complete = settings.send_completion;
    let group_complete = complete && declared_by(info, rows).values().flatten().any(|message| message.group);
    let event_complete = complete && rows.iter().any(|row| matches!(row.accepts, Accepts::Event(_)));
    let has = |frame: &StandardFrame| match frame.action {
        "authentication" => authentication,
        "complete" => complete || rows.iter().any(ends_by_complete),
        "group_complete" => group_complete,
        "event_complete" => event_complete,
        "authenticate" => authenticates,
        _ => true,
    };
    let tagged = |frame| StandardFrame { tag: info.tag, ..frame };
    STANDARD.into_iter().filter(has).map(tagged).collect()
}

/// Tells whether requests with a `ref` end by `complete`, whatever the settings say.
fn ends_by_complete(row: &HandlerInfo) -> bool {
    matches!(row.accepts, Accepts::Messages(_)) && row.replies.end() == End::Complete
}

/// Tells whether `authenticate` is read as such: a consumer with text frames alone takes it as one of them.
fn reads_authenticate(info: &ConsumerInfo, rows: &[HandlerInfo]) -> bool {
    let takes_text = rows.iter().any(|row| matches!(row.accepts, Accepts::Text));
    let takes_messages = rows.iter().any(|row| matches!(row.accepts, Accepts::Messages(_)));
    !info.access.authentications.is_empty() && (takes_messages || !takes_text)
}
