//! The keys that say who may connect: `public`, `user`, `authentication(…)`, `object`, `permissions(…)`.

use syn::Type;

use super::permission::Permission;
use crate::common::{
    attr::{Key, Slot},
    errors::Errors,
};

/// The keys as written.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    pub(crate) public: Slot<()>,
    pub(crate) user: Slot<Type>,
    pub(crate) authentication: Slot<Vec<Type>>,
    pub(crate) object: Slot<Type>,
    pub(crate) permissions: Slot<Permission>,
}

/// The names of the keys.
pub(crate) const KEYS: [&str; 5] = ["public", "user", "authentication", "object", "permissions"];

impl Keys {
    pub(crate) fn take(&mut self, errors: &Errors, key: &Key) {
        match key.name().as_str() {
            "public" => self.public.set(errors, key, key.word(errors)),
            "user" => self.user.set(errors, key, key.value(errors, "Account")),
            "authentication" => {
                self.authentication.set(errors, key, key.list(errors, "TokenAuthentication<Account>, …"));
            }
            "object" => self.object.set(errors, key, key.value(errors, "Room")),
            "permissions" => self.permissions.set(errors, key, permissions(errors, key)),
            _ => {}
        }
    }
}

/// Reads `permissions(…)`, of a consumer or of a handler.
pub(crate) fn permissions(errors: &Errors, key: &Key) -> Option<Permission> {
    key.list_with(errors, "IsMember & !IsBanned | IsAdmin", <Permission as syn::parse::Parse>::parse)
}
