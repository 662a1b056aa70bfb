/// Talk in a room.
#[consumer(
    authentication(SessionAuthentication<Account>, TokenAuthentication<Account>),
    user = Account,
    object = Room,
    permissions(IsMember & !IsBanned | HasScope("rooms")),
    state = AppState,
    params = RoomPath,
    groups("room_{room_id}", "announcements"),
    sends(SaidMessage),
    passthrough(Announcement),
    camelize = true,
    subprotocols = ["chat.v1"]
)]
impl RoomConsumer {
    async fn connect(cx: &Context<Self>) -> Result<Self> {
        Ok(Self { posted: 0 })
    }

    /// Post a message.
    #[ws_handler(permissions(CanPost), summary = "Post")]
    async fn chat(&mut self, message: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        self.posted += 1;
        cx.send_group_message(SaidMessage(message.0)).await
    }

    #[ws_handler]
    async fn summarise(_: Summarise, cx: Context<Self>) -> Result<impl Stream<Item = SummaryPart>> {
        summary(cx)
    }

    #[event_handler]
    async fn notify(&self, event: NotifyEvent) -> Option<NotificationMessage> {
        event.into()
    }
}
