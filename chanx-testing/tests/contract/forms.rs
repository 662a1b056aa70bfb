//! Every form in which serde writes types, in two versions.

use std::collections::{BTreeSet, HashMap};

use chanx::{Message, prelude::*};

use super::one_route::{incoming, lines};

mod old {
    use super::*;

    #[payload]
    pub(super) struct P {
        #[serde(flatten)]
        pub(super) base: Base,
        #[serde(flatten)]
        pub(super) e: Kind,
        ext: Ext,
        adj: Adj,
        un: Un,
        m: HashMap<u32, i64>,
        v: serde_json::Value,
        s: BTreeSet<u8>,
        b: Option<Box<Base>>,
        arr: [u8; 3],
        vv: Vec<Option<i32>>,
    }

    #[payload]
    pub(super) struct Base {
        id: u32,
        name: String,
    }

    #[payload]
    #[serde(tag = "kind")]
    pub(super) enum Kind {
        A { x: u8 },
        B(Base),
    }

    #[payload]
    pub(super) enum Ext {
        U,
        N(u8),
        T(u8, String),
        S { x: u8 },
    }

    #[payload]
    #[serde(tag = "t", content = "c")]
    pub(super) enum Adj {
        U,
        N(u8),
        S { x: u8 },
    }

    #[payload]
    #[serde(untagged)]
    pub(super) enum Un {
        I(i32),
        S(String),
        O { x: u8 },
    }

    #[message(action = "say")]
    pub(super) struct Say {
        payload: P,
    }
}
mod new {
    use super::*;

    #[payload]
    pub(super) struct P {
        #[serde(flatten)]
        pub(super) base: Base,
        #[serde(flatten)]
        pub(super) e: Kind,
        ext: Ext,
        adj: Adj,
        un: Un,
        m: HashMap<u32, i32>,
        v: u8,
        s: Vec<u8>,
        b: Box<Base>,
        arr: [u8; 4],
        vv: Vec<i32>,
    }

    #[payload]
    pub(super) struct Base {
        id: u64,
        name: String,
    }

    #[payload]
    #[serde(tag = "kind")]
    pub(super) enum Kind {
        A { x: u16 },
        B(Base),
        C,
    }

    #[payload]
    pub(super) enum Ext {
        U,
        N(u16),
        T(u8, Option<String>),
        S { x: u8, y: Option<u8> },
        V,
    }

    #[payload]
    #[serde(tag = "t", content = "c")]
    pub(super) enum Adj {
        U,
        N(u16),
        S { y: u8 },
    }

    #[payload]
    #[serde(untagged)]
    pub(super) enum Un {
        I(i64),
        S(String),
        O { x: u8 },
        B(bool),
    }

    #[message(action = "say")]
    pub(super) struct Say {
        payload: P,
    }
}

#[test]
fn each_is_told_of() {
    let (old, new) = (<old::Say as Message>::INFO, <new::Say as Message>::INFO);
    let (old, new) = ((old.compiled)().incoming(), (new.compiled)().incoming());
    let told: Vec<_> = lines(&incoming(old), &incoming(new))
        .iter()
        .map(|line| line.replace("ws/, receives say, ", ""))
        .collect();
    assert_eq!(told, TOLD);
}

const TOLD: &[&str] = &[
    "breaking: payload.adj(S).c.x: renamed `y`",
    r"breaking: payload.m.`^\d+$`: is `int32` now, was `int64`",
    "breaking: payload.v: is an integer now, was anything",
    "breaking: payload.b: required now, was optional",
    "breaking: payload.b: no longer takes null",
    "breaking: payload.arr: holds at least 4 items now, at least 3 items before",
    "breaking: payload.vv[]: no longer takes null",
    "compatible: payload.id: is `uint64` now, was `uint32`",
    r#"compatible: payload.ext: takes `"V"` too"#,
    "compatible: payload.ext(N).N: is `uint16` now, was `uint8`",
    "compatible: payload.ext(T).T[1]: takes null too",
    "compatible: payload.ext(S).S.y: new, optional",
    "compatible: payload.adj(N).c: is `uint16` now, was `uint8`",
    "compatible: payload.un: is `int64` now, was `int32`",
    "compatible: payload.un: takes a boolean too",
    "compatible: payload.s: may hold an item twice now",
    "compatible: payload.b.id: is `uint64` now, was `uint32`",
    "compatible: payload.arr: holds at most 4 items now, at most 3 items before",
    "compatible: payload(A).x: is `uint16` now, was `uint8`",
    "compatible: payload: takes `C` too",
];
