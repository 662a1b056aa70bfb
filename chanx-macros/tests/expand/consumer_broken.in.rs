#[consumer(state = AppState)]
impl RoomConsumer {
    #[ws_handler]
    fn chat(&mut self, message: ChatMessage) {}
}
