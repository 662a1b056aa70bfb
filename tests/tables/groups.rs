//! The tables tell of groups what is written, and whether more is decided at run time.

use chanx::prelude::*;

#[derive(Default)]
struct Named;

#[consumer(public, groups("news", "weather"))]
impl Named {}

#[derive(Default)]
struct Decided;

#[consumer(public)]
impl Decided {
    async fn build_groups(&mut self) -> Vec<String> {
        vec!["news".to_owned()]
    }
}

#[test]
fn a_hook_is_told_and_literals_are_listed() {
    let app = App::new(()).routes(router![path("named/", Named), path("decided/", Decided)]);
    let told: Vec<_> =
        app.outline().iter().map(|route| (route.consumer.groups, route.consumer.build_groups)).collect();
    assert_eq!(told, [(&["news", "weather"][..], false), (&[][..], true)]);
}
