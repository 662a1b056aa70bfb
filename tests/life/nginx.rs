//! An nginx of a test's own, before a server.

use std::{
    fs, io,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use tokio::time::interval;

/// A running nginx. It ends, and its folder goes, when this is dropped.
pub(crate) struct Nginx {
    pub(crate) address: SocketAddr,
    folder: PathBuf,
    child: Child,
}

/// Where it may be: Debian has it where only root looks.
const PROGRAMS: [&str; 2] = ["nginx", "/usr/sbin/nginx"];

/// How often a port is looked for: between the choice of one and its use, another program may take it.
const TRIES: u32 = 5;

impl Nginx {
    /// Starts one before `server`, as the book says. `listen` stands behind the address that it listens on.
    pub(crate) async fn before(server: SocketAddr, listen: &str) -> Self {
        for _ in 0..TRIES {
            let mut nginx = Self::spawn(server, listen);
            if nginx.listens().await {
                return nginx;
            }
        }
        panic!("nginx does not start");
    }

    fn spawn(server: SocketAddr, listen: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("chanx-nginx-{}-{count}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = free.expect("a free port");
        let config = config(address, server, listen);
        fs::write(folder.join("nginx.conf"), config).expect("a file can be written");
        let start = |program: &&str| {
            Command::new(program)
                .arg("-p")
                .arg(&folder)
                .args(["-c", "nginx.conf", "-e", "error.log"])
                .stderr(Stdio::null())
                .spawn()
        };
        let started = PROGRAMS.iter().map(start).find(|started| match started {
            Ok(_) => true,
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        });
        let child = started
            .expect("nginx is missing: install it, on Debian by `apt-get install nginx`")
            .expect("nginx can be started");
        Self { address, folder, child }
    }

    /// Waits until it listens; false where it ended instead.
    async fn listens(&mut self) -> bool {
        let mut looks = interval(Duration::from_millis(50));
        loop {
            looks.tick().await;
            // It writes this file when it has its port. Whether somebody answers there proves nothing: it may be another's.
            if self.folder.join("nginx.pid").exists() {
                return true;
            }
            if let Ok(Some(_)) = self.child.try_wait() {
                let log = fs::read_to_string(self.folder.join("error.log")).unwrap_or_default();
                println!("nginx ended: {log}");
                return false;
            }
        }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ended = self.child.kill().and_then(|()| self.child.wait());
        let _gone = fs::remove_dir_all(&self.folder);
    }
}

fn config(address: SocketAddr, server: SocketAddr, listen: &str) -> String {
    format!(
        "daemon off;
        master_process off;
        pid nginx.pid;
        events {{ worker_connections 64; }}
        http {{
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            server {{
                listen {address} {listen};
                location / {{
                    proxy_pass http://{server};
                    proxy_http_version 1.1;
                    proxy_set_header Host $http_host;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection upgrade;
                    proxy_read_timeout 3600s;
                }}
            }}
        }}"
    )
}
