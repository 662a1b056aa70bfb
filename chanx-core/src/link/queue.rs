//! Bytes on their way to a socket, in order.

use std::{collections::VecDeque, io};

use bytes::Bytes;

/// The longest frame that is copied into a shared buffer instead of queued by itself, and the longest buffer
/// that still takes one.
pub(crate) const JOIN: usize = 4 * 1024;

/// Slices given to one vectored write.
const SLICES: usize = 16;

/// Memory that a queued frame takes beside its bytes.
const SEGMENT: usize = size_of::<Segment>();

/// Frames that wait, and how much of the first is written.
#[derive(Debug, Default)]
pub(super) struct Queue {
    segments: VecDeque<Segment>,
    /// Bytes in `segments`.
    waiting: usize,
}

/// Part of the queue.
#[derive(Debug)]
enum Segment {
    /// Small frames in one buffer, and how much of it is written.
    Joined(Vec<u8>, usize),
    /// Bytes that others hold too, and whether their frame began before them.
    Shared(Bytes, bool),
}

impl Segment {
    fn rest(&self) -> &[u8] {
        match self {
            Segment::Joined(bytes, written) => &bytes[*written..],
            Segment::Shared(bytes, _) => bytes,
        }
    }

    fn advance(&mut self, n: usize) {
        match self {
            Segment::Joined(_, written) => *written += n,
            Segment::Shared(bytes, continues) => {
                drop(bytes.split_to(n));
                *continues = true;
            }
        }
    }

    /// Tells whether its first bytes are not the first of a frame.
    fn continues(&self) -> bool {
        matches!(self, Segment::Joined(_, 1..) | Segment::Shared(_, true))
    }
}

impl Queue {
    pub(super) fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Bytes that wait.
    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }

    /// Bytes that wait, and the memory that keeps them in order: a frame of ten bytes is not ten bytes.
    pub(super) fn held(&self) -> usize {
        self.waiting + self.segments.len() * SEGMENT
    }

    /// What a frame of so many bytes adds to that, at most.
    pub(super) fn cost(len: usize) -> usize {
        len + SEGMENT
    }

    /// Adds whole frames, or a head and its payload, by copying them behind others that are small.
    pub(super) fn push_own(&mut self, head: &[u8], payload: &[u8]) {
        self.waiting += head.len() + payload.len();
        match self.segments.back_mut() {
            Some(Segment::Joined(bytes, _)) if bytes.len() <= JOIN => {
                bytes.extend_from_slice(head);
                bytes.extend_from_slice(payload);
            }
            _ => {
                // Room for more of its kind, which counts for nothing until it is used.
                let mut bytes = Vec::with_capacity((head.len() + payload.len()).max(64));
                bytes.extend_from_slice(head);
                bytes.extend_from_slice(payload);
                self.segments.push_back(Segment::Joined(bytes, 0));
            }
        }
    }

    /// Adds bytes that others hold too; `continues` says that their frame began before them.
    pub(super) fn push_shared(&mut self, bytes: Bytes, continues: bool) {
        self.waiting += bytes.len();
        self.segments.push_back(Segment::Shared(bytes, continues));
    }

    /// The bytes that are to be written next.
    pub(super) fn slices(&self) -> [io::IoSlice<'_>; SLICES] {
        let mut slices = [io::IoSlice::new(&[]); SLICES];
        for (slice, segment) in slices.iter_mut().zip(&self.segments) {
            *slice = io::IoSlice::new(segment.rest());
        }
        slices
    }

    /// Takes out what was written.
    pub(super) fn wrote(&mut self, n: usize) {
        self.waiting -= n;
        let mut left = n;
        while let Some(front) = self.segments.front_mut() {
            let len = front.rest().len();
            if len > left {
                front.advance(left);
                break;
            }
            left -= len;
            self.segments.pop_front();
        }
        if self.segments.is_empty() {
            // An idle connection keeps no buffer.
            self.segments = VecDeque::new();
        }
    }

    /// Drops what waits, except for the rest of a frame whose beginning was written.
    pub(super) fn cut(&mut self) {
        let begun = self.segments.iter().take_while(|segment| segment.continues()).count();
        self.segments.truncate(begun);
        self.waiting = self.segments.iter().map(|segment| segment.rest().len()).sum();
    }

    /// All that waits, copied.
    pub(super) fn to_vec(&self) -> Vec<u8> {
        self.segments.iter().flat_map(Segment::rest).copied().collect()
    }
}
