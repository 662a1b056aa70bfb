pub struct RoomPath {
    pub room_id: Uuid,
    pub r#type: String,
}
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[automatically_derived]
    impl __chanx::Params for RoomPath {
        const FIELDS: &'static [__chanx::ParamField] = &[
            __chanx::ParamField {
                name: "room_id",
                description: "",
                converters: <Uuid as __chanx::PathParam>::CONVERTERS,
                schema: <Uuid as __chanx::PathParam>::schema,
            },
            __chanx::ParamField {
                name: "type",
                description: "",
                converters: <String as __chanx::PathParam>::CONVERTERS,
                schema: <String as __chanx::PathParam>::schema,
            },
        ];
        fn from_path<'a>(
            value: impl __chanx::Fn(&str) -> __chanx::Option<&'a str>,
        ) -> __chanx::Option<Self> {
            __chanx::Some(Self {
                room_id: <Uuid as __chanx::PathParam>::from_path(value("room_id")?)?,
                r#type: <String as __chanx::PathParam>::from_path(value("type")?)?,
            })
        }
        fn get(&self, name: &str) -> __chanx::Text<'_> {
            match name {
                "room_id" => {
                    __chanx::Some(<Uuid as __chanx::PathParam>::to_path(&self.room_id))
                }
                "type" => {
                    __chanx::Some(<String as __chanx::PathParam>::to_path(&self.r#type))
                }
                _ => __chanx::None,
            }
        }
    }
};
