//! The application, over pipes in memory or on a port, and its users.

use chanx_testing::{Communicator, TestApp};
use chat::{
    Chat, Config,
    sockets::{NotificationConsumer, RoomConsumer},
};
use http::StatusCode;
use serde_json::json;

use super::Client;

/// The running application.
pub(crate) struct House {
    pub(crate) app: TestApp,
    pub(crate) config: Config,
}

impl House {
    pub(crate) async fn open(database_url: String) -> Self {
        let config =
            Config { listen: "127.0.0.1:0".to_owned(), database_url, secure_cookies: false, seed: true };
        let chat = Chat::open(&config).await.unwrap();
        let app = TestApp::within(chat.sockets(), |sockets| chat.site(sockets));
        let door = app.clone();
        let app = app.sign_in(move |name| {
            let mut client = Client::new(&door, &name);
            async move {
                client.signs_up().await;
                client.credentials()
            }
        });
        Self { app, config }
    }

    /// Moves it to a port, for browsers.
    pub(crate) async fn on_port(self) -> Self {
        Self { app: self.app.on_port().await, ..self }
    }

    /// Where the page is, once it is on a port.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.app.address().expect("it is on a port"))
    }

    /// A client that nobody knows.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(&self.app, "stranger")
    }

    /// Somebody who has just signed up.
    pub(crate) async fn sign_up(&self, username: &str) -> Client {
        let mut client = Client::new(&self.app, username);
        client.signs_up().await;
        client
    }
}

impl Client {
    async fn signs_up(&mut self) {
        let body = json!({"username": self.name(), "password": password(self.name())});
        assert_eq!(self.post("/api/accounts", &body).await.0, StatusCode::CREATED);
    }

    /// In a room, past its history.
    pub(crate) async fn enters(&self, room: &str) -> Communicator<RoomConsumer> {
        let mut communicator = self.room(room).authenticated().await;
        communicator.receive_until_action("history").await;
        communicator
    }

    /// Where what concerns the user alone is told.
    pub(crate) async fn listens(&self) -> Communicator<NotificationConsumer> {
        self.user().connect("/ws/notifications/").await
    }
}

pub(crate) fn password(username: &str) -> String {
    format!("{username}-{username}-{username}")
}
