import assert from "node:assert/strict";
import { test } from "node:test";
import { camelCase, wireNames } from "../../src/contract/case";
import { exampleOf } from "../../src/contract/example";
import { placed } from "../../src/contract/faults";
import type { Route, Schema } from "../../src/contract/model";
import { endOf, fillPath, matches } from "../../src/contract/route";
import { branchOf, SchemaDocument, type SchemaNode } from "../../src/contract/schema";
import { redacted } from "../../src/contract/secrets";
import { branchName, typeWords } from "../../src/contract/words";
import { parse } from "../../src/json/parse";
import { compact } from "../../src/json/print";
import type { Fields } from "../../src/json/value";

const node = (schema: Schema, camelize = false): SchemaNode => new SchemaDocument(schema, camelize).node();
const example = (schema: Schema, camelize = false): string => compact(exampleOf(node(schema, camelize)));
const branches = (schema: Schema, camelize = false): SchemaNode[] => node(schema, camelize).shape.branches ?? [];

const external: Schema = {
  oneOf: [
    { type: "string", enum: ["Off", "On"] },
    { type: "object", properties: { Dim: { type: "integer" } }, required: ["Dim"], additionalProperties: false },
    {
      type: "object",
      properties: { Rgb: { type: "array", prefixItems: [{ type: "integer" }], minItems: 1 } },
      required: ["Rgb"],
    },
  ],
};
const internal = {
  oneOf: [
    { type: "object", properties: { kind: { const: "a" } }, required: ["kind"], $ref: "#/$defs/A" },
    { type: "object", properties: { kind: { const: "b" } }, required: ["kind"] },
  ],
  $defs: { A: { type: "object", properties: { x_y: { type: "string" } }, required: ["x_y"] } },
};

test("names are written in camelCase unless two would meet", () => {
  assert.deepEqual(["user_id", "line_1", "_a_b_", "__", "a__b"].map(camelCase), [
    "userId",
    "line1",
    "_aB_",
    "__",
    "aB",
  ]);
  assert.deepEqual(wireNames(["line_1", "line1", "user_id"], true), ["line_1", "line1", "userId"]);
});

test("unions are told apart by title, constant, only key or type", () => {
  assert.deepEqual(
    branches(external).map((branch) => branchName(branch)),
    ['"Off" or "On"', "Dim", "Rgb"],
  );
  assert.deepEqual(
    branches(internal).map((branch) => branchName(branch)),
    ["a", "b"],
  );
  assert.equal(branchOf(branches(external), parse('{"Rgb":[1]}')), 2);
  assert.equal(branchOf(branches(internal, true), parse('{"kind":"b","more":1}')), 1);
  assert.equal(typeWords(node({ type: ["integer", "null"] })), "integer or null");
});

test("fields beside a union belong to each branch", () => {
  const flat: Schema = {
    type: "object",
    properties: { id: { type: "integer" } },
    required: ["id"],
    oneOf: external.oneOf?.slice(1) ?? [],
  };
  assert.equal(example(flat), '{"Dim":0,"id":0}');
  assert.equal(branchOf(branches(flat), parse('{"id":1,"Rgb":[1]}')), 1);
});

test("examples of types that hold themselves end", () => {
  const T = {
    type: "object",
    properties: { t: { anyOf: [{ $ref: "#/$defs/T" }, { type: "null" }] } },
    required: ["t"],
  };
  assert.equal(example({ $ref: "#/$defs/T", $defs: { T } }), '{"t":null}');
  assert.equal(
    example({
      $ref: "#/$defs/F",
      $defs: { F: { type: "object", properties: { f: { $ref: "#/$defs/F" } }, required: ["f"] } },
    }),
    "null",
  );
  assert.equal(example({ $ref: "#" }), "null");
  assert.equal(example({ anyOf: [{ $ref: "#" }] }), "null");
});

test("examples keep to the wire's case and to bounds", () => {
  assert.equal(example(internal, true), '{"kind":"a","xY":"text"}');
  assert.equal(example({ type: "integer", minimum: 5 }), "5");
  assert.equal(example({ type: "string", minLength: 6, maxLength: 6 }), '"texttt"');
});

test("faults find the place that a form has", () => {
  const schema: Schema = {
    type: "object",
    properties: {
      action: { const: "go" },
      payload: {
        type: "object",
        properties: {
          shape_list: { type: "array", items: internal.oneOf[0] ?? true },
          by_name: { additionalProperties: external },
        },
      },
    },
    $defs: internal.$defs,
  };
  const frame = parse('{"action":"go","payload":{"shapeList":[{"kind":"a","xY":1}],"byName":{"a_b":{"Dim":300}}}}');
  const wire = (...loc: (string | number)[]) =>
    placed([{ type: "", loc, msg: "" }], node(schema, true), frame, "go")[0]?.wire;
  assert.deepEqual(wire("go", "payload", "shape_list", 0, "x_y"), ["payload", "shapeList", 0, "xY"]);
  assert.deepEqual(wire("go", "payload", "shape_list", 0, "a", "x_y"), ["payload", "shapeList", 0, "xY"]);
  assert.deepEqual(wire("go", "payload", "by_name", "a_b", "Dim"), ["payload", "byName", "a_b", "Dim"]);
  assert.deepEqual(wire("go", "payload", "nothing"), ["payload"]);
  for (const loc of [["ref"], [], ["go"]]) assert.deepEqual(wire(...loc), []);
});

test("paths are filled in and matched", () => {
  const route = (path: string) => ({ path }) as Route;
  assert.equal(fillPath(route("ws/<slug:r>/<path:p>"), { r: "a b", p: "x/y z" }), "/ws/a%20b/x/y%20z");
  assert.equal(fillPath(route("ws/<r>/"), {}), undefined);
  assert.ok(matches(route("ws/<uuid:id>/x/<path:p>"), "/ws/c99f706e-edb2-42b1-8ebd-db837699274b/x/a/b"));
  assert.ok(!matches(route("ws/<int:id>/"), "/ws/a/"));
});

test("requests end by their one reply, or by complete", () => {
  assert.deepEqual(endOf({ fallible: { one_of: ["pong"] } }), ["pong"]);
  for (const reply of [
    "nothing",
    { optional: { one_of: ["a"] } },
    { stream: { one_of: ["a"] } },
    { all: [] },
  ] as const) {
    assert.deepEqual(endOf(reply as never), ["complete"]);
  }
});

test("recordings leave out tokens and sensitive fields", () => {
  const secret: Schema = {
    type: "object",
    properties: {
      action: { const: "log_in" },
      payload: { anyOf: [{ type: "object", properties: { pass_word: { type: "string", "x-sensitive": true } } }] },
    },
  };
  const route = {
    tag: "action",
    settings: { camelize: true },
    access: { authentications: ["A"] },
    receives: { log_in: { schema: secret } },
    sends: {},
  } as unknown as Route;
  const hide = (text: string) => compact(redacted(parse(text) as Fields, route, "client"));
  assert.equal(
    hide('{"action":"log_in","payload":{"passWord":"x"}}'),
    '{"action":"log_in","payload":{"passWord":"[redacted]"}}',
  );
  assert.equal(
    hide('{"action":"authenticate","payload":{"token":"x"},"ref":"1"}'),
    '{"action":"authenticate","payload":{"token":"[redacted]"},"ref":"1"}',
  );
});
