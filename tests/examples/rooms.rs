//! `examples/rooms.rs`: people in rooms, on a real port.

use std::net::SocketAddr;

use chanx_testing::{Communicator, remote};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

#[allow(dead_code, unreachable_pub, reason = "it is a program; all but its `main` is tested here")]
#[path = "../../examples/rooms.rs"]
mod program;

use program::{
    Announcement, ChatMessage, EnterMessage, Line, Person, RoomConsumer, SaidMessage, TypingMessage,
    TypingNotice,
};

async fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let (sockets, channels) = program::sockets();
    tokio::spawn(async move { axum::serve(listener, program::site(sockets, channels)).await });
    address
}

async fn enter(address: SocketAddr, room: &str, name: &str) -> Communicator<RoomConsumer> {
    let mut person = remote::<RoomConsumer>(address, &format!("/ws/rooms/{room}/")).authenticated().await;
    person.send_message(EnterMessage { payload: Person { name: name.to_owned() } }).await;
    person
}

fn chat(text: &str) -> ChatMessage {
    ChatMessage { payload: Line { text: text.to_owned() } }
}

async fn request(address: SocketAddr, head: &str, body: &str) -> String {
    let mut socket = TcpStream::connect(address).await.expect("the server listens");
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    socket.write_all(request.as_bytes()).await.expect("the server reads");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.expect("the server answers in UTF-8");
    answer
}

#[tokio::test]
async fn two_people_chat_and_a_third_is_elsewhere() {
    let address = serve().await;
    let (mut ada, mut bob) = (enter(address, "lobby", "Ada").await, enter(address, "lobby", "Bob").await);
    let mut eve = enter(address, "kitchen", "Eve").await;

    ada.send_message(TypingMessage).await;
    assert_eq!(bob.receive_group::<TypingNotice>().await.message.payload.name, "Ada");

    ada.send_message(chat("hello")).await;
    for (person, mine) in [(&mut ada, true), (&mut bob, false)] {
        let said = person.receive_group::<SaidMessage>().await;
        let payload = said.message.payload;
        assert_eq!((payload.name.as_str(), payload.text.as_str(), said.is_mine), ("Ada", "hello", mine));
    }
    bob.send_message(chat("hi")).await;
    assert_eq!(ada.receive_group::<SaidMessage>().await.message.payload.text, "hi");
    eve.assert_nothing().await;
}

#[tokio::test]
async fn an_announcement_reaches_every_room() {
    let address = serve().await;
    let (mut ada, mut eve) = (enter(address, "lobby", "Ada").await, enter(address, "kitchen", "Eve").await);
    let answer = request(address, "POST /announcements", r#"{"text":"Tea is ready"}"#).await;
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    for person in [&mut ada, &mut eve] {
        assert_eq!(person.receive::<Announcement>().await.payload.text, "Tea is ready");
    }
}

#[tokio::test]
async fn the_page_is_served() {
    let page = request(serve().await, "GET /", "").await;
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("</html>"), "{page}");
}
