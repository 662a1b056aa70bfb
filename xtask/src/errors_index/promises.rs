//! What must not compile, in the order of the book's index: each promise with the UI tests that keep it.

/// One promise: a heading, what to know of it, and its mistakes as `<macro>/<mistake>`.
pub(super) struct Promise {
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) mistakes: &'static [&'static str],
}

/// All promises that have a page.
pub(super) const PROMISES: &[Promise] = &[
    Promise {
        title: "Two handlers for one action or event",
        text: "A frame has one handler. The error names both; remove one, or give one of the messages another action.",
        mistakes: &[
            "consumer/action_with_two_handlers",
            "consumer/event_with_two_handlers",
            "messages/same_action_twice",
        ],
    },
    Promise {
        title: "Two blocks for one consumer",
        text: "A consumer's handlers and hooks stand in one `#[consumer]` block, and its other methods in plain ones. The name in the \
               error says so; code that needs what the second block declares may have errors of its own.",
        mistakes: &["consumer/two_blocks"],
    },
    Promise {
        title: "A handler whose argument or reply is no message",
        text: "Handlers take and give `#[message]` types, or `#[messages]` unions of them.",
        mistakes: &["consumer/argument_is_no_message", "consumer/reply_is_no_message"],
    },
    Promise {
        title: "Sending what the consumer does not declare",
        text: "What a client may receive is part of the contract: a message is declared by being a handler's return type, or in `sends(…)`.",
        mistakes: &[
            "consumer/sending_what_is_not_declared",
            "consumer/broadcasting_what_is_not_declared",
            "consumer/replying_through_an_alias",
        ],
    },
    Promise {
        title: "An event without a handler",
        text: "An event reaches a consumer's handler, so the consumer needs one.",
        mistakes: &["consumer/event_without_handler"],
    },
    Promise {
        title: "An event sent to a client",
        text: "Clients never see events. A type that is both is sent as a message.",
        mistakes: &["consumer/sending_an_event"],
    },
    Promise {
        title: "Nobody said who may connect",
        text: "A consumer that is open to everybody says so. One that knows its users says how.",
        mistakes: &[
            "consumer/nobody_may_connect",
            "consumer/public_with_a_user",
            "consumer/user_without_authentication",
            "consumer/authentication_is_none",
        ],
    },
    Promise {
        title: "Authentications that yield different users",
        text: "`cx.user()` is of one type, whichever of them knew the user.",
        mistakes: &["consumer/authentications_yield_different_users"],
    },
    Promise {
        title: "A permission that does not fit",
        text: "A permission is asked about the consumer's user, its object and its state.",
        mistakes: &[
            "consumer/permission_is_none",
            "consumer/object_permission_without_object",
            "consumer/permission_for_another_object",
            "consumer/permission_for_another_user",
            "consumer/object_of_other_params",
        ],
    },
    Promise {
        title: "A name or converter that does not fit `params`",
        text: "Names in `groups(…)`, `path` and `re_path` are fields of `params`, and a field's type says which converters fit.",
        mistakes: &[
            "consumer/group_names_no_field",
            "router/path_names_no_field",
            "router/path_has_another_converter",
        ],
    },
    Promise {
        title: "A path that can never match, or is malformed",
        text: "A path is matched without its leading `/`; every group of a regular expression has a name.",
        mistakes: &[
            "router/path_has_a_leading_slash",
            "router/path_is_malformed",
            "router/path_is_axums",
            "router/regex_is_malformed",
            "router/regex_group_has_no_name",
        ],
    },
    Promise {
        title: "An action or field that cannot be",
        text: "Some actions are chanx's own, and no field can be named like the tag.",
        mistakes: &["message/reserved_action", "message/empty_action", "message/field_like_the_tag"],
    },
    Promise {
        title: "Different tags in one consumer",
        text: "A frame is told apart by one tag, so all messages of a consumer, in and out, have the same.",
        mistakes: &["consumer/tags_differ"],
    },
    Promise {
        title: "A `match` that misses a message",
        text: "A union is an enum: the compiler itself sees what is missing.",
        mistakes: &["messages/match_that_misses_one"],
    },
    Promise {
        title: "Unknown or repeated keys",
        text: "The error lists the known keys.",
        mistakes: &["message/unknown_key", "message/repeated_key", "consumer/key_is_unknown"],
    },
    Promise {
        title: "A method that is neither a handler nor a hook",
        text: "It would never be called. Hooks are found by their names; helpers stand in a plain `impl` block.",
        mistakes: &["consumer/method_is_no_handler", "consumer/hook_is_misspelt"],
    },
    Promise {
        title: "A handler of another form",
        text: "The error prints the signature that is expected.",
        mistakes: &[
            "consumer/handler_is_not_async",
            "consumer/handler_takes_another_context",
            "consumer/handler_takes_text",
            "consumer/handler_is_not_send",
        ],
    },
    Promise {
        title: "Payloads, parameters and first values",
        text: "What a field, a parameter or a consumer has to be able to do.",
        mistakes: &[
            "payload/unknown_rule",
            "payload/validate_in_place_of_garde",
            "payload/rule_for_another_type",
            "payload/field_without_payload",
            "params/no_path_param",
            "consumer/nothing_to_begin_with",
        ],
    },
];
