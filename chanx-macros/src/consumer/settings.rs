//! Settings that a consumer overrides: `send_completion = true`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr, ExprArray};

use crate::common::paths::Paths;

/// A setting that `#[consumer(…)]` can override; the runtime's `Settings` has a field of that name.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) name: &'static str,
    /// What a right value looks like.
    pub(super) example: &'static str,
    form: Form,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    /// Assigned as it is.
    Plain,
    /// A list of texts, in any form.
    Texts,
    /// A list of origins, or an `Origins`.
    Origins,
}

const fn plain(name: &'static str, example: &'static str) -> Setting {
    Setting { name, example, form: Form::Plain }
}

const SECONDS: &str = "Duration::from_secs(10)";

/// All of them, in the order of the runtime's `Settings`.
pub(super) const SETTINGS: [Setting; 27] = [
    plain("send_completion", "true"),
    plain("send_authentication_message", "false"),
    plain("camelize", "true"),
    plain("log_received_message", "false"),
    plain("log_sent_message", "false"),
    Setting { name: "log_ignored_actions", example: "[\"ping\"]", form: Form::Texts },
    Setting { name: "subprotocols", example: "[\"chat.v1\"]", form: Form::Texts },
    Setting { name: "origins", example: "Origins::Any", form: Form::Origins },
    plain("max_message_size", "64 * 1024"),
    plain("max_frame_size", "64 * 1024"),
    plain("handshake_timeout", SECONDS),
    plain("authentication_timeout", SECONDS),
    plain("max_credentials_size", "8 * 1024"),
    plain("rate_limit", "Some(RateLimit::per_second(10))"),
    plain("user_rate_limit", "Some(RateLimit::per_second(10))"),
    plain("ping_interval", SECONDS),
    plain("ping_timeout", SECONDS),
    plain("max_outbound_queue", "1024 * 1024"),
    plain("write_timeout", SECONDS),
    plain("max_concurrent_handlers", "8"),
    plain("max_groups", "128"),
    plain("max_group_name", "255"),
    plain("leave_timeout", SECONDS),
    plain("drain_timeout", SECONDS),
    plain("max_json_depth", "128"),
    plain("max_messages_per_turn", "32"),
    plain("read_buffer_size", "4 * 1024"),
];

/// A setting and the value it gets.
#[derive(Debug)]
pub(super) struct Override {
    pub(super) setting: &'static Setting,
    pub(super) name: Ident,
    pub(super) value: Expr,
}

impl Override {
    /// The value, for assigning it.
    pub(super) fn to_value(&self, paths: &Paths) -> TokenStream {
        let rt = paths.runtime();
        let value = &self.value;
        match (self.setting.form, value) {
            (Form::Texts, Expr::Array(ExprArray { elems, .. })) if elems.is_empty() => {
                quote!(::std::vec::Vec::new())
            }
            (Form::Texts, _) => quote!(#rt::generated::setting::texts(#value)),
            (Form::Origins, Expr::Array(_)) => {
                quote!(#rt::settings::Origins::List(#rt::generated::setting::texts(#value)))
            }
            _ => quote!(#value),
        }
    }
}
