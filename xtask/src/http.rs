//! The little HTTP that it takes to see whether a server answers.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

/// Longest wait for a server's answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Fetches what an URL names, and fails unless it answers as a browser needs it: a page with 200, or the
/// upgrade of a WebSocket with 101.
pub(crate) fn fetch(url: &str) -> Result<(), String> {
    let (scheme, rest) = url.split_once("://").ok_or_else(|| format!("`{url}` is no URL"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.split('#').next().unwrap_or_default();
    let (fields, wanted) = match scheme {
        "http" => ("Connection: close\r\n", "200"),
        "ws" => (
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
            "101",
        ),
        _ => return Err(format!("`{url}` is neither `http` nor `ws`")),
    };
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n");
    let status = ask(host, &request).map_err(|error| format!("`{url}` did not answer: {error}"))?;
    if status.split(' ').nth(1) == Some(wanted) {
        Ok(())
    } else {
        Err(format!("`{url}` answered `{status}`, not {wanted}"))
    }
}

/// Sends a request; returns the status line. A page is read to its end.
fn ask(host: &str, request: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = BufReader::new(stream);
    let mut status = String::new();
    answer.read_line(&mut status)?;
    if request.contains("Connection: close") {
        answer.read_to_end(&mut Vec::new())?;
    }
    Ok(status.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use std::{net::TcpListener, thread};

    use super::*;

    fn answering(answer: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let addr = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = BufReader::new(stream.try_clone().unwrap()).lines();
            while request.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            stream.write_all(answer.as_bytes()).unwrap();
        });
        format!("{addr}/")
    }

    #[test]
    fn a_page_is_wanted_with_200() {
        let url = format!("http://{}", answering("HTTP/1.1 200 OK\r\n\r\nhello"));
        assert_eq!(fetch(&url), Ok(()));
        let url = format!("http://{}", answering("HTTP/1.1 404 Not Found\r\n\r\n"));
        assert_eq!(fetch(&url), Err(format!("`{url}` answered `HTTP/1.1 404 Not Found`, not 200")));
    }

    #[test]
    fn a_socket_is_wanted_with_101() {
        let url = format!("ws://{}", answering("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
        assert_eq!(fetch(&url), Ok(()));
        assert_eq!(fetch("ftp://host/"), Err("`ftp://host/` is neither `http` nor `ws`".to_owned()));
    }
}
