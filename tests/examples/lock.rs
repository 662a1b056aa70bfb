//! What the lock says of a copy of `examples/echo.rs` that was changed. What it echoes goes both ways, so that each change
//! is told twice: of what clients send, and of what they receive.

use std::{fmt::Write as _, fs, path::Path};

/// A change: what stands in both copies, and what is told of it.
struct Change {
    name: &'static str,
    old: Copy,
    new: Copy,
    told: &'static [&'static str],
}

/// A copy of the example, with other words in some places.
#[derive(Clone, Copy)]
struct Copy(&'static [(&'static str, &'static str)]);

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

const CHANGES: &[Change] = &[
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
        told: &[],
    },
];

/// Compares what the lock says; the copies are compiled with this.
const HARNESS: &str = r#"
fn said(old: chanx::App<()>, new: chanx::App<()>, file: &str) -> Vec<String> {
    let locked = chanx_testing::HasContract::contract(&old).to_json();
    std::fs::write(file, locked).expect("the folder is there");
    let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        chanx_testing::assert_contract!(new, file);
    }));
    let Err(failed) = failed else { return Vec::new() };
    let text = failed.downcast_ref::<String>().cloned().unwrap_or_default();
    let (_, lines) = text.split_once("\n\n").expect("the changes come after a blank line");
    let (lines, _) = lines.split_once("\n\n").expect("and before one");
    lines.lines().map(str::to_owned).collect()
}
"#;

#[test]
fn a_changed_copy_fails_the_lock_with_the_class_of_each_change() {
    let example = fs::read_to_string("examples/echo.rs").expect("the example is there");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut program = String::from(HARNESS);
    let mut checks = String::new();
    let mut copies: Vec<String> = Vec::new();
    for (number, change) in CHANGES.iter().enumerate() {
        let [old, new] = [change.old, change.new].map(|copy| {
            let source = copy.0.iter().fold(example.clone(), |text, (from, to)| {
                assert!(text.contains(from), "the example has no `{from}` any more");
                text.replace(from, to)
            });
            copies.iter().position(|known| *known == source).unwrap_or_else(|| {
                copies.push(source);
                copies.len() - 1
            })
        });
        let file = folder.join(format!("lock_{number}.json"));
        let _ = writeln!(
            checks,
            "    let lines = said(copy_{old}::app(), copy_{new}::app(), {file:?});\n    \
             if lines != {told:?} as [&str; {count}] {{ wrong.push(({name:?}, lines)); }}",
            told = change.told,
            count = change.told.len(),
            name = change.name,
        );
    }
    for (number, copy) in copies.iter().enumerate() {
        let _ = writeln!(program, "mod copy_{number} {{\n#![allow(dead_code)]\n{copy}}}");
    }
    let _ = writeln!(
        program,
        "fn main() {{\n    std::panic::set_hook(Box::new(|_| ()));\n    let mut wrong: Vec<(&str, Vec<String>)> = Vec::new();\n{checks}    \
         if !wrong.is_empty() {{ eprintln!(\"{{wrong:#?}}\"); std::process::exit(1); }}\n}}"
    );
    let file = folder.join("changed_copies.rs");
    fs::write(&file, program).expect("the folder is there");
    chanx_testing::compile_pass(&file.to_string_lossy());
}
