//! How a consumer's connections want their messages.

use std::{borrow::Cow, collections::HashMap};

use super::Wire;
use crate::{
    settings::Settings,
    table::{Accepts, ConsumerInfo, HandlerInfo, MessageInfo, declared_by},
};

/// What the node knows of every connection of one route: built once per route from its consumer's rows.
#[derive(Debug)]
pub(crate) struct WireFormat {
    /// The consumer's name, for logs.
    pub(crate) consumer: &'static str,
    camelize: bool,
    /// What follows each group message, where completion frames are on.
    pub(crate) group_complete: Option<String>,
    /// What the consumer declares that it sends, by action, of which several messages may be.
    sends: HashMap<&'static str, Vec<&'static MessageInfo>>,
    /// The events that it handles.
    events: Vec<&'static str>,
}

impl WireFormat {
    /// Of a consumer with these rows, in the case and with the completion frames that its settings ask for.
    pub(crate) fn new<'r>(
        info: &ConsumerInfo,
        rows: impl IntoIterator<Item = &'r HandlerInfo, IntoIter: Clone>,
        settings: &Settings,
    ) -> Self {
        let rows = rows.into_iter();
        let event = |row: &HandlerInfo| match row.accepts {
            Accepts::Event(info) => Some(info.handler),
            _ => None,
        };
        let group_complete = || Wire::new(info.tag, settings.camelize).group_complete().into_owned();
        Self {
            consumer: info.name,
            camelize: settings.camelize,
            group_complete: settings.send_completion.then(group_complete),
            sends: declared_by(info, rows.clone()),
            events: rows.filter_map(event).collect(),
        }
    }

    /// Whether the consumer has a handler for the event.
    pub(crate) fn handles_event(&self, name: &str) -> bool {
        self.events.contains(&name)
    }

    /// What the consumer declares of an action.
    pub(crate) fn declared(&self, action: &str) -> Option<&'static MessageInfo> {
        self.sends.get(action)?.last().copied()
    }

    /// A message's text in the case that the connection speaks.
    pub(crate) fn speak<'a>(&self, info: &MessageInfo, text: &'a str) -> Cow<'a, str> {
        if self.camelize { (info.compiled)().to_camel(text) } else { Cow::Borrowed(text) }
    }

    /// What ends a group message: whose it is, as its recipient sees it.
    pub(crate) fn ownership(&self, mine: bool, current: bool) -> String {
        let (is_mine, is_current) =
            if self.camelize { ("isMine", "isCurrent") } else { ("is_mine", "is_current") };
        format!(r#","{is_mine}":{mine},"{is_current}":{current}}}"#)
    }
}

#[cfg(test)]
impl WireFormat {
    /// Of a consumer that only sends these.
    pub(crate) fn sending(infos: &[&'static MessageInfo]) -> Self {
        Self {
            consumer: "Test",
            camelize: false,
            group_complete: None,
            sends: infos.iter().map(|info| (info.action, vec![*info])).collect(),
            events: Vec::new(),
        }
    }
}
