//! The head of a socket's first request, read before there is an HTTP connection for it: that costs 20 KiB, and a flood of
//! sockets that never ask for anything is to cost little.

use std::{
    future::poll_fn,
    io,
    pin::Pin,
    task::{Poll, ready},
};

use tokio::io::{AsyncRead, ReadBuf};

/// Bytes that are read at once.
const READ: usize = 2048;

/// Reads into `head` until it holds a whole head, or at least `most` bytes, or something that is no request of HTTP/1.1, or the
/// client ends: what comes of it is then HTTP's to say. It is cancel safe.
pub(super) async fn read(
    io: &mut (impl AsyncRead + Unpin),
    head: &mut Vec<u8>,
    most: usize,
) -> io::Result<()> {
    poll_fn(|cx| {
        loop {
            // On the stack: a socket that waits has no more than it sent.
            let mut space = [0; READ];
            let mut space = ReadBuf::new(&mut space);
            ready!(Pin::new(&mut *io).poll_read(cx, &mut space))?;
            let seen = head.len();
            head.extend_from_slice(space.filled());
            if space.filled().is_empty() || head.len() >= most || is_whole(head, seen) || !is_request(head) {
                return Poll::Ready(Ok(()));
            }
        }
    })
    .await
}

/// Whether a head ends in it, of which the first `seen` bytes were looked at before. Lines may end without a carriage return
/// (RFC 9112 section 2.2).
fn is_whole(head: &[u8], seen: usize) -> bool {
    let fresh = &head[seen.saturating_sub(2)..];
    fresh.windows(2).any(|bytes| bytes == b"\n\n") || fresh.windows(3).any(|bytes| bytes == b"\n\r\n")
}

/// Whether it begins as a request may: TLS, for one, does not.
fn is_request(head: &[u8]) -> bool {
    head.first().is_none_or(|first| first.is_ascii_alphabetic() || b"\r\n".contains(first))
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;

    use super::*;

    /// Gives the parts one after another, then nothing more; tells what was read of them, unless that waits for more.
    async fn read_of(parts: &[&str]) -> Option<String> {
        let (mut client, mut server) = tokio::io::duplex(64 * 1024);
        let mut head = Vec::new();
        for part in parts {
            client.write_all(part.as_bytes()).await.unwrap();
            let reading = read(&mut server, &mut head, 100);
            tokio::select! {
                biased;
                ended = reading => {
                    ended.unwrap();
                    return Some(String::from_utf8(head).unwrap());
                }
                () = tokio::task::yield_now() => {}
            }
        }
        None
    }

    #[tokio::test]
    async fn a_head_is_read_to_its_end() {
        for parts in [
            &["GET / HTTP/1.1\r\nHost: a\r\n\r\n"][..],
            &["G", "ET / HTTP/1.1\r\nHost: a\r", "\n\r", "\nrest"],
            &["GET / HTTP/1.1\nHost: a\n", "\n"],
            &["GET / HTTP/1.1\nHost: a\n\r", "\n"],
            &["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
            &["\u{16}\u{3}\u{1}"],
        ] {
            assert_eq!(read_of(parts).await.as_deref(), Some(&*parts.concat()), "{parts:?}");
        }
        for parts in [&["GET / HTTP/1.1\r\nHost: a\r\n"][..], &["GET / HTTP/1.1\r\nHost: a\r\n\r"], &["G"]] {
            assert_eq!(read_of(parts).await, None, "{parts:?}");
        }
    }

    #[tokio::test]
    async fn a_head_without_end_is_read_up_to_its_limit() {
        let long = "G".repeat(60);
        assert_eq!(read_of(&[&long, &long]).await.map(|head| head.len()), Some(120));
    }

    #[tokio::test]
    async fn a_client_that_ends_is_heard() {
        let (mut client, mut server) = tokio::io::duplex(64);
        client.write_all(b"GET /").await.unwrap();
        drop(client);
        let mut head = Vec::new();
        read(&mut server, &mut head, 100).await.unwrap();
        assert_eq!(head, b"GET /");
    }
}
