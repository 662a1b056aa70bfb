#[messages]
pub enum AllMessages {
    Chat(ChatMessage),
    Leave(Leave),
}
