//! The application, running; and its clients.

mod browser;
mod client;
mod database;
mod house;
mod webdriver;

pub(crate) use self::{
    browser::{Browser, Driver},
    client::Client,
    database::{postgres, sqlite},
    house::House,
};

/// Runs each test twice: on SQLite, and on PostgreSQL.
macro_rules! on_both_databases {
    ($(async fn $name:ident($house:ident: House) $body:block)+) => {
        $(async fn $name($house: House) $body)+

        mod on_sqlite {
            $(#[chanx_testing::test(real_time)]
            async fn $name() {
                super::$name(crate::support::House::open(crate::support::sqlite()).await).await;
            })+
        }

        mod on_postgres {
            $(#[chanx_testing::test(real_time)]
            async fn $name() {
                super::$name(crate::support::House::open(crate::support::postgres().await).await).await;
            })+
        }
    };
}
pub(crate) use on_both_databases;
