//! What is written: the keys of `#[consumer(…)]`, of which `access`, `permission` and `settings` read some, the impl
//! `block`, and the `attribute` of a handler in it.

pub(super) mod access;
pub(super) mod attribute;
pub(super) mod block;
pub(super) mod permission;
pub(super) mod settings;

use proc_macro2::TokenStream;
use syn::{LitStr, Path, Type};

use settings::{Override, SETTINGS};

use crate::common::{
    attr::{Key, Slot, keys},
    errors::Errors,
};

const KEYS: [&str; 8] = ["state", "params", "groups", "sends", "passthrough", "summary", "tags", "crate"];

/// What `#[consumer(…)]` says.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) root: Slot<Path>,
    pub(super) state: Slot<Type>,
    pub(super) params: Slot<Type>,
    pub(super) groups: Slot<Vec<LitStr>>,
    pub(super) sends: Slot<Vec<Type>>,
    pub(super) passthrough: Slot<Vec<Type>>,
    pub(super) summary: Slot<LitStr>,
    pub(super) tags: Slot<Vec<LitStr>>,
    pub(super) settings: Vec<Override>,
    pub(super) access: access::Keys,
}

impl Keys {
    pub(super) fn parse(errors: &Errors, args: TokenStream) -> Self {
        let mut read = Self::default();
        for key in keys(errors, args) {
            read.key(errors, &key);
        }
        read
    }

    fn key(&mut self, errors: &Errors, key: &Key) {
        let types = "Message, …";
        match key.name().as_str() {
            "crate" => self.root.set(errors, key, key.value_with(errors, "path", Path::parse_mod_style)),
            "state" => self.state.set(errors, key, key.value(errors, "AppState")),
            "params" => self.params.set(errors, key, key.value(errors, "RoomPath")),
            "groups" => self.groups.set(errors, key, key.list(errors, "\"room_{room_id}\", …")),
            "sends" => self.sends.set(errors, key, key.list(errors, types)),
            "passthrough" => self.passthrough.set(errors, key, key.list(errors, types)),
            "summary" => self.summary.set(errors, key, key.value(errors, "\"…\"")),
            "tags" => self.tags.set(errors, key, key.list(errors, "\"…\", …")),
            name if access::KEYS.contains(&name) => self.access.take(errors, key),
            name if SETTINGS.iter().any(|setting| setting.name == name) => self.setting(errors, key),
            _ => {
                let settings = SETTINGS.iter().map(|setting| setting.name);
                let known: Vec<_> = access::KEYS.into_iter().chain(KEYS).chain(settings).collect();
                key.unknown(errors, "`#[consumer]`", &known);
            }
        }
    }

    fn setting(&mut self, errors: &Errors, key: &Key) {
        let Some(setting) = SETTINGS.iter().find(|setting| key.ident == setting.name) else { return };
        if self.settings.iter().any(|given| given.setting.name == setting.name) {
            errors.push(&key.ident, format!("`{}` is given twice: keep one", key.ident));
        } else if let Some(value) = key.value(errors, setting.example) {
            self.settings.push(Override { setting, name: key.ident.clone(), value });
        }
    }
}
