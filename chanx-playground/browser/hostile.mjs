/** A peer that means no good. */

import assert from "node:assert/strict";
import { scene } from "./stage.mjs";
import { connected, field, frames, go, say, send } from "./words.mjs";

export function hostile() {
  scene("what a peer sends is text, however it looks", {}, async ({ page }) => {
    await go(page, "/ws/hostile/");
    const peer = await connected(page, "Peer");
    const title = await page.title();
    const trick = async (name) => {
      await peer.getByLabel("Action", { exact: true }).selectOption("trick");
      await field(peer, "payload").selectOption(name);
      await send(peer);
    };
    await trick("html");
    const html = frames(peer, /received words .*<img src=x onerror=/);
    await html.click();
    await peer.getByRole("region", { name: "Content of the frame" }).getByText("<script>").waitFor();
    assert.equal(await page.locator("img, main script, main b, main i").count(), 0, "no element came of it");
    assert.equal(await page.title(), title, "no script ran");

    await trick("control");
    await frames(peer, /bell ⟨U\+0007⟩ escape ⟨U\+001B⟩.*⟨U\+202E⟩esrever⟨U\+202C⟩ ⟨U\+200B⟩end/).waitFor();
    await trick("no_json");
    await frames(peer, /\{no JSON/).waitFor();
    await trick("binary");
    await frames(peer, /00 01 02 03/).waitFor();

    await trick("large");
    await frames(peer, /received words .*1\.0 MB/).click();
    const content = peer.getByRole("region", { name: "Content of the frame" });
    const shown = async () => (await content.textContent()).length;
    assert.ok((await shown()) <= 10_000, "a long frame is cut");
    await peer.getByRole("button", { name: /^Show all 1,048,\d+ characters/ }).click();
    await peer.getByRole("button", { name: /^Show all/ }).waitFor({ state: "detached" });
    assert.ok((await shown()) > 1_048_576);
    await say(peer, "close", { code: "4000", reason: "enough" });
    await peer.getByText("(code 4000, reason: enough)").waitFor();
  });
}

/** Needs the machine for itself. */
export function flood() {
  scene("the page answers while 2,000 frames a second come", {}, async ({ page }) => {
    await go(page, "/ws/hostile/");
    const peer = await connected(page, "Peer");
    await say(peer, "flood", { frames: "10000", per_second: "2000" });
    await peer.getByText(/^[1-9],\d\d\d frames/).waitFor();
    const press = async (name, seen) => {
      const pressed = performance.now();
      await peer.getByRole("button", { name }).click();
      await peer.getByText(seen).waitFor();
      const took = performance.now() - pressed;
      assert.ok(took < 1000, `${name} took effect after ${Math.round(took)} ms`);
    };
    await press("Pause", /Paused: [\d,]+ newer frames/);
    await press("Pause", /^[1-9],\d\d\d frames/);
    await peer.getByText(/^10,00[0-9] frames/).waitFor();
    await frames(peer, /frame 10000 of 10000/).waitFor();
    const rows = await peer.getByRole("option", { name: /received|sent/ }).count();
    assert.ok(rows > 0 && rows < 40, `${rows} rows are in the page`);
    await peer.getByLabel("Search").fill("frame 777 of");
    await peer.getByText(/^1 of 10,00[0-9] frames/).waitFor();
  });
}
