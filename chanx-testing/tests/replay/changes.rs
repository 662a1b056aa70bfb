//! An application that changed is told of, in words.

use chanx_testing::{Recording, Replay, TestApp};

use super::{Room, SaidMessage, Sheet, Version, failure, rooms, say, talk};

async fn recorded() -> Recording {
    let sheet = Sheet::default();
    talk(&TestApp::new(rooms(Version::First).record(sheet.recorder()))).await;
    sheet.recording()
}

/// What playing it against a version says.
async fn told(recording: Recording, version: Version) -> String {
    failure(async move {
        let app = TestApp::new(rooms(version));
        Replay::of(recording).ignore("said", "payload.number").run(&app).await;
    })
    .await
}

#[tokio::test(start_paused = true)]
async fn another_answer_is_told_with_its_place_and_the_transcript() {
    let told = told(recorded().await, Version::Shouts).await;
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(lines[0], "line 6: the server said something else");
    assert_eq!(lines[1], "  payload.text: \"hi\" was recorded, \"HI\" came");
    assert!(lines[2].starts_with("  recorded: {\"action\":\"said\",\"payload\":{\"text\":\"hi\""), "{told}");
    assert!(lines[3].starts_with("  came:     {\"action\":\"said\",\"payload\":{\"text\":\"HI\""), "{told}");
    let place = "  replaying a recording, connection `1`, called at chanx-testing/tests/replay/changes.rs:";
    assert!(lines[4].starts_with(place), "{told}");
    assert_eq!(lines[5], "transcript of the connection (→ client, ← server):");
    assert_eq!(lines.len(), 9, "{told}");
}

#[tokio::test(start_paused = true)]
async fn more_answers_are_told() {
    let said = told(recorded().await, Version::SaysTwice).await;
    assert!(said.starts_with("line 9: the server said something else\n  payload.text: \"ho\" was"), "{said}");

    let app = TestApp::new(rooms(Version::First));
    let mut ann = app.communicator::<Room>("ws/rooms/a/").authenticated().await;
    ann.send_message(say("hi")).await;
    ann.receive_group::<SaidMessage>().await;
    let open = ann.recording();
    let said = told(open, Version::SaysTwice).await;
    assert!(said.starts_with("at the end: the server said more than was recorded\n  came:     {"), "{said}");
    ann.disconnect().await;
    let said = told(ann.recording(), Version::SaysTwice).await;
    assert!(said.starts_with("line 5: the server said more before the end\n  came:     {"), "{said}");
}

#[tokio::test(start_paused = true)]
async fn a_missing_answer_is_told() {
    let said = told(recorded().await, Version::SaysNothing).await;
    assert!(said.starts_with("line 6: waited 5s for the server to say {\"action\":\"said\""), "{said}");

    let app = TestApp::new(rooms(Version::First));
    let mut ann = app.communicator::<Room>("ws/rooms/a/").authenticated().await;
    for text in ["hi", "ho"] {
        ann.send_message(say(text)).await;
        ann.receive_group::<SaidMessage>().await;
    }
    let text = ann.recording().to_string();
    let lines: Vec<_> = text.lines().collect();
    let skips = [0, 1, 4, 3, 5].map(|line| lines[line]).join("\n");
    let said = told(skips.parse().unwrap(), Version::First).await;
    assert!(said.starts_with("line 4: the server did not say this, but at once what line 5 has\n"), "{said}");
}

#[tokio::test(start_paused = true)]
async fn another_end_is_told() {
    let said = told(recorded().await, Version::ClosesOtherwise).await;
    assert!(said.starts_with("line 16: closed with 4001, not with 4000 as was recorded\n"), "{said}");
    let said = told(recorded().await, Version::Hangs).await;
    assert!(said.starts_with("line 16: waited 5s for the connection to end\n"), "{said}");

    let text = recorded().await.to_string();
    let longer = text.replace(
        "{\"connection\":\"1\",\"at\":0.0,\"closed\":{\"code\":4000,\"by\":\"server\"}}\n",
        "{\"connection\":\"1\",\"at\":0.0,\"from\":\"server\",\"raw\":\"more\"}\n",
    );
    let said = told(longer.parse().unwrap(), Version::First).await;
    let expected = "line 16: the connection was closed with 4000 (bye) before the server said \"more\"\n";
    assert!(said.starts_with(expected), "{said}");
    let shorter: Vec<_> = text.lines().filter(|line| !line.contains("4000")).collect();
    let said = told(shorter.join("\n").parse().unwrap(), Version::First).await;
    let expected = "at the end: the connection was closed with 4000 (bye), which was not recorded\n";
    assert!(said.starts_with(expected), "{said}");
}

#[tokio::test(start_paused = true)]
async fn a_refused_connection_is_told() {
    let text = recorded().await.to_string().replace("/ws/rooms/lobby/", "/nowhere/");
    let said = told(text.parse().unwrap(), Version::First).await;
    let expected = "line 1: /nowhere/ is refused with 404 Not Found: there is nothing at this path\n  replaying a recording";
    assert!(said.starts_with(expected), "{said}");
}

#[tokio::test(start_paused = true)]
async fn lines_out_of_order_are_told_before_anything_is_played() {
    let text = recorded().await.to_string();
    let said =
        told(text.lines().skip(1).collect::<Vec<_>>().join("\n").parse().unwrap(), Version::First).await;
    assert!(said.starts_with("line 1: the connection `1` is not open\n"), "{said}");
    let twice = format!("{0}\n{0}", text.lines().next().unwrap());
    let said = told(twice.parse().unwrap(), Version::First).await;
    assert!(said.starts_with("line 2: the connection `1` is open already\n"), "{said}");
}
