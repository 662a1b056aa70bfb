include!("../desk.rs");

pub async fn ask(client: &mut chanx_testing::Communicator<DeskConsumer>) {
    client.receive::<AskMessage>().await;
}

fn main() {}
