/** The page itself: its policy, its size, its address, and the time that it takes. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { gzipSync } from "node:zlib";
import { BUNDLE, LAB, scene } from "./stage.mjs";
import { connect, connected, frames, say } from "./words.mjs";

const MOST_BYTES = 250_000;
const MOST_MILLISECONDS = 1000;

export function page() {
  it("the bundle is small", () => {
    const sizes = ["index.html", "app.js", "app.css"].map((file) => gzipSync(readFileSync(join(BUNDLE, file))).length);
    const all = sizes.reduce((sum, size) => sum + size);
    assert.ok(all < MOST_BYTES, `${all} bytes`);
  });

  scene(
    "the policy holds: texts do not become code",
    { trouble: [/^broke the policy: script-src/] },
    async ({ page, context }) => {
      await page.getByRole("button", { name: "Connect" }).waitFor();
      // The debugger is above the policy, unless it says that it is not.
      const session = await context.newCDPSession(page);
      const { exceptionDetails } = await session.send("Runtime.evaluate", {
        expression: "eval('1')",
        allowUnsafeEvalBlockedByCSP: false,
      });
      assert.match(exceptionDetails?.exception.description ?? "", /^EvalError/);
    },
  );

  scene("below a prefix, the address has the prefix", { at: `${LAB}/live/playground` }, async ({ page }) => {
    await page.getByText(`ws://${new URL(LAB).host}/live/ws/talk/`).waitFor();
    const ann = await connected(page, "Ann", { room: "prefix", token: "ann" });
    await say(ann, "ping");
    await frames(ann, /received pong/).waitFor();
  });

  const refusing = async (page) => {
    const told = { status: 403, contentType: "application/json", body: '{"detail":"Staff only."}' };
    await page.route("**/contract.json", (route) => route.fulfill(told), { times: 1 });
  };
  scene(
    "a page that is guarded says so, and tries again",
    { first: refusing, trouble: [/status of 403/] },
    async ({ page }) => {
      await page.getByRole("alert").getByText("Staff only.").waitFor();
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("button", { name: "Connect" }).waitFor();
    },
  );

  scene(
    "a server that is not there is told",
    { trouble: [/^asked ws:\/\/127\.0\.0\.1:1\//, /ERR_|failed/] },
    async ({ page }) => {
      await page.getByText("Query, other subprotocols, server").click();
      await page.getByLabel("Other subprotocols").fill("c(d");
      await page.getByText("c(d cannot be a subprotocol").waitFor();
      await page.getByLabel("Other subprotocols").fill("");
      await page.getByLabel("Server", { exact: true }).fill("ws://127.0.0.1:1");
      const card = await connect(page, "Nowhere");
      await card.getByText("No connection: the server cannot be reached").waitFor();
    },
  );
}

/** Needs the machine for itself. */
export function time() {
  scene("the page is usable within a second", { at: "about:blank" }, async ({ page }) => {
    const times = [];
    // The best of a few, since other programs may run.
    for (let turn = 0; turn < 3; turn++) {
      const begun = performance.now();
      await page.goto(`${LAB}/playground`);
      await page.getByRole("heading", { level: 1, name: "/ws/talk/" }).waitFor();
      await page.getByRole("button", { name: "Connect", disabled: false }).waitFor();
      times.push(Math.round(performance.now() - begun));
      await page.goto("about:blank");
    }
    assert.ok(Math.min(...times) < MOST_MILLISECONDS, `${times.join(", ")} ms`);
  });
}
