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
    #[automatically_derived]
    impl<T> ::chanx::__private::runtime::validate::Validate for Page<T>
    where
        Vec<T>: ::chanx::__private::runtime::validate::Validate,
    {
        fn validate(
            &self,
            at: &::chanx::__private::runtime::validate::At<'_>,
            faults: &mut ::std::vec::Vec<::chanx::__private::runtime::validate::Fault>,
        ) {
            let Self { items: field_items, .. } = self;
            {
                let at = &at.key("items");
                ::chanx::__private::runtime::validate::Validate::validate(
                    field_items,
                    at,
                    faults,
                );
            }
        }
    }
};
