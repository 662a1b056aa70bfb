#[payload]
pub enum Contact {
    Direct(Person),
    Room {
        #[garde(range(min = 1))]
        number: u8,
    },
    Nobody,
}
