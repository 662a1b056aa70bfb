#[params]
pub struct RoomPath {
    pub room_id: Uuid,
    pub r#type: String,
}
