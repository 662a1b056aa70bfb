//! When a peer is given up, and when it is not.

use std::{cell::Cell, task::Waker};

use super::*;

/// What the world tells the clock, as a test sets it.
struct World {
    status: Status,
    deaf: bool,
    acknowledged: Cell<Option<Acknowledged>>,
}

impl World {
    fn idle() -> Self {
        let status = Status { waiting: 0, written: 0, overflowed: false, congested: false };
        Self { status, deaf: false, acknowledged: Cell::new(None) }
    }

    /// The kernel says that so many bytes were acknowledged, and whether more are on their way.
    fn acknowledge(&self, bytes: u64, outstanding: bool) {
        self.acknowledged.set(Some(Acknowledged { bytes, outstanding }));
    }

    fn poll(&self, clock: &mut Clock) -> Poll<Tick> {
        let mut cx = Context::from_waker(Waker::noop());
        let acknowledged = || self.acknowledged.get();
        clock.poll(&mut cx, Signs { status: self.status, deaf: self.deaf, acknowledged: &acknowledged })
    }

    /// The next tick, and the seconds until it.
    async fn tick(&self, clock: &mut Clock) -> (Tick, u64) {
        let begun = Instant::now();
        loop {
            if let Poll::Ready(tick) = self.poll(clock) {
                return (tick, begun.elapsed().as_secs());
            }
            tokio::time::advance(Duration::from_millis(100)).await;
        }
    }

    async fn assert_quiet(&self, clock: &mut Clock, seconds: u64) {
        for _ in 0..seconds * 10 {
            assert_eq!(self.poll(clock), Poll::Pending);
            tokio::time::advance(Duration::from_millis(100)).await;
        }
    }
}

fn open_clock() -> Clock {
    let mut clock = Clock::new(&Settings::default());
    clock.open();
    clock
}

/// Writes a ping, behind what was written before; its number is its payload.
fn ping(world: &mut World, clock: &mut Clock) -> [u8; 4] {
    let number = clock.next_ping();
    let begin = world.status.written;
    world.status.written += 6;
    clock.pinged(begin, world.status.written);
    number
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_is_silent_is_pinged_and_given_up() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    ping(&mut world, &mut clock);
    assert_eq!(world.tick(&mut clock).await, (Tick::Silent, 10));
}

/// The ping itself lies in this kernel, and nothing before it: the network is gone, or the peer.
#[tokio::test(start_paused = true)]
async fn a_ping_that_is_not_acknowledged_is_not_answered_either() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    ping(&mut world, &mut clock);
    world.acknowledge(1, true);
    assert_eq!(world.tick(&mut clock).await, (Tick::Silent, 10));
}

/// What others say to a peer whose network is gone goes into this kernel, and nowhere else.
#[tokio::test(start_paused = true)]
async fn what_this_kernel_takes_is_no_sign_of_life() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    world.status.written = 100;
    ping(&mut world, &mut clock);
    world.acknowledge(1, true);
    let begun = Instant::now();
    while world.poll(&mut clock).is_pending() {
        world.status.written += 10;
        tokio::time::advance(Duration::from_secs(1)).await;
    }
    // The first look counts as a sign.
    assert!((30..=38).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
}

/// Of several that went unanswered, while nothing was read, say.
#[tokio::test(start_paused = true)]
async fn each_ping_has_one_answer_and_only_that_of_the_last_tells_what_was_read() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    let numbers = [ping(&mut world, &mut clock), ping(&mut world, &mut clock), ping(&mut world, &mut clock)];
    assert!(clock.ponged(&numbers[0]) && !clock.ponged(&numbers[0]));
    assert!(clock.ponged(&numbers[2]) && !clock.ponged(&numbers[1]), "an answer is one to those before");
}

#[tokio::test(start_paused = true)]
async fn no_clock_runs_before_the_connection_is_open() {
    let (world, mut clock) = (World::idle(), Clock::new(&Settings::default()));
    world.assert_quiet(&mut clock, 60).await;
    clock.open();
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
}

#[tokio::test(start_paused = true)]
async fn bytes_that_arrive_are_a_sign_of_life_also_after_a_ping() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    for _ in 0..100 {
        clock.heard();
        world.assert_quiet(&mut clock, 1).await;
    }
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 24));
    ping(&mut world, &mut clock);
    world.assert_quiet(&mut clock, 9).await;
    clock.heard();
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
}

#[tokio::test(start_paused = true)]
async fn a_ping_counts_from_when_it_was_written() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    assert_eq!(world.tick(&mut clock).await.0, Tick::Ping);
    clock.pinged(100_000, 100_006);
    // It waits behind data, which goes out slowly.
    for _ in 0..100 {
        world.status = Status { waiting: 1, written: world.status.written + 1000, ..world.status };
        world.assert_quiet(&mut clock, 10).await;
    }
    world.status = Status { waiting: 0, written: 100_006, ..world.status };
    // All but the last ten seconds' worth was read by then, at 4 KiB a second.
    assert_eq!(world.tick(&mut clock).await, (Tick::Silent, 10));
}

#[tokio::test(start_paused = true)]
async fn a_ping_behind_data_is_given_the_time_that_a_slow_peer_needs_to_read_it() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    world.status.written = 400 * 1024;
    ping(&mut world, &mut clock);
    assert_eq!(world.tick(&mut clock).await, (Tick::Silent, 110));
}

#[tokio::test(start_paused = true)]
async fn a_pong_tells_that_all_before_the_ping_was_read() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    world.status.written = 4 << 20;
    let number = ping(&mut world, &mut clock);
    world.assert_quiet(&mut clock, 5).await;
    clock.heard();
    assert!(!clock.ponged(b"") && !clock.ponged(&[0, 0, 0, 9]), "nobody asked");
    assert!(clock.ponged(&number));
    assert!(!clock.ponged(&number), "one answer to one ping");
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    ping(&mut world, &mut clock);
    assert_eq!(world.tick(&mut clock).await, (Tick::Silent, 10));
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_takes_nothing_of_what_waits_is_stalled() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    clock.heard();
    world.status.waiting = 1;
    // Nobody knows how much its kernel takes: the next ping comes before that.
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    clock.pinged(world.status.written + 1, world.status.written + 7);
    assert_eq!(world.tick(&mut clock).await, (Tick::Stalled, 5));
}

/// Over HTTP/2, and in memory.
#[tokio::test(start_paused = true)]
async fn where_no_kernel_tells_what_is_written_is_a_sign_of_life() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    world.status.waiting = 1;
    for _ in 0..4 {
        clock.heard();
        world.assert_quiet(&mut clock, 1).await;
        world.status.written += 1;
    }
    // It stops before anybody has asked the kernel.
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 24));
    clock.pinged(world.status.written + 1, world.status.written + 7);
    assert_eq!(world.tick(&mut clock).await, (Tick::Stalled, 6));
}

#[tokio::test(start_paused = true)]
async fn a_peer_whose_kernel_takes_bytes_lives_however_seldom_the_socket_does() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    world.status.waiting = 1;
    clock.pinged(1, 7);
    for n in 0..50 {
        world.acknowledge(n, true);
        world.assert_quiet(&mut clock, 25).await;
    }
    let (tick, seconds) = world.tick(&mut clock).await;
    assert_eq!(tick, Tick::Stalled);
    // A sign is seen a quarter of the time after it came at most.
    assert!((5..=13).contains(&seconds), "{seconds}");
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_writes_and_does_not_read_lives_as_long_as_it_writes() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    world.status.waiting = 1;
    world.acknowledge(7, true);
    for _ in 0..20 {
        clock.heard();
        world.assert_quiet(&mut clock, 20).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_ping_that_lies_in_this_kernel_waits_for_what_is_before_it() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    world.status.written = 40 * 1024;
    ping(&mut world, &mut clock);
    for n in 0..20 {
        world.acknowledge(n, true);
        world.assert_quiet(&mut clock, 20).await;
    }
    // Nothing more of it arrives: the network is gone.
    let (tick, seconds) = world.tick(&mut clock).await;
    assert_eq!(tick, Tick::Stalled);
    assert!((10..=18).contains(&seconds), "{seconds}");
}

#[tokio::test(start_paused = true)]
async fn who_is_not_read_from_is_not_silent() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    ping(&mut world, &mut clock);
    world.deaf = true;
    // Another ping finds out whether the socket broke.
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
}

/// A client that asked for much, and reads none of it, is not read from either.
#[tokio::test(start_paused = true)]
async fn who_is_not_read_from_is_given_up_when_it_takes_nothing() {
    let (mut world, mut clock) = (World::idle(), open_clock());
    (world.deaf, world.status.waiting) = (true, 1);
    assert_eq!(world.tick(&mut clock).await, (Tick::Ping, 25));
    clock.pinged(1, 7);
    assert_eq!(world.tick(&mut clock).await, (Tick::Stalled, 5));
}

#[tokio::test(start_paused = true)]
async fn times_of_nothing_end_what_they_are_about_at_once() {
    let nothing = Duration::ZERO;
    let settings = Settings { ping_timeout: nothing, write_timeout: nothing, ..Settings::default() };
    let (mut world, mut clock) = (World::idle(), Clock::new(&settings));
    clock.open();
    world.status.waiting = 1;
    for outstanding in [true, false] {
        world.acknowledge(1, outstanding);
        // All that it was given has just been taken: it is no faster to look at it again and again.
        let ended = tokio::time::timeout(Duration::from_secs(1), world.tick(&mut clock)).await;
        assert_eq!(ended.ok(), outstanding.then_some((Tick::Stalled, 0)));
    }
}

#[tokio::test(start_paused = true)]
async fn who_closed_is_waited_for_no_longer_than_was_said() {
    let (world, mut clock) = (World::idle(), open_clock());
    clock.close_within(Duration::from_mins(1));
    assert_eq!(world.tick(&mut clock).await, (Tick::Close, 60));
}
