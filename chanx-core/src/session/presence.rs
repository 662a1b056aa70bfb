//! Presence: that a node knows a session, by its name, by its user, and as a member of groups.

use std::sync::Arc;

use crate::{consumer::Memberships, groups::Registry, link::SessionHandle};

/// A session's places in the registry. Its drop gives them back, whatever ended the connection: a panic, too, must
/// leave no member behind that hears its groups for ever. It waits for nothing.
pub(super) struct Presence {
    pub(super) registry: Arc<Registry>,
    pub(super) session: Arc<SessionHandle>,
    pub(super) memberships: Arc<Memberships>,
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.registry.disconnect(&self.session);
        self.memberships.leave_all();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

    use super::*;
    use crate::{groups::tests::session, layer::InMemoryLayer, settings::Settings};

    #[tokio::test]
    async fn a_panic_leaves_no_member_behind() {
        let registry = Arc::new(Registry::new(Arc::new(InMemoryLayer::new())));
        let (session, memberships) = (session(&registry, 0), Arc::new(Memberships::new()));
        let attached = registry.layer().attach(&registry.node, registry.clone());
        attached.await.expect("the layer is always up");
        registry.connect(&session);
        memberships.join(&registry, &session, "group", &Settings::default()).await.expect("the layer is up");
        let presence = Presence { registry: registry.clone(), session: session.clone(), memberships };
        assert_eq!(registry.group_count(), 1);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _present = presence;
            panic_any("something in chanx");
        }));
        assert!(panicked.is_err());
        assert_eq!(registry.group_count(), 0);
        // Nobody else holds it.
        assert_eq!(Arc::strong_count(&session), 1);
    }
}
