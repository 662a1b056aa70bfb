pub struct RoomPath {
    pub room_id: Uuid,
    pub r#type: String,
}
const _: () = {
    #[automatically_derived]
    impl ::chanx::__private::runtime::params::Params for RoomPath {
        const FIELDS: &'static [::chanx::__private::runtime::table::ParamField] = &[
            ::chanx::__private::runtime::table::ParamField {
                name: "room_id",
                description: "",
                converters: <Uuid as ::chanx::__private::runtime::params::PathParam>::CONVERTERS,
                schema: <Uuid as ::chanx::__private::runtime::params::PathParam>::schema,
            },
            ::chanx::__private::runtime::table::ParamField {
                name: "type",
                description: "",
                converters: <String as ::chanx::__private::runtime::params::PathParam>::CONVERTERS,
                schema: <String as ::chanx::__private::runtime::params::PathParam>::schema,
            },
        ];
        fn from_path<'a>(
            value: impl ::core::ops::Fn(&str) -> ::core::option::Option<&'a str>,
        ) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(Self {
                room_id: <Uuid as ::chanx::__private::runtime::params::PathParam>::from_path(
                    value("room_id")?,
                )?,
                r#type: <String as ::chanx::__private::runtime::params::PathParam>::from_path(
                    value("type")?,
                )?,
            })
        }
        fn get(
            &self,
            name: &str,
        ) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
            match name {
                "room_id" => {
                    ::core::option::Option::Some(
                        <Uuid as ::chanx::__private::runtime::params::PathParam>::to_path(
                            &self.room_id,
                        ),
                    )
                }
                "type" => {
                    ::core::option::Option::Some(
                        <String as ::chanx::__private::runtime::params::PathParam>::to_path(
                            &self.r#type,
                        ),
                    )
                }
                _ => ::core::option::Option::None,
            }
        }
    }
};
