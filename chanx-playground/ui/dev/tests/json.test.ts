import assert from "node:assert/strict";
import { test } from "node:test";
import { exactObject } from "../../src/json/exact";
import { parse, tryParse } from "../../src/json/parse";
import { compact, pretty } from "../../src/json/print";

test("texts are read and written without loss", () => {
  for (const text of [
    '{"b":1,"a":[18446744073709551616,1.50,-0,1e400]}',
    '{"__proto__":{"1":null}}',
    '["\\u0000 é"]',
    "null",
  ]) {
    assert.equal(compact(parse(text)), text);
  }
  assert.equal(
    pretty(parse('{"a":[],"c":[1,{"d":{}}]}')),
    '{\n  "a": [],\n  "c": [\n    1,\n    {\n      "d": {}\n    }\n  ]\n}',
  );
});

test("what is no JSON is refused", () => {
  const deep = "[".repeat(100_000);
  for (const text of [
    "",
    "01",
    "1.",
    '"\\x"',
    '"\\',
    '"a',
    "[1,]",
    '{"a":1,}',
    "nul",
    '"\u0001"',
    "1 2",
    "-",
    deep,
  ]) {
    assert.equal(tryParse(text), undefined, text.slice(0, 20));
  }
});

test("numbers that a value changes are found, as chanx::record finds them", () => {
  for (const exact of [
    "0",
    "-0",
    "18446744073709551615",
    "-9223372036854775808",
    "1.50",
    "1e3",
    "0.1",
    "2.5E-7",
    "100",
  ]) {
    assert.ok(exactObject(`{"\\\\\\"1e999":[${exact},"123456789012345678901234567890 \\"1"]}`), exact);
  }
  for (const lossy of ["18446744073709551616", "-9223372036854775809", "0.12345678901234567890", "1e-400"]) {
    assert.equal(exactObject(`{"a":"\\\\","b":{"c":${lossy}}}`), null, lossy);
  }
});

test("only what is kept whole is an object of a recording", () => {
  const deep = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  assert.ok(exactObject(deep(100)));
  for (const text of [
    "",
    "[1]",
    "null",
    "{",
    '{"a":1,"a":2}',
    '{"a":[{"b":1,"\\u0062":2}]}',
    '{"a":"\\ud800"}',
    deep(125),
  ]) {
    assert.equal(exactObject(text), null, text.slice(0, 20));
  }
});
