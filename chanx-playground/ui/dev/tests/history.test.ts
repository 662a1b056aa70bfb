import assert from "node:assert/strict";
import { test } from "node:test";
import { withRef } from "../../src/connection/envelope";
import { headOf, utf8Length, type Frame } from "../../src/history/frame";
import { readRecording, RecordingError, writeLine } from "../../src/history/recording";
import { MAX_BYTES, MAX_FRAMES, Ring } from "../../src/history/ring";
import { HistoryView } from "../../src/history/view";

const frame = (id: number, text: string, size = text.length): Frame => ({
  id,
  at: id,
  by: "server",
  session: 0,
  content: { kind: "text", text },
  size,
  action: null,
  ref: null,
  source: null,
  latency: null,
  request: null,
});

test("the ring is bounded by number and by bytes", () => {
  const ring = new Ring();
  for (let id = 1; id <= 45_000; id++) ring.push(frame(id, "x"));
  assert.deepEqual(
    [ring.length, ring.at(0)?.id, ring.at(MAX_FRAMES - 1)?.id, ring.indexOf(30_000), ring.dropped],
    [20_000, 25_001, 45_000, 4999, 25_000],
  );
  ring.push(frame(45_001, "large", MAX_BYTES));
  assert.equal(ring.length, 1);
});

test("a filtered view takes in what is new and lets go of what was dropped", () => {
  const ring = new Ring();
  const view = new HistoryView(ring);
  const search = { search: "TEN", action: null };
  for (let id = 1; id <= MAX_FRAMES; id++) ring.push(frame(id, id % 10 === 0 ? "ten" : "x"));
  view.refresh(search, Infinity);
  assert.equal(view.length, 2000);
  for (let id = MAX_FRAMES + 1; id <= MAX_FRAMES + 20; id++) ring.push(frame(id, "ten"));
  view.refresh(search, Infinity);
  assert.deepEqual([view.length, view.at(0)?.id], [2018, 30]);
  view.refresh({ search: "", action: null }, 10_000);
  assert.equal(view.length, 10_000 - 20);
});

test("lines of recordings are written as they are read", () => {
  for (const line of [
    '{"connection":"1","at":0.0,"opened":{"path":"/ws/","consumer":"Room"}}',
    '{"connection":"1","at":0.0,"opened":{"path":"/ws/","consumer":"Room","subprotocol":"v2","tag":"kind"}}',
    '{"connection":"1","at":0.5,"from":"client","text":{"b":1,"action":"a"}}',
    '{"connection":"1","at":0.5,"from":"server","raw":"hi"}',
    '{"connection":"1","at":0.5,"from":"server","binary":"AAEC/w=="}',
    '{"connection":"1","at":0.5,"from":"client","withheld":{"kind":"text","bytes":3}}',
    '{"connection":"2","at":3.25,"closed":{"code":1000,"by":"client"}}',
  ]) {
    const [read] = readRecording(line);
    assert.ok(read);
    assert.equal(
      writeLine(read, (object) => object),
      line,
    );
  }
});

test("what is no line is told, but a last one may be cut off", () => {
  const whole = '{"connection":"1","at":0,"from":"client","raw":"a"}\n';
  assert.equal(readRecording(`${whole}\n{"connection":"1","at`).length, 1);
  for (const rest of [
    "",
    ',"from":"client"',
    ',"raw":"a"',
    ',"from":"client","raw":"a","text":{}',
    ',"from":"client","binary":"?"',
  ]) {
    assert.throws(() => readRecording(`${whole}{"connection":"1","at":0${rest}}\n`), RecordingError);
  }
});

test("a ref stands behind what was composed", () => {
  assert.equal(withRef('{"a":"}"}\n', "1"), '{"a":"}","ref":"1"}');
  assert.equal(withRef("{ }", "7"), '{"ref":"7"}');
  for (const text of ['{"ref":"x"}', "[1]", "no"]) assert.equal(withRef(text, "7"), null);
});

test("frames are told by their own keys", () => {
  assert.deepEqual(headOf(' {"action":"a","ref":"1"}', "action"), { action: "a", ref: "1" });
  for (const text of ["{}", "[]", '{"action":1}', "{"])
    assert.deepEqual(headOf(text, "action"), { action: null, ref: null });
  assert.deepEqual(headOf("{}", "constructor"), { action: null, ref: null });
  assert.equal(utf8Length("aé€😀"), 1 + 2 + 3 + 4);
});
