//! The consumer as accepted.
//!
//! `access` says who may connect; `handler`, `hook`, `groups` and `reply` accept the block's parts, by what
//! `signature` tells of methods, and `helper` answers what is none of them; `declared` keeps the messages and events.

pub(super) mod access;
pub(super) mod declared;
pub(super) mod groups;
pub(super) mod handler;
mod helper;
pub(super) mod hook;
pub(super) mod reply;
mod signature;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, Generics, LitStr, Type, parse_quote};

use access::Access;
use declared::{Declared, One};
use groups::Group;
use handler::Handler;
use hook::Hooks;

use super::{
    kind::Kind,
    parse::{
        Keys,
        block::{Block, Item, Method},
        settings::Override,
    },
};
use crate::common::{attr::Slot, docs::Docs, errors::Errors, paths::Paths, types::last};

/// A consumer.
#[derive(Debug)]
pub(super) struct Consumer {
    pub(super) paths: Paths,
    pub(super) generics: Generics,
    pub(super) ty: Type,
    /// The type's name: `RoomConsumer`.
    pub(super) name: Ident,
    /// `None`: it runs on every state.
    pub(super) state: Option<Type>,
    pub(super) params: Option<Type>,
    pub(super) access: Access,
    pub(super) groups: Vec<Group>,
    pub(super) sends: Vec<Type>,
    pub(super) passthrough: Vec<Type>,
    pub(super) settings: Vec<Override>,
    pub(super) docs: Docs,
    pub(super) summary: Option<LitStr>,
    pub(super) tags: Vec<LitStr>,
    pub(super) hooks: Hooks,
    pub(super) handlers: Vec<Handler>,
    /// What its clients can send.
    pub(super) takes: Declared,
    /// What it sends: replies, `sends(…)` and `passthrough(…)`.
    pub(super) declares: Declared,
    /// The events it handles.
    pub(super) events: Declared,
}

impl Consumer {
    /// Accepts what was read, and takes the attributes that are only for this macro off the block.
    pub(super) fn check(errors: &Errors, keys: Keys, block: &mut Block) -> Self {
        let mut hooks = Hooks::default();
        let mut handlers = Vec::new();
        let ty = block.ty.clone();
        for item in &mut block.items {
            let method = match item {
                Item::Method(method) => method,
                Item::Other { name, .. } => {
                    helper::elsewhere(errors, name.as_ref());
                    continue;
                }
            };
            let annotated = method.attrs.iter().any(|attr| Kind::of(attr).is_some());
            if annotated {
                handlers.extend(Handler::check(errors, method, &ty));
            } else if !hooks.take(errors, method, &ty) {
                helper::neither(errors, &method.sig.ident);
                continue;
            }
            quieten(method);
        }
        one_raw_handler(errors, &handlers);
        let docs = Docs::of(&block.attrs);
        block.attrs.retain(|attr| !attr.path().is_ident("deprecated"));
        let groups = groups(errors, keys.groups, &hooks);
        let sends = keys.sends.into_value().unwrap_or_default();
        let passthrough = keys.passthrough.into_value().unwrap_or_default();
        let (mut takes, mut declares, mut events) = Default::default();
        declared(errors, &handlers, &mut takes, &mut declares, &mut events);
        for ty in sends.iter().chain(&passthrough) {
            Declared::add(&mut declares, errors, ty, &[]);
        }
        for ty in &passthrough {
            events.add(errors, ty, &[]);
        }
        Self {
            paths: Paths::new(keys.root.get()),
            generics: block.generics.clone(),
            name: name(errors, &ty),
            ty,
            state: keys.state.into_value(),
            params: keys.params.into_value(),
            access: access::check(errors, keys.access),
            groups,
            sends,
            passthrough,
            settings: keys.settings,
            docs,
            summary: keys.summary.into_value(),
            tags: keys.tags.into_value().unwrap_or_default(),
            hooks,
            handlers,
            takes,
            declares,
            events,
        }
    }

    /// The handlers of one kind, in source order.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Handler> + Clone {
        self.handlers.iter().filter(move |handler| handler.kind == kind)
    }

    /// The messages that it takes and sends, each with the constant that lists it.
    pub(super) fn messages(&self) -> impl Iterator<Item = (&One, TokenStream)> + Clone {
        let takes = self.takes.iter().map(|one| (one, quote!(ACCEPTS)));
        takes.chain(self.declares.iter().map(|one| (one, quote!(SENDS))))
    }

    /// Whether constants outside the impl, which cannot name its generics, may name this type.
    pub(super) fn is_concrete(&self, ty: &Type) -> bool {
        let mut free = vec!["Self".to_owned()];
        free.extend(self.generics.type_params().map(|parameter| parameter.ident.to_string()));
        free.extend(self.generics.const_params().map(|parameter| parameter.ident.to_string()));
        let text = ty.to_token_stream().to_string();
        !text
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .any(|word| free.iter().any(|free| free == word))
    }

    /// The type of its path's parameters.
    pub(super) fn params_type(&self) -> Type {
        self.params.clone().unwrap_or_else(|| parse_quote!(()))
    }
}

/// The form of a handler is given, so lints about it do not help.
fn quieten(method: &mut Method) {
    let quiet: Attribute = parse_quote! {
        #[allow(
            clippy::unused_async,
            clippy::unused_self,
            clippy::needless_pass_by_value,
            clippy::trivially_copy_pass_by_ref,
            reason = "the signature is a handler's"
        )]
    };
    method.attrs.push(quiet);
}

fn one_raw_handler(errors: &Errors, handlers: &[Handler]) {
    for kind in [Kind::Text, Kind::Binary] {
        let mut of_kind = handlers.iter().filter(|handler| handler.kind == kind && handler.cfgs.is_empty());
        let Some(first) = of_kind.next() else { continue };
        for second in of_kind {
            let message =
                format!("a consumer has one `#[{}]`: `{}` is one already", kind.attribute(), first.name);
            errors.push(&second.name, message);
        }
    }
}

fn groups(errors: &Errors, groups: Slot<Vec<LitStr>>, hooks: &Hooks) -> Vec<Group> {
    if let (Some(span), Some(_)) = (groups.span(), &hooks.build_groups) {
        errors.push_at(
            span,
            "`groups(…)` generates `build_groups`, and there is one already: keep one of them",
        );
    }
    let literals = groups.into_value().unwrap_or_default();
    literals.into_iter().filter_map(|literal| Group::check(errors, literal)).collect()
}

fn declared(
    errors: &Errors,
    handlers: &[Handler],
    takes: &mut Declared,
    declares: &mut Declared,
    events: &mut Declared,
) {
    for handler in handlers {
        match handler.kind {
            Kind::Message => takes.add(errors, &handler.argument, &handler.cfgs),
            Kind::Event => events.add(errors, &handler.argument, &handler.cfgs),
            Kind::Text | Kind::Binary => {}
        }
        let raw = matches!(handler.kind, Kind::Text | Kind::Binary);
        for leaf in handler.reply.leaves() {
            let frame =
                last(leaf).is_some_and(|segment| segment.ident == "Text" || segment.ident == "Binary");
            if !(raw && frame) {
                declares.add(errors, leaf, &handler.cfgs);
            }
        }
    }
}

fn name(errors: &Errors, ty: &Type) -> Ident {
    if let Some(segment) = last(ty) {
        return segment.ident.clone();
    }
    errors.push(ty, "a consumer is a struct or an enum of yours");
    quote::format_ident!("Consumer")
}
