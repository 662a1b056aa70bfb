//! The standard frames of a route, as its rows and settings have it.

use schemars::JsonSchema;

use super::{
    AUTHENTICATE, Credentials,
    standard::{Authentication, ErrorPayload},
};
use crate::{
    settings::Settings,
    table::{Accepts, ConsumerInfo, HandlerInfo, Side, StandardFrame, declared_by},
};

/// The frames that may go over the connections of a consumer with these rows.
pub(crate) fn standard(info: &ConsumerInfo, rows: &[HandlerInfo], settings: &Settings) -> Vec<StandardFrame> {
    let authenticates = reads_authenticate(info, rows);
    let authentication = settings.send_authentication_message || authenticates;
    let complete = settings.send_completion;
    let group_complete = complete && declared_by(info, rows).values().flatten().any(|message| message.group);
    let event_complete = complete && rows.iter().any(|row| matches!(row.accepts, Accepts::Event(_)));
    let frame = |action, sender, payload, description| StandardFrame {
        action,
        tag: info.tag,
        description,
        sender,
        payload,
    };
    let server = |action, payload, description| frame(action, Side::Server, payload, description);
    let client = |action, payload, description| frame(action, Side::Client, payload, description);
    let all = [
        (
            authentication,
            server(
                "authentication",
                Authentication::json_schema,
                "The outcome of connecting, or of `authenticate`.",
            ),
        ),
        (true, server("error", ErrorPayload::json_schema, "Something was wrong.")),
        (complete, server("complete", <()>::json_schema, "A request was handled.")),
        (group_complete, server("group_complete", <()>::json_schema, "A group message was delivered.")),
        (event_complete, server("event_complete", <()>::json_schema, "An event was handled.")),
        (authenticates, client(AUTHENTICATE.action, Credentials::json_schema, AUTHENTICATE.description)),
    ];
    all.into_iter().filter_map(|(may, frame)| may.then_some(frame)).collect()
}

/// Tells whether `authenticate` is read as such: a consumer with text frames alone takes it as one of them.
fn reads_authenticate(info: &ConsumerInfo, rows: &[HandlerInfo]) -> bool {
    let takes_text = rows.iter().any(|row| matches!(row.accepts, Accepts::Text));
    let takes_messages = rows.iter().any(|row| matches!(row.accepts, Accepts::Messages(_)));
    !info.access.authentications.is_empty() && (takes_messages || !takes_text)
}
