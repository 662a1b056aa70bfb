#[consumer(public, state = S)]
impl<S: Store> StoreConsumer<S> {
    async fn build_groups(&self) -> Vec<String> {
        self.store.groups()
    }

    #[text_handler]
    async fn text(&mut self, text: String) -> Text {
        Text(text)
    }
}
