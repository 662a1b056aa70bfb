//! A contract as an older version of the format would have it, to be compared with a file of that version.

use crate::model::{Access, Contract, Route, VERSION};

impl Contract {
    /// Tells whether its file was written in an older version of the format, which knows less:
    /// [`contract_diff`](crate::contract_diff) then tells only of what that version knows.
    pub fn is_older(&self) -> bool {
        self.version < VERSION
    }

    /// Says in words which parts its format does not know, so that no change of them is told; `None` for today's format.
    pub fn omissions(&self) -> Option<&'static str> {
        self.is_older().then_some(
            "its format is an older one, without parameters' types, events' fields and the schemes of authentications: \
             what changed of these is not told",
        )
    }

    /// Makes the contract that this version of the format would have.
    pub(crate) fn as_of(&self, version: u32) -> Self {
        let mut contract = self.clone();
        if version < 2 {
            contract.version = version;
            contract.routes.iter_mut().for_each(Route::forget);
        }
        contract
    }
}

impl Route {
    /// Forgets what version 1 did not know.
    fn forget(&mut self) {
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

impl Access {
    fn admits_without_name(&self) -> bool {
        self.anonymous && self.authentications.is_empty()
    }
}
