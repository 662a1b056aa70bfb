//! What observers are told, beside what clients and handlers saw of the same.
//!
//! `hall` has the consumers, `notes` the observer; `told` is about what comes and goes, `outcomes` about how it was handled.

mod hall;
mod notes;
mod outcomes;
mod told;

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};

use self::{
    hall::{Hall, Narrow, Shut},
    notes::Notes,
};
use super::stage::{Script, stage};

fn hall() -> (TestApp, Script, Notes) {
    let ((stage, script), notes) = (stage(), Notes::default());
    let app = App::new(stage)
        .routes(router![path("hall/", Hall), path("narrow/", Narrow), path("shut/", Shut)])
        .observe(notes.clone());
    (TestApp::new(app), script, notes)
}

async fn opened(app: &TestApp, notes: &Notes) -> Communicator<Hall> {
    let client = app.communicator("/hall/").authenticated().await;
    let accepted = r#"sent {"action":"authentication","payload":{"status_code":200,"status_text":"OK","data":{"detail":"OK"}}}"#;
    assert_eq!(notes.take(), ["opened Hall /hall/ 10", accepted]);
    client
}
