//! A contract as an older version of the format would have it, to be compared with a file of that version.

use serde_json::Value;

use crate::{
    clean::clean,
    model::{Access, Contract, Docs, Route, VERSION},
};

impl Contract {
    /// Tells whether its file was written in an older version of the format, which knows less:
    /// [`contract_diff`](crate::contract_diff) then tells only of what that version knows.
    pub fn is_older(&self) -> bool {
        self.version < VERSION
    }

    /// Says in words which parts its format does not know, so that no change of them is told; `None` for today's format.
    pub fn omissions(&self) -> Option<&'static str> {
        match self.version {
            VERSION => None,
            2 => Some("its format is an older one, without documentation: what changed of it is not told"),
            _ => Some(
                "its format is an older one, without documentation, parameters' types, events' fields and the schemes of \
                 authentications: what changed of these is not told",
            ),
        }
    }

    /// Makes the contract that this version of the format would have.
    pub(crate) fn as_of(&self, version: u32) -> Self {
        let mut contract = self.clone();
        contract.version = version.min(self.version);
        if version < 3 {
            contract.routes.iter_mut().for_each(Route::forget_words);
        }
        if version < 2 {
            contract.routes.iter_mut().for_each(Route::forget_types);
        }
        contract
    }
}

impl Route {
    /// Forgets what version 2 did not know: all that is written for people.
    fn forget_words(&mut self) {
        self.docs = Docs::default();
        self.groups.clear();
        for param in &mut self.params {
            param.description.clear();
            param.schema.iter_mut().for_each(forget);
        }
        for message in self.receives.values_mut() {
            (message.docs, message.handler_docs) = Default::default();
            forget(&mut message.schema);
        }
        for raw in self.text.iter_mut().chain(&mut self.binary) {
            raw.docs = Docs::default();
        }
        for message in self.sends.values_mut() {
            message.docs = Docs::default();
            forget(&mut message.schema);
        }
        for event in self.events.values_mut() {
            (event.docs, event.handler_docs) = Default::default();
            event.schema.iter_mut().for_each(forget);
        }
    }

    /// Forgets what version 1 did not know.
    fn forget_types(&mut self) {
        for param in &mut self.params {
            param.schema = None;
        }
        for event in self.events.values_mut() {
            event.schema = None;
        }
        for authentication in &mut self.access.authentications {
            authentication.schemes = None;
        }
        // That a permission may want somebody who is known, where nobody can be.
        if self.access.admits_without_name() {
            self.refusals.remove(&401);
        }
    }
}

fn forget(schema: &mut Value) {
    *schema = clean(schema);
}

impl Access {
    fn admits_without_name(&self) -> bool {
        self.anonymous && self.authentications.is_empty()
    }
}
