include!("../desk.rs");

pub async fn ask(client: &mut chanx_testing::Communicator<DeskConsumer>) {
    client.send_message(ToldMessage).await;
}

fn main() {}
