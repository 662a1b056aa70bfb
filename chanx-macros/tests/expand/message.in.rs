/// Say something in the room.
#[message(action = "chat", group, summary = "Chat", tags("room"))]
#[derive(Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct ChatMessage {
    /// What is said.
    pub payload: ChatPayload,
    #[garde(length(chars, min = 1, max = 20))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mood: Option<String>,
}
