//! The actions that have another name now: one went when one of the same schema came.

use std::collections::BTreeMap;

use chanx_schema::{
    Schemas,
    compare::{Way, compare, says_nothing},
};

use crate::{
    model::{ReceivedMessage, Route, SentMessage},
    reply::Reply,
};

/// The actions of the old version, with the names that they have in the new one.
pub(super) struct Renamed(Vec<(String, String)>);

impl Renamed {
    pub(super) fn received(old: &Route, new: &Route) -> Self {
        Self::of(&old.receives, &new.receives, |was, is| {
            alike(was.frames(&old.tag), is.frames(&new.tag), Way::In) && !says_nothing(was.frames(&old.tag))
        })
    }

    pub(super) fn sent(old: &Route, new: &Route) -> Self {
        Self::of(&old.sends, &new.sends, |was, is| {
            let alike = || alike(was.frames(&old.tag), is.frames(&new.tag), Way::Out);
            was.group == is.group && alike() && !says_nothing(was.frames(&old.tag))
        })
    }

    /// Of one action that went and one that came of the same schema, where there is but one such pair.
    fn of<T>(old: &BTreeMap<String, T>, new: &BTreeMap<String, T>, alike: impl Fn(&T, &T) -> bool) -> Self {
        let gone = old.iter().filter(|(action, _)| !new.contains_key(*action));
        let come: Vec<_> = new.iter().filter(|(action, _)| !old.contains_key(*action)).collect();
        let pairs: Vec<_> = gone
            .flat_map(|(was, one)| come.iter().map(move |(is, other)| (was, one, *is, *other)))
            .filter(|(_, one, _, other)| alike(one, other))
            .map(|(was, _, is, _)| (was.clone(), is.clone()))
            .collect();
        let alone = |pair: &&(String, String)| {
            pairs.iter().filter(|(was, is)| *was == pair.0 || *is == pair.1).count() == 1
        };
        Self(pairs.iter().filter(alone).cloned().collect())
    }

    /// The new name of an old action.
    pub(super) fn name(&self, action: &str) -> Option<&str> {
        self.0.iter().find(|(was, _)| was == action).map(|(_, is)| is.as_str())
    }

    /// Tells whether an action of the new version had another name.
    pub(super) fn is_name(&self, action: &str) -> bool {
        self.0.iter().any(|(_, is)| is == action)
    }

    /// An old reply, told in new names, so that a new name is told once.
    pub(super) fn reply(&self, reply: &Reply) -> Reply {
        reply.renamed(&|action| self.name(action).unwrap_or(action).to_owned())
    }
}

fn alike(was: Schemas, is: Schemas, way: Way) -> bool {
    compare(was, is, way).is_empty()
}

impl ReceivedMessage {
    /// The frames without their tag, whose name and value are told of elsewhere.
    pub(super) fn frames(&self, tag: &str) -> Schemas {
        Schemas::without(&self.schema, tag)
    }
}

impl SentMessage {
    /// The frames without their tag.
    pub(super) fn frames(&self, tag: &str) -> Schemas {
        Schemas::without(&self.schema, tag)
    }
}
