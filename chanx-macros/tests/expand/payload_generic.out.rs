#[derive(
    ::chanx::__private::serde::Serialize,
    ::chanx::__private::serde::Deserialize,
    ::chanx::__private::schemars::JsonSchema
)]
#[serde(crate = "::chanx::__private::serde")]
#[schemars(crate = "::chanx::__private::schemars")]
pub struct Page<T> {
    #[garde(dive)]
    pub items: Vec<T>,
}
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[automatically_derived]
    impl<T> __chanx::Validate for Page<T>
    where
        Vec<T>: __chanx::Validate,
    {
        fn validate(&self, at: &__chanx::At<'_>, faults: &mut __chanx::Faults) {
            let Self { items: field_items, .. } = self;
            {
                let at = &at.key("items");
                __chanx::Dive::validate(field_items, at, faults);
            }
        }
    }
};
