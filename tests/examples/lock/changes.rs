//! Changes of `examples/echo.rs`, and what the lock says of each.

/// A change: what stands in both copies, and what is told of it.
pub(super) struct Change {
    pub(super) name: &'static str,
    pub(super) old: Copy,
    pub(super) new: Copy,
    pub(super) told: &'static [&'static str],
}

/// A copy of the example, with other words in some places.
#[derive(Clone, Copy)]
pub(super) struct Copy(pub(super) &'static [(&'static str, &'static str)]);

/// The example with this in its messages.
macro_rules! words {
    ($($fields:tt)*) => {
        Copy(&[
            ("pub payload: String", "pub payload: Words"),
            ("/// Says back", concat!("/// What.\n#[payload]\npub ", stringify!($($fields)*), "\n\n/// Says back")),
        ])
    };
}

const AS_IT_IS: Copy = Copy(&[]);

pub(super) const CHANGES: &[Change] = &[
    Change {
        name: "a new required field",
        old: words!(
            struct Words {
                pub text: String,
            }
        ),
        new: words!(
            struct Words {
                pub text: String,
                pub lang: String,
            }
        ),
        told: &[
            "breaking: ws/echo/, receives echo, payload.lang: new, required",
            "compatible: ws/echo/, sends echo, payload.lang: new",
        ],
    },
    Change {
        name: "a new optional field",
        old: words!(
            struct Words {
                pub text: String,
            }
        ),
        new: words!(
            struct Words {
                pub text: String,
                pub lang: Option<String>,
            }
        ),
        told: &[
            "compatible: ws/echo/, receives echo, payload.lang: new, optional",
            "compatible: ws/echo/, sends echo, payload.lang: new",
        ],
    },
    Change {
        name: "a removed field",
        old: words!(
            struct Words {
                pub text: String,
                pub lang: String,
            }
        ),
        new: words!(
            struct Words {
                pub text: String,
            }
        ),
        told: &[
            "breaking: ws/echo/, sends echo, payload.lang: no longer sent, was always sent",
            "compatible: ws/echo/, receives echo, payload.lang: no longer read: it is ignored now",
        ],
    },
    Change {
        name: "a renamed field",
        old: words!(
            struct Words {
                pub text: String,
            }
        ),
        new: words!(
            struct Words {
                pub words: String,
            }
        ),
        told: &[
            "breaking: ws/echo/, receives echo, payload.text: renamed `words`",
            "breaking: ws/echo/, sends echo, payload.text: renamed `words`",
        ],
    },
    Change {
        name: "a new variant",
        old: words!(
            enum Words {
                Short(String),
                Long(Vec<String>),
            }
        ),
        new: words!(
            enum Words {
                Short(String),
                Long(Vec<String>),
                Silence { seconds: u8 },
            }
        ),
        told: &[
            "breaking: ws/echo/, sends echo, payload: may be `Silence` now",
            "compatible: ws/echo/, receives echo, payload: takes `Silence` too",
        ],
    },
    Change {
        name: "a removed value of an enum",
        old: words!(
            enum Words {
                Yes,
                No,
                Perhaps,
            }
        ),
        new: words!(
            enum Words {
                Yes,
                No,
            }
        ),
        told: &[
            r#"breaking: ws/echo/, receives echo, payload: no longer takes `"Perhaps"`"#,
            r#"compatible: ws/echo/, sends echo, payload: is never `"Perhaps"` any more"#,
        ],
    },
    Change {
        name: "a wider type",
        old: words!(
            struct Words {
                pub count: u8,
            }
        ),
        new: words!(
            struct Words {
                pub count: u32,
            }
        ),
        told: &[
            "breaking: ws/echo/, sends echo, payload.count: is `uint32` now, was `uint8`",
            "compatible: ws/echo/, receives echo, payload.count: is `uint32` now, was `uint8`",
        ],
    },
    Change {
        name: "a narrower type",
        old: words!(
            struct Words {
                pub count: Option<f64>,
            }
        ),
        new: words!(
            struct Words {
                pub count: i32,
            }
        ),
        told: &[
            "breaking: ws/echo/, receives echo, payload.count: required now, was optional",
            "breaking: ws/echo/, receives echo, payload.count: no longer takes null",
            "breaking: ws/echo/, receives echo, payload.count: is an integer now, was a number",
            "compatible: ws/echo/, sends echo, payload.count: is never null any more",
            "compatible: ws/echo/, sends echo, payload.count: is an integer now, was a number",
        ],
    },
    Change {
        name: "another type",
        old: words!(
            struct Words {
                pub count: u8,
            }
        ),
        new: words!(
            struct Words {
                pub count: String,
            }
        ),
        told: &[
            "breaking: ws/echo/, receives echo, payload.count: is a string now, was an integer",
            "breaking: ws/echo/, sends echo, payload.count: is a string now, was an integer",
        ],
    },
    Change {
        name: "narrower bounds",
        old: words!(
            struct Words {
                #[garde(length(chars, max = 2000))]
                pub text: String,
                #[garde(range(min = 1))]
                pub count: u8,
            }
        ),
        new: words!(
            struct Words {
                #[garde(length(chars, max = 500))]
                pub text: String,
                #[garde(range(min = 2))]
                pub count: u8,
            }
        ),
        told: &[
            "breaking: ws/echo/, receives echo, payload.text: holds at most 500 characters now, at most 2000 characters before",
            "breaking: ws/echo/, receives echo, payload.count: is at least 2 and at most 255 now, was at least 1 and at most 255",
            "compatible: ws/echo/, sends echo, payload.text: holds at most 500 characters now, at most 2000 characters before",
            "compatible: ws/echo/, sends echo, payload.count: is at least 2 and at most 255 now, was at least 1 and at most 255",
        ],
    },
    Change {
        name: "wider bounds",
        old: words!(
            struct Words {
                #[garde(length(chars, min = 1, max = 500))]
                pub text: String,
            }
        ),
        new: words!(
            struct Words {
                #[garde(length(chars, max = 2000))]
                pub text: String,
            }
        ),
        told: &[
            "breaking: ws/echo/, sends echo, payload.text: holds any number of characters now, at least 1 character before",
            "breaking: ws/echo/, sends echo, payload.text: holds at most 2000 characters now, at most 500 characters before",
            "compatible: ws/echo/, receives echo, payload.text: holds any number of characters now, at least 1 character before",
            "compatible: ws/echo/, receives echo, payload.text: holds at most 2000 characters now, at most 500 characters before",
        ],
    },
    Change {
        name: "a new format",
        old: words!(
            struct Words {
                pub to: String,
            }
        ),
        new: words!(
            struct Words {
                #[garde(email)]
                pub to: String,
            }
        ),
        told: &[
            "breaking: ws/echo/, receives echo, payload.to: is of the format `email` now",
            "compatible: ws/echo/, sends echo, payload.to: is of the format `email` now",
        ],
    },
    Change {
        name: "a format no more",
        old: words!(
            struct Words {
                #[garde(url)]
                pub to: String,
            }
        ),
        new: words!(
            struct Words {
                pub to: String,
            }
        ),
        told: &[
            "breaking: ws/echo/, sends echo, payload.to: has no format now, `uri` before",
            "compatible: ws/echo/, receives echo, payload.to: has no format now, `uri` before",
        ],
    },
    Change {
        name: "a renamed action",
        old: AS_IT_IS,
        new: Copy(&[(r#"action = "echo""#, r#"action = "say""#)]),
        told: &[
            "breaking: ws/echo/, receives echo: renamed `say`",
            "breaking: ws/echo/, sends echo: renamed `say`",
        ],
    },
    Change {
        name: "a removed action",
        old: Copy(&[(
            "    /// Says it again.",
            "    /// Answers.\n    #[ws_handler]\n    async fn ping(&self, _: PingMessage) -> PongMessage { PongMessage }\n\n    /// Says it again.",
        )]),
        new: AS_IT_IS,
        told: &[
            "breaking: ws/echo/, receives ping: no longer understood",
            "compatible: ws/echo/, sends pong: no longer sent",
        ],
    },
    Change {
        name: "a reply that may be missing",
        old: AS_IT_IS,
        new: Copy(&[(
            "-> EchoMessage {\n        message",
            "-> Option<EchoMessage> {\n        Some(message)",
        )]),
        told: &["breaking: ws/echo/, receives echo: replies `echo` or nothing now, `echo` before"],
    },
    Change {
        name: "a changed path",
        old: AS_IT_IS,
        new: Copy(&[("ws/echo/", "ws/say/")]),
        told: &["breaking: ws/echo/: `EchoConsumer` is at ws/say/ now"],
    },
    Change {
        name: "another case of the keys",
        old: AS_IT_IS,
        new: Copy(&[("#[consumer(public)]", "#[consumer(public, camelize = true)]")]),
        told: &["breaking: ws/echo/: writes keys in camelCase now"],
    },
    Change {
        name: "a lower limit",
        old: AS_IT_IS,
        new: Copy(&[("#[consumer(public)]", "#[consumer(public, max_message_size = 1024)]")]),
        told: &["breaking: ws/echo/: takes messages of at most 1024 bytes now, 65536 before"],
    },
    Change {
        name: "words that no client reads",
        old: AS_IT_IS,
        new: Copy(&[("/// Something that is said.", "/// Something else.")]),
        told: &[
            "compatible: ws/echo/, receives echo: the description changed",
            "compatible: ws/echo/, sends echo: the description changed",
        ],
    },
];
