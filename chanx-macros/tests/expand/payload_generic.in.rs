#[payload]
pub struct Page<T> {
    #[garde(dive)]
    pub items: Vec<T>,
}
