//! Two versions of real consumers, and what is told of the change.

use std::borrow::Cow;

use chanx::prelude::*;
use chanx_testing::Contract;
use serde_json::json;

use super::one_route::lines;

/// A version of an application: the items, with a consumer `Desk`, and its path.
macro_rules! version {
    ($name:ident at $path:literal { $($items:item)* }) => {
        mod $name {
            #[allow(unused_imports, reason = "not every version needs all")]
            use super::*;

            $($items)*

            pub(super) fn contract() -> Contract {
                Contract::from_routes(&App::new(()).routes(router![path($path, Desk)]).outline())
            }
        }
    };
}

/// A test of what is told from one version to the next, and back.
macro_rules! told {
    ($name:ident: $path:literal { $($old:item)* } to $new_path:literal { $($new:item)* }
        there [$($there:literal),* $(,)?] back [$($back:literal),* $(,)?]) => {
        mod $name {
            use super::*;

            version!(old at $path { $($old)* });
            version!(new at $new_path { $($new)* });

            #[test]
            fn is_told() {
                let (old, new) = (old::contract(), new::contract());
                let there: &[&str] = &[$($there),*];
                let back: &[&str] = &[$($back),*];
                assert_eq!(lines(&old, &new), there);
                assert_eq!(lines(&new, &old), back);
            }
        }
    };
}

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

struct ApiKey;

impl<S: Sync> Authentication<S> for ApiKey {
    type User = Account;

    async fn authenticate(
        _: &mut http::request::Parts,
        _: &S,
    ) -> Result<Option<Identity<Account>>, Rejection> {
        Ok(Some(Account.into()))
    }
}

struct IsMember;

impl Permission<Account> for IsMember {
    async fn check(&self, _: &Account, _: &NoObject, _: &Access<'_, ()>) -> Result<(), Rejection> {
        Ok(())
    }
}

told! { docs_and_names_of_types:
    "ws/" {
        #[payload]
        pub(super) struct Words { pub(super) text: String, pub(super) loud: bool }

        #[message(action = "say")]
        pub(super) struct SayMessage { pub(super) payload: Words }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn say(&self, _: SayMessage) {}
        }
    } to "ws/" {
        /// What is said.
        #[payload]
        pub(super) struct Speech {
            /// How it is said.
            pub(super) loud: bool,
            /// What.
            pub(super) text: String,
        }

        /// Says it.
        #[message(action = "say")]
        pub(super) struct SpeakMessage { pub(super) payload: Speech }

        #[derive(Default)]
        pub(super) struct Desk;

        /// Where it is said.
        #[consumer(public)]
        impl Desk {
            /// Says it.
            #[ws_handler]
            async fn speak(&self, _: SpeakMessage) {}
        }
    }
    there [
        "compatible: the application: only what is not on the wire changed",
        "compatible: ws/: the description changed",
        "compatible: ws/, receives say: the description changed",
        "compatible: ws/, receives say: the handler's description changed",
    ]
    back [
        "compatible: the application: only what is not on the wire changed",
        "compatible: ws/: the description changed",
        "compatible: ws/, receives say: the description changed",
        "compatible: ws/, receives say: the handler's description changed",
    ]
}

told! { a_payload:
    "ws/" {
        #[payload]
        pub(super) struct Words {
            #[garde(length(chars, max = 2000))]
            pub(super) text: String,
            pub(super) volume: u8,
        }

        #[message(action = "say")]
        pub(super) struct SayMessage { pub(super) payload: Words }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn say(&self, message: SayMessage) -> SayMessage { message }
        }
    } to "ws/" {
        #[payload]
        pub(super) struct Words {
            #[garde(length(chars, max = 500))]
            pub(super) text: String,
            pub(super) volume: u32,
            pub(super) to: Option<String>,
        }

        #[message(action = "say")]
        pub(super) struct SayMessage { pub(super) payload: Words }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn say(&self, message: SayMessage) -> SayMessage { message }
        }
    }
    there [
        "breaking: ws/, receives say, payload.text: holds at most 500 characters now, at most 2000 characters before",
        "breaking: ws/, sends say, payload.volume: is `uint32` now, was `uint8`",
        "compatible: ws/, receives say, payload.volume: is `uint32` now, was `uint8`",
        "compatible: ws/, receives say, payload.to: new, optional",
        "compatible: ws/, sends say, payload.text: holds at most 500 characters now, at most 2000 characters before",
        "compatible: ws/, sends say, payload.to: new",
    ]
    back [
        "breaking: ws/, receives say, payload.volume: is `uint8` now, was `uint32`",
        "breaking: ws/, sends say, payload.text: holds at most 2000 characters now, at most 500 characters before",
        "breaking: ws/, sends say, payload.to: no longer sent, was always sent",
        "compatible: ws/, receives say, payload.text: holds at most 2000 characters now, at most 500 characters before",
        "compatible: ws/, receives say, payload.to: no longer read: it is ignored now",
        "compatible: ws/, sends say, payload.volume: is `uint8` now, was `uint32`",
    ]
}

told! { variants_of_enums:
    "ws/" {
        #[payload]
        pub(super) enum Mood { Calm, Loud }

        #[payload]
        #[serde(tag = "type")]
        pub(super) enum Shape { Circle { r: f64 }, Square { side: f64 } }

        #[message(action = "draw")]
        pub(super) struct DrawMessage { pub(super) mood: Mood, pub(super) shape: Shape }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn draw(&self, _: DrawMessage) {}
        }
    } to "ws/" {
        #[payload]
        pub(super) enum Mood {
            Calm,
            Loud,
            /// Of late.
            Quiet,
        }

        #[payload]
        #[serde(tag = "type")]
        pub(super) enum Shape { Circle { r: f64, label: Option<String> }, Square { side: f64 }, Dot }

        #[message(action = "draw")]
        pub(super) struct DrawMessage { pub(super) mood: Mood, pub(super) shape: Shape }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn draw(&self, _: DrawMessage) {}
        }
    }
    there [
        "compatible: ws/, receives draw, mood: takes `\"Quiet\"` too",
        "compatible: ws/, receives draw, shape(Circle).label: new, optional",
        "compatible: ws/, receives draw, shape: takes `Dot` too",
    ]
    back [
        "breaking: ws/, receives draw, mood: no longer takes `\"Quiet\"`",
        "breaking: ws/, receives draw, shape: no longer takes `Dot`",
        "compatible: ws/, receives draw, shape(Circle).label: no longer read: it is ignored now",
    ]
}

told! { a_recursive_type:
    "ws/" {
        #[payload]
        pub(super) struct Folder { pub(super) name: String, pub(super) folders: Vec<Folder> }

        #[message(action = "keep")]
        pub(super) struct KeepMessage { pub(super) payload: Folder }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn keep(&self, _: KeepMessage) {}
        }
    } to "ws/" {
        #[payload]
        pub(super) struct Folder { pub(super) title: String, pub(super) folders: Vec<Folder> }

        #[message(action = "keep")]
        pub(super) struct KeepMessage { pub(super) payload: Folder }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn keep(&self, _: KeepMessage) {}
        }
    }
    there ["breaking: ws/, receives keep, payload.name: renamed `title`"]
    back ["breaking: ws/, receives keep, payload.title: renamed `name`"]
}

told! { a_type_that_refuses_unknown_keys:
    "ws/" {
        #[payload]
        #[serde(deny_unknown_fields)]
        pub(super) struct Words { pub(super) text: String }

        #[message(action = "say")]
        pub(super) struct SayMessage { pub(super) payload: Words }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn say(&self, _: SayMessage) {}
        }
    } to "ws/" {
        #[payload]
        #[serde(deny_unknown_fields)]
        pub(super) struct Words { pub(super) text: String, #[serde(default)] pub(super) loud: bool }

        #[message(action = "say")]
        pub(super) struct SayMessage { pub(super) payload: Words }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn say(&self, _: SayMessage) {}
        }
    }
    there ["compatible: ws/, receives say, payload.loud: new, optional"]
    back ["breaking: ws/, receives say, payload.loud: no longer known: messages with it are refused"]
}

told! { an_action_and_its_reply:
    "ws/" {
        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {}
    } to "ws/" {
        #[message(action = "ask")]
        pub(super) struct AskMessage;

        #[message(action = "answer")]
        pub(super) struct AnswerMessage(pub(super) u8);

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn ask(&self, _: AskMessage) -> AnswerMessage { AnswerMessage(1) }
        }
    }
    there [
        "compatible: ws/, receives ask: new",
        "compatible: ws/, sends answer: new, sent only in reply to what is new itself",
    ]
    back ["breaking: ws/, receives ask: no longer understood", "compatible: ws/, sends answer: no longer sent"]
}

told! { how_a_handler_replies:
    "ws/" {
        #[message(action = "ask")]
        pub(super) struct AskMessage;

        #[message(action = "answer")]
        pub(super) struct AnswerMessage(pub(super) u8);

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn ask(&self, _: AskMessage) -> AnswerMessage { AnswerMessage(1) }
        }
    } to "ws/" {
        #[message(action = "ask")]
        pub(super) struct AskMessage;

        #[message(action = "answer")]
        pub(super) struct AnswerMessage(pub(super) u8);

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn ask(&self, _: AskMessage) -> Result<Option<AnswerMessage>> { Ok(None) }
        }
    }
    there ["breaking: ws/, receives ask: replies `answer` or nothing now, `answer` before"]
    back ["compatible: ws/, receives ask: replies `answer` now, `answer` or nothing before"]
}

told! { what_a_consumer_sends_unasked:
    "ws/" {
        #[message(action = "news")]
        pub(super) struct NewsMessage(pub(super) String);

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, sends(NewsMessage))]
        impl Desk {}
    } to "ws/" {
        #[message(action = "news", group)]
        pub(super) struct NewsMessage(pub(super) String);

        #[message(action = "alarm")]
        pub(super) struct AlarmMessage;

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, sends(NewsMessage, AlarmMessage))]
        impl Desk {}
    }
    there [
        "breaking: ws/, sends alarm: new: clients receive an action that they do not know",
        "compatible: ws/, sends news: a group message now: `is_mine` and `is_current` come with it",
    ]
    back [
        "breaking: ws/, sends news: no group message any more: `is_mine` and `is_current` no longer come with it",
        "compatible: ws/, sends alarm: no longer sent",
    ]
}

told! { events:
    "ws/" {
        #[message(action = "news")]
        pub(super) struct NewsMessage(pub(super) String);

        #[event(handler = "notify")]
        pub(super) struct NotifyEvent(pub(super) String);

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[event_handler]
            async fn notify(&self, event: NotifyEvent) -> NewsMessage { NewsMessage(event.0) }
        }
    } to "ws/" {
        #[message(action = "news")]
        pub(super) struct NewsMessage(pub(super) String);

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, sends(NewsMessage))]
        impl Desk {}
    }
    there ["breaking: ws/, event notify: removed: processes that raise it reach nobody"]
    back ["compatible: ws/, event notify: new"]
}

told! { a_parameter:
    "ws/<str:room>/" {
        #[params]
        pub(super) struct RoomPath { pub(super) room: String }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, params = RoomPath)]
        impl Desk {}
    } to "ws/<uuid:room_id>/" {
        #[params]
        pub(super) struct RoomPath { pub(super) room_id: Uuid }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, params = RoomPath)]
        impl Desk {}
    }
    there ["breaking: ws/<uuid:room_id>/: <room> takes `uuid` now, `str` before"]
    back ["compatible: ws/<str:room>/: <room_id> takes `str` now, `uuid` before"]
}

told! { a_path:
    "ws/old/" {
        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {}
    } to "ws/new/" {
        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {}
    }
    there ["breaking: ws/old/: `Desk` is at ws/new/ now"]
    back ["breaking: ws/new/: `Desk` is at ws/old/ now"]
}

told! { who_may_connect:
    "ws/" {
        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {}
    } to "ws/" {
        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(authentication(ApiKey), user = Account, permissions(IsAuthenticated & IsMember))]
        impl Desk {}
    }
    there [
        "breaking: ws/: anonymous people are no longer admitted: 401, close code 4401",
        "breaking: ws/: asks for `IsAuthenticated & IsMember` now: it may refuse who was let in",
        "compatible: ws/: people are known by `ApiKey` too",
    ]
    back [
        "breaking: ws/: nobody is known by `ApiKey` any more",
        "compatible: ws/: anonymous people are admitted too",
        "compatible: ws/: nobody is known as `Account` any more",
        "compatible: ws/: no longer asks for `IsAuthenticated & IsMember`",
    ]
}

told! { who_may_send_what:
    "ws/" {
        #[message(action = "say")]
        pub(super) struct SayMessage;

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(authentication(ApiKey), user = Account)]
        impl Desk {
            #[ws_handler(permissions(IsAuthenticated & IsMember))]
            async fn say(&self, _: SayMessage) {}
        }
    } to "ws/" {
        #[message(action = "say")]
        pub(super) struct SayMessage;

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(authentication(ApiKey), user = Account)]
        impl Desk {
            #[ws_handler(permissions(IsMember))]
            async fn say(&self, _: SayMessage) {}
        }
    }
    there ["compatible: ws/, receives say: asks for `IsMember` now, `IsAuthenticated & IsMember` before"]
    back [
        "breaking: ws/, receives say: asks for `IsAuthenticated & IsMember` now, `IsMember` before: \
         it may refuse who was let in"
    ]
}

told! { settings_and_frames_that_are_no_messages:
    "ws/" {
        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, subprotocols = ["v1"])]
        impl Desk {
            #[text_handler]
            async fn text(&self, text: String) -> Text { Text(text) }
        }
    } to "ws/" {
        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, camelize = true, max_frame_size = 1024, origins = ["https://a.example"])]
        impl Desk {}
    }
    there [
        "breaking: ws/: no longer speaks the subprotocol `v1`",
        "breaking: ws/: writes keys in camelCase now",
        "breaking: ws/: takes frames of at most 1024 bytes now, 65536 before",
        "breaking: ws/: browsers may connect from https://a.example now, from the same host before",
        "breaking: ws/, receives text frames: no longer understood",
    ]
    back [
        "breaking: ws/: no longer writes keys in camelCase, nor reads them",
        "breaking: ws/: browsers may connect from the same host now, from https://a.example before",
        "compatible: ws/: speaks the subprotocol `v1` too",
        "compatible: ws/: takes frames of at most 65536 bytes now, 1024 before",
        "compatible: ws/, receives text frames: new",
    ]
}

told! { the_turn_of_a_handler:
    "ws/" {
        #[message(action = "ask")]
        pub(super) struct AskMessage;

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[ws_handler]
            async fn ask(&self, _: AskMessage) {}
        }
    } to "ws/" {
        #[message(action = "ask")]
        pub(super) struct AskMessage;

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, max_json_depth = 9)]
        impl Desk {
            #[ws_handler]
            async fn ask(_: AskMessage) {}
        }
    }
    there [
        "breaking: ws/: takes JSON nested at most 9 deep now, 128 before",
        "breaking: ws/, receives ask: answered beside the others now: replies may come in another order",
    ]
    back [
        "compatible: ws/: takes JSON nested at most 128 deep now, 9 before",
        "compatible: ws/, receives ask: answered in its turn now, not beside the others",
    ]
}

told! { the_types_of_one_action:
    "ws/" {
        pub(super) mod other {
            use super::*;

            #[payload]
            pub(crate) struct Card { pub(crate) number: u32 }

            #[message(action = "card")]
            pub(crate) struct PictureMessage { pub(crate) payload: Card }
        }

        #[payload]
        pub(super) struct Card { pub(super) title: String }

        #[message(action = "card")]
        pub(super) struct CardMessage { pub(super) payload: Card }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, sends(CardMessage, other::PictureMessage))]
        impl Desk {}
    } to "ws/" {
        pub(super) mod other {
            use super::*;

            #[payload]
            pub(crate) struct Card { pub(crate) number: u64 }

            #[message(action = "card")]
            pub(crate) struct PictureMessage { pub(crate) payload: Card }
        }

        #[payload]
        pub(super) struct Card { pub(super) title: String }

        #[message(action = "card")]
        pub(super) struct CardMessage { pub(super) payload: Card }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, sends(other::PictureMessage, CardMessage))]
        impl Desk {}
    }
    there ["breaking: ws/, sends card, payload.number: is `uint64` now, was `uint32`"]
    back ["compatible: ws/, sends card, payload.number: is `uint32` now, was `uint64`"]
}

version!(named at "ws/" {
    /// Is described.
    #[payload]
    pub(super) struct Card {
        /// Is described too.
        pub(super) title: String,
        pub(super) description: String,
        #[serde(rename = "$schema")]
        pub(super) schema: u8,
    }

    /// And this.
    #[message(action = "show")]
    pub(super) struct ShowMessage { pub(super) payload: Card }

    #[derive(Default)]
    pub(super) struct Desk;

    #[consumer(authentication(ApiKey), user = Account, permissions(IsMember))]
    impl Desk {
        #[ws_handler]
        async fn show(&self, _: ShowMessage) {}
    }
});

#[test]
fn annotations_are_kept_and_properties_of_their_names_too() {
    let contract = serde_json::to_value(named::contract()).expect("it is JSON");
    let route = &contract["routes"][0];
    assert_eq!(route["refusals"], json!({ "401": 4401, "403": 4403, "500": 4500 }));
    let card = json!({
        "type": "object",
        "properties": {
            "title": { "type": "string", "description": "Is described too." },
            "description": { "type": "string" },
            "$schema": { "type": "integer", "format": "uint8", "minimum": 0, "maximum": 255 },
        },
        "required": ["$schema", "description", "title"],
        "description": "Is described.",
    });
    assert_eq!(route["receives"]["show"]["schema"]["$defs"]["Card"], card);
}
