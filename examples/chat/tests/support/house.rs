//! The application on a port of its own.

use std::{net::SocketAddr, time::Duration};

use chanx_testing::{Communicator, Connect};
use chat::{
    Config, Server,
    sockets::{NotificationConsumer, RoomConsumer},
};
use http::StatusCode;
use serde_json::json;
use tokio::{sync::oneshot, task::JoinHandle, time::timeout};

use super::Client;

/// The running application; it ends when this is dropped.
pub(crate) struct House {
    pub(crate) address: SocketAddr,
    end: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl House {
    pub(crate) async fn open(database_url: String) -> Self {
        let config =
            Config { listen: "127.0.0.1:0".to_owned(), database_url, secure_cookies: false, seed: true };
        let server = Server::bind(&config).await.unwrap();
        let address = server.address().unwrap();
        let (end, ended) = oneshot::channel();
        let serving = tokio::spawn(async move {
            let _ = server.serve(async { drop(ended.await) }).await;
        });
        Self { address, end, serving }
    }

    /// Asks it to end, and waits until it has.
    pub(crate) async fn close(self) {
        drop(self.end);
        timeout(Duration::from_mins(1), self.serving).await.expect("it ends").unwrap();
    }

    /// A client that nobody knows.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(self.address)
    }

    /// Somebody who has just signed up.
    pub(crate) async fn sign_up(&self, username: &str) -> Client {
        let mut client = self.stranger();
        let body = json!({"username": username, "password": password(username)});
        let (status, _) = client.post("/api/accounts", &body).await;
        assert_eq!(status, StatusCode::CREATED);
        client
    }

    /// A room, by its id.
    pub(crate) fn room(&self, client: &Client, room: &str) -> Connect<RoomConsumer> {
        let connect = chanx_testing::remote(self.address, &format!("/ws/rooms/{room}/"));
        connect.cookie("chat_session", client.cookie())
    }

    /// In a room, past its history.
    pub(crate) async fn in_room(&self, client: &Client, room: &str) -> Communicator<RoomConsumer> {
        let mut communicator = self.room(client, room).authenticated().await;
        communicator.receive_until_action("history").await;
        communicator
    }

    pub(crate) async fn notifications(&self, client: &Client) -> Communicator<NotificationConsumer> {
        let connect: Connect<NotificationConsumer> =
            chanx_testing::remote(self.address, "/ws/notifications/");
        connect.cookie("chat_session", client.cookie()).authenticated().await
    }
}

pub(crate) fn password(username: &str) -> String {
    format!("{username}-{username}-{username}")
}
