//! Slow readers behind nginx, which takes from the server what its own buffers hold.

use http::Version;

use super::{Case, readers::assert_lives};
use crate::{
    client::{Client, Report, reach},
    nginx::Nginx,
    pace::Paced,
    stage::Server,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    // Left to itself, the kernel below nginx takes up to 4 MiB for a client before nginx reads on: 20 KB/s is too slow then.
    for (name, listen, rates) in
        [("as nginx is", "", &[100, 250][..]), ("sndbuf=64k", "sndbuf=64k", &[20, 100, 250])]
    {
        for rate in rates {
            cases.push(Case::new(format!("proxied: {name}, {rate} KB/s"), reader(listen, rate * 1000)));
        }
    }
    cases
}

async fn reader(listen: &str, rate: u64) -> Report {
    let mut server = Server::start().await;
    let nginx = Nginx::before(server.address, listen).await;
    let stream = Paced::read_at(reach(nginx.address).await, rate);
    let mut client = Client::open(stream, Version::HTTP_11).await;
    assert_lives(&mut client, &mut server, rate).await
}
