//! The optional hooks, found by their names: `connect`, `build_groups`, `post_authentication`, `disconnected`.

use syn::{Ident, ReturnType, Signature, Type};

use super::signature::{Given, Receiver, arguments, context, never, receiver};
use crate::{common::errors::Errors, consumer::parse::block::Method};

/// The names of all hooks.
pub(crate) const NAMES: [&str; 4] = ["connect", "build_groups", "post_authentication", "disconnected"];

/// The hooks that a consumer has; each says how it is called.
#[derive(Debug, Default)]
pub(crate) struct Hooks {
    pub(crate) connect: Option<Hook>,
    pub(crate) build_groups: Option<Hook>,
    pub(crate) post_authentication: Option<Hook>,
    pub(crate) disconnected: Option<Hook>,
}

/// A hook of the user's.
#[derive(Debug)]
pub(crate) struct Hook {
    pub(crate) name: Ident,
    pub(crate) context: bool,
}

/// What a hook's signature must be.
struct Form {
    receiver: Receiver,
    /// Whether it may go without the context.
    needs_context: bool,
    shared_only: bool,
    returns: bool,
    written: &'static str,
}

const CONNECT: Form = Form {
    receiver: Receiver::None,
    needs_context: true,
    shared_only: true,
    returns: true,
    written: "async fn connect(cx: &Context<Self>) -> Result<Self>",
};
const BUILD_GROUPS: Form = Form {
    receiver: Receiver::Borrowed,
    needs_context: false,
    shared_only: false,
    returns: true,
    written: "async fn build_groups(&mut self, cx: &mut Context<Self>) -> Result<Vec<String>>",
};
const POST_AUTHENTICATION: Form = Form {
    receiver: Receiver::Borrowed,
    needs_context: false,
    shared_only: false,
    returns: false,
    written: "async fn post_authentication(&mut self, cx: &mut Context<Self>) -> Result<()>",
};
const DISCONNECTED: Form = Form {
    receiver: Receiver::Owned,
    needs_context: false,
    shared_only: false,
    returns: false,
    written: "async fn disconnected(self, cx: &mut Context<Self>)",
};

impl Hooks {
    /// Takes the method if its name is a hook's; says whether it is.
    pub(crate) fn take(&mut self, errors: &Errors, method: &Method, consumer: &Type) -> bool {
        let (hook, form) = match method.sig.ident.to_string().as_str() {
            "connect" => (&mut self.connect, CONNECT),
            "build_groups" => (&mut self.build_groups, BUILD_GROUPS),
            "post_authentication" => (&mut self.post_authentication, POST_AUTHENTICATION),
            "disconnected" => (&mut self.disconnected, DISCONNECTED),
            _ => return false,
        };
        match form.accept(&method.sig, consumer) {
            Ok(context) => *hook = Some(Hook { name: method.sig.ident.clone(), context }),
            Err(what) => {
                let name = &method.sig.ident;
                errors.push(name, format!("the hook `{name}` {what}\nwrite: {}", form.written));
            }
        }
        true
    }
}

impl Form {
    /// Whether it takes the context, or what is wrong.
    fn accept(&self, sig: &Signature, consumer: &Type) -> Result<bool, &'static str> {
        if let Some(what) = never(sig) {
            return Err(what);
        }
        if receiver(sig) != self.receiver {
            return Err(match self.receiver {
                Receiver::None => "must not take `self`: there is none yet",
                Receiver::Owned => "must take `self`: nothing comes after it",
                Receiver::Borrowed | Receiver::Other => "must take `&mut self` or `&self`",
            });
        }
        if self.returns && matches!(sig.output, ReturnType::Default) {
            return Err("must return something");
        }
        match arguments(sig).as_slice() {
            [] if self.needs_context => Err("must take the context"),
            [] => Ok(false),
            [cx] => match context(&cx.ty, consumer) {
                Some(Given::Shared) => Ok(true),
                Some(Given::Exclusive) if !self.shared_only => Ok(true),
                _ => Err("takes something else than the context"),
            },
            _ => Err("takes too many arguments"),
        }
    }
}
