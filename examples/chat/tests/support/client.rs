//! A client of the HTTP interface that keeps its cookie.

use std::net::SocketAddr;

use http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

pub(crate) struct Client {
    address: SocketAddr,
    cookie: String,
    /// Whose page sends the requests, if a page does.
    pub(crate) origin: Option<String>,
}

impl Client {
    pub(super) fn new(address: SocketAddr) -> Self {
        Self { address, cookie: String::new(), origin: None }
    }

    /// The session's id, as the cookie has it.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Takes a cookie that somebody else made.
    pub(crate) fn plant(&mut self, cookie: &str) {
        cookie.clone_into(&mut self.cookie);
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
        let stream = TcpStream::connect(self.address).await.unwrap();
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "chat.test");
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, format!("chat_session={}", self.cookie));
        }
        if let Some(origin) = &self.origin {
            request = request.header(header::ORIGIN, origin);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map(Value::to_string).unwrap_or_default();
        let response =
            sender.send_request(request.body(Full::new(Bytes::from(body))).unwrap()).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let value = cookie.split([';', '=']).nth(1).unwrap();
            let is_guarded = cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax");
            assert!(value.is_empty() || is_guarded, "{cookie}");
            value.clone_into(&mut self.cookie);
        }
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }
}
