//! A WebSocket client that costs as little as it can: a blocking socket, frames made beforehand.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
};

/// A connection after its handshake.
pub(crate) struct Client {
    socket: TcpStream,
}

impl Client {
    /// Connects and shakes hands.
    ///
    /// # Errors
    /// When the server is not there, or does not answer with 101.
    pub(crate) fn connect(address: SocketAddr, path: &str) -> io::Result<Self> {
        let mut socket = TcpStream::connect(address)?;
        socket.set_nodelay(true)?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        socket.write_all(request.as_bytes())?;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            socket.read_exact(&mut byte)?;
            head.push(byte[0]);
        }
        if head.starts_with(b"HTTP/1.1 101") {
            return Ok(Self { socket });
        }
        Err(io::Error::other(String::from_utf8_lossy(&head).into_owned()))
    }

    /// Writes frames as they are.
    ///
    /// # Errors
    /// When the connection broke.
    pub(crate) fn send(&mut self, frames: &[u8]) -> io::Result<()> {
        self.socket.write_all(frames)
    }

    /// Reads so many bytes.
    ///
    /// # Errors
    /// When the connection broke.
    pub(crate) fn receive(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.socket.read_exact(bytes)
    }
}

/// A text frame as clients send it, masked with zeros.
pub(crate) fn masked(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("the benchmarks' messages are shorter than 64 KiB");
    let mut frame = vec![0x81];
    match length.to_be_bytes() {
        [0, short @ 0..=125] => frame.push(0x80 | short),
        bytes => {
            // The mask bit, and 126 for a length of two bytes.
            frame.push(0xfe);
            frame.extend_from_slice(&bytes);
        }
    }
    frame.extend_from_slice(&[0; 4]);
    frame.extend_from_slice(text.as_bytes());
    frame
}

/// The length of a server's frame with this text.
pub(crate) fn frame_len(text: &str) -> usize {
    text.len() + if text.len() < 126 { 2 } else { 4 }
}
