//! camelCase on the wire, `snake_case` in Rust.

use std::collections::BTreeMap;

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};

use super::app;

#[payload]
#[derive(Clone, Debug, PartialEq)]
struct Order {
    #[garde(length(chars, min = 1))]
    first_name: String,
    unit_prices: BTreeMap<String, i32>,
    ship_to: Option<Address>,
}

#[payload]
#[derive(Clone, Debug, PartialEq)]
struct Address {
    post_code: String,
}

#[message(action = "place_order")]
struct PlaceOrder {
    payload: Order,
}

#[message(action = "order_placed")]
struct OrderPlaced {
    payload: Order,
    order_number: u32,
}

#[message(action = "order_seen", group)]
struct OrderSeen {
    order_number: u32,
}

#[derive(Default)]
struct Shop;

#[consumer(public, groups("shop"), sends(OrderSeen), camelize = true)]
impl Shop {
    #[ws_handler]
    async fn place(&mut self, order: PlaceOrder, cx: &mut Context<Self>) -> Result<OrderPlaced> {
        cx.send_group_message(OrderSeen { order_number: 1 }).await?;
        Ok(OrderPlaced { payload: order.payload, order_number: 1 })
    }
}

fn shop() -> TestApp {
    app(router![path("ws/", Shop)])
}

async fn client(app: &TestApp) -> Communicator<Shop> {
    app.communicator("ws/").authenticated().await
}

#[tokio::test(start_paused = true)]
async fn keys_are_camel_cased_both_ways_values_and_map_keys_are_not() {
    let mut client = client(&shop()).await;
    client
        .send_text(
            r#"{"action":"place_order","payload":{"firstName":"first_name","unitPrices":{"green_tea":3,"blackTea":4},"shipTo":{"postCode":"a_b"}}}"#,
        )
        .await;
    assert_eq!(
        client.receive_text().await,
        r#"{"action":"order_placed","payload":{"firstName":"first_name","unitPrices":{"blackTea":4,"green_tea":3},"shipTo":{"postCode":"a_b"}},"orderNumber":1}"#
    );
}

#[tokio::test(start_paused = true)]
async fn snake_case_is_still_read_and_typed_clients_need_not_know() {
    let app = shop();
    let (mut alice, mut bob) = (client(&app).await, client(&app).await);
    let order = Order { first_name: "Ada".into(), unit_prices: BTreeMap::new(), ship_to: None };
    alice.send_message(PlaceOrder { payload: order.clone() }).await;
    let placed = alice.receive::<OrderPlaced>().await;
    assert_eq!((placed.payload, placed.order_number), (order, 1));
    assert_eq!(
        bob.receive_text().await,
        r#"{"action":"order_seen","orderNumber":1,"isMine":false,"isCurrent":false}"#
    );
}

#[tokio::test(start_paused = true)]
async fn the_outcome_of_connecting_is_camel_cased() {
    let mut client = shop().communicator::<Shop>("ws/").connect().await.expect("a handshake");
    assert_eq!(
        client.receive_text().await,
        r#"{"action":"authentication","payload":{"statusCode":200,"statusText":"OK","data":{"detail":"OK"}}}"#
    );
}

#[tokio::test(start_paused = true)]
async fn faults_name_fields_as_the_source_does() {
    let mut client = client(&shop()).await;
    client.send_text(r#"{"action":"place_order","payload":{"firstName":"","shipTo":{}}}"#).await;
    let told = client.receive_json().await;
    let places: Vec<_> = (0..3).map(|n| told["payload"][n]["loc"].to_string()).collect();
    assert_eq!(
        places,
        [
            r#"["place_order","payload","first_name"]"#,
            r#"["place_order","payload","unit_prices"]"#,
            r#"["place_order","payload","ship_to","post_code"]"#,
        ]
    );
}
