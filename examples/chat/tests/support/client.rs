//! A client of the HTTP interface that keeps its cookie, and opens sockets with it.

use chanx_testing::{Connect, Credentials, TestApp, TestUser};
use chat::sockets::RoomConsumer;
use http::{Method, Request, StatusCode, header};
use serde_json::Value;

pub(crate) struct Client {
    app: TestApp,
    name: String,
    cookie: String,
    /// Whose page sends the requests, if a page does.
    pub(crate) origin: Option<String>,
}

impl Client {
    pub(super) fn new(app: &TestApp, name: &str) -> Self {
        Self { app: app.clone(), name: name.to_owned(), cookie: String::new(), origin: None }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The session's id, as the cookie has it.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Takes a cookie that somebody else made.
    pub(crate) fn plant(&mut self, cookie: &str) {
        cookie.clone_into(&mut self.cookie);
    }

    /// What is shown with each request.
    pub(crate) fn credentials(&self) -> Credentials {
        match &*self.cookie {
            "" => Credentials::new(),
            cookie => Credentials::new().cookie("chat_session", cookie),
        }
    }

    /// The same person, at a socket.
    pub(crate) fn user(&self) -> TestUser {
        self.app.user(&self.name, self.credentials())
    }

    /// A room's socket, yet to be connected.
    pub(crate) fn room(&self, room: &str) -> Connect<RoomConsumer> {
        self.user().communicator(&format!("/ws/rooms/{room}/"))
    }

    pub(crate) async fn get(&mut self, path: &str) -> (StatusCode, Value) {
        self.ask(Method::GET, path, None).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.ask(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn put(&mut self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.ask(Method::PUT, path, Some(body)).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> (StatusCode, Value) {
        self.ask(Method::DELETE, path, None).await
    }

    async fn ask(&mut self, method: Method, path: &str, body: Option<&Value>) -> (StatusCode, Value) {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "chat.test");
        if let Some(origin) = &self.origin {
            request = request.header(header::ORIGIN, origin);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map(Value::to_string).unwrap_or_default();
        let response = self.user().request(request.body(body).unwrap()).await;
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let value = cookie.split([';', '=']).nth(1).unwrap();
            let is_guarded = cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax");
            assert!(value.is_empty() || is_guarded, "{cookie}");
            value.clone_into(&mut self.cookie);
        }
        (response.status(), serde_json::from_slice(response.body()).unwrap_or_default())
    }
}
