//! Two versions of what version 1 of the format did not know: the types of parameters, the fields of events, and how
//! credentials are shown.

use std::borrow::Cow;

use chanx::{Authentication, Scheme, SchemePlace, prelude::*};
use chanx_testing::Contract;
use serde::{Deserialize, Serialize};

use super::one_route::lines;

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

/// A consumer whose path has one parameter, of this type.
macro_rules! with_param {
    ($type:ty) => {
        #[params]
        pub(super) struct RoomPath {
            pub(super) room: $type,
        }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, params = RoomPath)]
        impl Desk {}
    };
}

told! { a_narrower_integer:
    "ws/<int:room>/" { with_param!(u64); } to "ws/<int:room>/" { with_param!(u8); }
    there ["breaking: ws/<int:room>/, parameter room: is `uint8` now, was `uint64`"]
    back ["compatible: ws/<int:room>/, parameter room: is `uint64` now, was `uint8`"]
}

// Digits have no sign.
told! { an_integer_without_its_sign:
    "ws/<int:room>/" { with_param!(i32); } to "ws/<int:room>/" { with_param!(u32); }
    there ["compatible: ws/<int:room>/, parameter room: is `uint32` now, was at least 0 and at most 2147483647"]
    back ["breaking: ws/<int:room>/, parameter room: is at least 0 and at most 2147483647 now, was `uint32`"]
}

mod a_sign_that_a_path_may_have {
    use super::*;

    macro_rules! version {
        ($name:ident: $type:ty) => {
            mod $name {
                use super::*;

                with_param!($type);

                pub(super) fn contract() -> Contract {
                    let routes = router![re_path(r"^ws/(?<room>[^/]+)/$", Desk)];
                    Contract::from_routes(&App::new(()).routes(routes).outline())
                }
            }
        };
    }

    version!(signed: i32);
    version!(unsigned: u32);

    #[test]
    fn is_told() {
        let (signed, unsigned) = (signed::contract(), unsigned::contract());
        let at = r"breaking: ^ws/(?<room>[^/]+)/$, parameter room";
        assert_eq!(lines(&signed, &unsigned), [format!("{at}: is `uint32` now, was `int32`")]);
        assert_eq!(lines(&unsigned, &signed), [format!("{at}: is `int32` now, was `uint32`")]);
    }
}

/// Short words: `[a-z]{1,8}`.
pub(super) struct Word(String);

impl chanx::PathParam for Word {
    const CONVERTERS: &'static [&'static str] = &["str", "slug", "int"];

    fn from_path(text: &str) -> Option<Self> {
        (text.len() <= 8).then(|| Self(text.to_owned()))
    }

    fn to_path(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    fn schema(_: &mut chanx::schemars::SchemaGenerator) -> chanx::schemars::Schema {
        chanx::schemars::json_schema!({ "type": "string", "maxLength": 8 })
    }
}

told! { a_type_of_ones_own:
    "ws/<str:room>/" { with_param!(String); } to "ws/<str:room>/" { with_param!(Word); }
    there ["breaking: ws/<str:room>/, parameter room: holds at most 8 characters now, any number of characters before"]
    back ["compatible: ws/<str:room>/, parameter room: holds any number of characters now, at most 8 characters before"]
}

// What the converter's change tells is told once.
told! { a_converter_and_its_type:
    "ws/<int:room>/" { with_param!(u32); } to "ws/<str:room>/" { with_param!(String); }
    there ["compatible: ws/<str:room>/: <room> takes `str` now, `int` before"]
    back ["breaking: ws/<int:room>/: <room> takes `int` now, `str` before"]
}

told! { a_converter_whose_type_takes_less:
    "ws/<int:room>/" { with_param!(u32); } to "ws/<slug:room>/" { with_param!(Word); }
    there [
        "breaking: ws/<slug:room>/, parameter room: is a string now, was an integer",
        "compatible: ws/<slug:room>/: <room> takes `slug` now, `int` before",
    ]
    back ["breaking: ws/<int:room>/: <room> takes `int` now, `slug` before"]
}

told! { the_doc_comment_of_a_parameter:
    "ws/<str:room>/" { with_param!(String); } to "ws/<str:room>/" {
        #[params]
        pub(super) struct RoomPath {
            /// The room's name.
            pub(super) room: String,
        }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public, params = RoomPath)]
        impl Desk {}
    }
    there ["compatible: ws/<str:room>/, parameter room: the description changed"]
    back ["compatible: ws/<str:room>/, parameter room: the description changed"]
}

told! { a_type_of_ones_own_that_does_not_tell_what_it_takes:
    "ws/<int:room>/" { with_param!(u64); } to "ws/<int:room>/" {
        pub(super) struct Small(u8);

        impl PathParam for Small {
            const CONVERTERS: &'static [&'static str] = &["int"];

            fn from_path(text: &str) -> Option<Self> {
                text.parse().ok().map(Self)
            }

            fn to_path(&self) -> std::borrow::Cow<'_, str> {
                self.0.to_string().into()
            }
        }

        with_param!(Small);
    }
    there ["breaking: ws/<int:room>/, parameter room: its type no longer tells what it takes"]
    back ["breaking: ws/<int:room>/, parameter room: its type tells what it takes now, which may be less"]
}

/// A consumer of an event with these fields.
macro_rules! with_event {
    ($($fields:tt)*) => {
        #[event(handler = "notify")]
        pub(super) struct NotifyEvent { $($fields)* }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(public)]
        impl Desk {
            #[event_handler]
            async fn notify(&self, _: NotifyEvent) {}
        }
    };
}

#[derive(Serialize, Deserialize)]
pub(super) struct Foreign {
    pub(super) id: u32,
}

told! { a_new_field_of_an_event:
    "ws/" { with_event!(pub(super) text: String); }
    to "ws/" { with_event!(pub(super) text: String, pub(super) level: u8); }
    there ["breaking: ws/, event notify, level: new, required"]
    back ["compatible: ws/, event notify, level: no longer read: it is ignored now"]
}

told! { a_new_optional_field_of_an_event:
    "ws/" { with_event!(pub(super) text: String); }
    to "ws/" { with_event!(pub(super) text: String, pub(super) level: Option<u8>); }
    there ["compatible: ws/, event notify, level: new, optional"]
    back ["compatible: ws/, event notify, level: no longer read: it is ignored now"]
}

told! { a_narrower_field_of_an_event:
    "ws/" { with_event!(pub(super) level: u32); } to "ws/" { with_event!(pub(super) level: u8); }
    there ["breaking: ws/, event notify, level: is `uint8` now, was `uint32`"]
    back ["compatible: ws/, event notify, level: is `uint32` now, was `uint8`"]
}

// Of a type without a schema nothing is known, so that nothing of it can be judged.
told! { a_field_of_an_event_without_a_schema:
    "ws/" { with_event!(pub(super) from: Foreign); } to "ws/" { with_event!(pub(super) from: u32); }
    there ["breaking: ws/, event notify, from: is an integer now, was anything"]
    back ["compatible: ws/, event notify, from: is anything now, was an integer"]
}

/// A consumer whose authentication tells these schemes.
macro_rules! with_schemes {
    ($($scheme:expr),*) => {
        pub(super) struct Key;

        impl<S: Sync> Authentication<S> for Key {
            type User = Account;

            const SCHEMES: &'static [Scheme] = &[$($scheme),*];

            async fn authenticate(
                _: &mut http::request::Parts,
                _: &S,
            ) -> Result<Option<Identity<Account>>, Rejection> {
                Ok(Some(Account.into()))
            }
        }

        #[derive(Default)]
        pub(super) struct Desk;

        #[consumer(user = Account, authentication(Key))]
        impl Desk {}
    };
}

told! { schemes:
    "ws/" { with_schemes!(Scheme::bearer(), Scheme::http("Token"), Scheme::api_key(SchemePlace::Query, "key")); }
    to "ws/" { with_schemes!(Scheme::bearer(), Scheme::session(None), Scheme::basic()); }
    there [
        "breaking: ws/: `Key` no longer takes credentials behind `Token` in the header `Authorization`",
        "breaking: ws/: `Key` no longer takes a token in the query's parameter `key`",
        "compatible: ws/: `Key` takes a session in a cookie too",
        "compatible: ws/: `Key` takes a name and a password in the header `Authorization` too",
    ]
    back [
        "breaking: ws/: `Key` no longer takes a session in a cookie",
        "breaking: ws/: `Key` no longer takes a name and a password in the header `Authorization`",
        "compatible: ws/: `Key` takes credentials behind `Token` in the header `Authorization` too",
        "compatible: ws/: `Key` takes a token in the query's parameter `key` too",
    ]
}

told! { schemes_that_were_not_told:
    "ws/" { with_schemes!(); } to "ws/" { with_schemes!(Scheme::bearer()); }
    there ["compatible: the application: only what is not on the wire changed"]
    back ["breaking: ws/: `Key` no longer takes a bearer token in the header `Authorization`"]
}
