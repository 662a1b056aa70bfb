//! The page, from end to end.

use crate::support::{Browser, Driver, House, on_both_databases};

/// Signs up on the page.
async fn sign_up(browser: &Browser, house: &House, username: &str) {
    browser.open(&house.url()).await;
    browser.writes("#username", username).await;
    browser.writes("#password", &format!("{username}-{username}-{username}")).await;
    browser.clicks("#sign-up-button").await;
    browser.sees("#me", username).await;
}

async fn say(browser: &Browser, text: &str) {
    browser.writes("#text", text).await;
    browser.clicks("#say button").await;
}

on_both_databases! {
    async fn two_people_meet_in_a_room_and_one_is_removed(house: House) {
        let house = house.on_port().await;
        let driver = Driver::start();
        let (ann, bob) = (driver.browser().await, driver.browser().await);

        sign_up(&ann, &house, "ann").await;
        ann.writes("#new-name", "Tea").await;
        ann.clicks("#new-room button").await;
        ann.sees("#room-name", "Tea").await;
        ann.sees("#status", "open").await;

        // A stranger is refused, and reads why.
        sign_up(&bob, &house, "bob").await;
        bob.clicks_on("Tea").await;
        bob.sees("#room-fault", "You are not a member of this room.").await;
        bob.sees("#status", "closed").await;
        bob.clicks("#join").await;
        bob.sees("#status", "open").await;

        // What leads nowhere says so.
        bob.open(&format!("{}/#nowhere", house.url())).await;
        bob.sees("#room-fault", "There is no such room.").await;
        bob.clicks_on("Tea").await;
        bob.sees("#status", "open").await;
        bob.writes("#new-name", "Tea").await;
        bob.clicks("#new-room button").await;
        bob.sees("#rooms-fault", "There is a room of this name.").await;

        // Two chat, and each sees what is their own.
        bob.writes("#text", "<b>he").await;
        ann.sees("#typing", "bob is typing").await;
        say(&bob, "<b>hello</b>").await;
        ann.sees("#log div:not(.mine)", "bob\n<b>hello</b>").await;
        bob.sees("#log .mine", "you\n<b>hello</b>").await;
        say(&ann, "hello, bob").await;
        bob.sees("#log div:not(.mine)", "ann\nhello, bob").await;
        ann.sees("#log .mine", "you\nhello, bob").await;

        // A removed member loses the socket, and reads why.
        ann.clicks("summary").await;
        ann.sees("#members", "bob").await;
        ann.clicks("[aria-label='Mute bob']").await;
        ann.sees("#members", "bob (muted)").await;
        say(&bob, "mm").await;
        bob.sees("#log .note", "You are muted in this room.").await;
        ann.clicks("[aria-label='Remove bob']").await;
        bob.sees("#room-fault", "ann removed you from this room.").await;
        bob.sees("#status", "closed").await;

        // He is added again, told so, and back in the room.
        ann.writes("#add-name", "bob").await;
        ann.clicks("#add button").await;
        bob.sees("#notice", "ann added you to “Tea”.").await;
        bob.sees("#status", "open").await;

        // Whoever logs out is out, and in again with what was said before.
        bob.clicks("#log-out").await;
        bob.writes("#username", "bob").await;
        bob.writes("#password", "wrong-password").await;
        bob.clicks("#log-in-button").await;
        bob.sees("#door-fault", "The name or the password is wrong.").await;
        bob.writes("#password", "bob-bob-bob").await;
        bob.clicks("#log-in-button").await;
        bob.sees("#log .mine", "<b>hello</b>").await;
    }
}
