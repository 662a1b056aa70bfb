use chanx_testing::Communicator;
use chat::sockets::{ChatMessage, NotificationConsumer, Words};

pub async fn chat(client: &mut Communicator<NotificationConsumer>) {
    client.send_message(ChatMessage { payload: Words { text: "hello".to_owned() } }).await;
}

fn main() {}
