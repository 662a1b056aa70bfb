//! A consumer can be generic, and a private one makes no noise.
#![deny(warnings)]

use chanx::prelude::*;

trait Store: Clone + Send + Sync + 'static {
    fn name(&self) -> String;
}

#[derive(Clone)]
struct Memory;

impl Store for Memory {
    fn name(&self) -> String {
        "memory".to_owned()
    }
}

#[message(action = "which", tag = "kind")]
struct Which;

#[message(action = "name", tag = "kind")]
struct Name(String);

struct StoreConsumer<S> {
    store: S,
}

#[consumer(public, state = S)]
impl<S> StoreConsumer<S>
where
    S: Store,
{
    async fn connect(cx: &Context<Self>) -> Self {
        Self { store: cx.state().clone() }
    }

    async fn build_groups(&self) -> Vec<String> {
        vec![self.store.name()]
    }

    #[ws_handler]
    async fn which(&self, _: Which) -> Name {
        Name(self.store.name())
    }
}

fn routing() -> Router<Memory> {
    router![path("store/", StoreConsumer<Memory>)]
}

fn any<S: Store>() -> Router<S> {
    router![path("store/", StoreConsumer<S>), path("more/", include(any_more()))]
}

fn any_more<S: Store>() -> Router<S> {
    router![]
}

#[derive(Default)]
struct Quiet;

#[consumer(public)]
impl Quiet {
    #[ws_handler]
    async fn which(&self, _: Which) -> std::result::Result<Option<Name>, std::io::Error> {
        Ok(None)
    }
}

pub(crate) fn main() {
    assert_eq!(<StoreConsumer<Memory> as Consumer>::INFO.tag, "kind");
    assert_eq!(routing().routes().count() + any::<Memory>().routes().count(), 2);
    let quiet: Router<u8> = router![path("", Quiet)];
    assert_eq!(quiet.routes().count(), 1);
}
