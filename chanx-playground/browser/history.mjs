/** What was said: found again, sent again, and kept. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RECORDING, RESULTS, ROOMS, scene } from "./stage.mjs";
import { chooseMode, connected, editor, frames, saved, say, send } from "./words.mjs";

export function history() {
  scene("frames are searched, filtered, paused, copied, sent again and edited", {}, async ({ page }) => {
    const ann = await connected(page, "Ann", { room: "history", token: "ann" });
    const rows = ann.getByRole("listbox", { name: "Frames of Ann" }).getByRole("option");
    await say(ann, "say", { text: "one needle" });
    await frames(ann, /received complete/).waitFor();
    await say(ann, "ping");
    await frames(ann, /received pong/).waitFor();
    await ann.getByText("6 frames", { exact: true }).waitFor();

    await ann.getByLabel("Search").fill("needle");
    await ann.getByText("2 of 6 frames").waitFor();
    assert.equal(await rows.count(), 2);
    await ann.getByLabel("Search").fill("no such word");
    await ann.getByText("No frame matches.").waitFor();
    await ann.getByLabel("Search").fill("");
    await ann.getByLabel("Show action").selectOption("pong");
    await ann.getByText("1 of 6 frames").waitFor();
    await ann.getByLabel("Show action").selectOption("All");

    const pause = ann.getByRole("button", { name: "Pause" });
    await pause.click();
    await send(ann);
    await ann.getByText("Paused: 2 newer frames.").waitFor();
    assert.equal(await rows.count(), 6);
    await pause.click();
    await rows.nth(7).waitFor();

    await frames(ann, /sent say/).click();
    const chosen = ann.getByRole("region", { name: "Selected frame" });
    await chosen.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("status", { name: "Announcements" }).getByText("Copied").waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^\{"action":"say",.*one needle/);
    await chosen.getByRole("button", { name: "Resend" }).click();
    await frames(ann, /received said .*one needle/)
      .nth(1)
      .waitFor();
    await chosen.getByRole("button", { name: "Edit" }).click();
    await editor(ann).filter({ hasText: "one needle" }).waitFor();
    await chosen.getByRole("button", { name: "Close the frame" }).click();
    await ann.getByRole("button", { name: "Clear" }).click();
    await ann.getByText("No frames yet.").waitFor();
  });

  scene("a recording is exported without secrets, and imported again", {}, async ({ page }) => {
    const ann = await connected(page, "Ann", { room: "recorded", token: "ann" });
    const bob = await connected(page, "Bob", { token: "bob" });
    await say(ann, "ping");
    await frames(ann, /received pong/).waitFor();
    await say(ann, "say", { text: "Hello, Bob" });
    await frames(bob, /received said .*Hello, Bob/).waitFor();
    await frames(ann, /received complete/).waitFor();
    await say(bob, "say", { text: "" });
    await frames(bob, /received error/).waitFor();
    await say(bob, "ring");
    await frames(bob, /received error .*permission_denied/).waitFor();
    await say(ann, "count", { to: "3" });
    await frames(ann, /received complete/)
      .nth(1)
      .waitFor();
    await say(ann, "unlock", { pin: "1234" });
    await frames(ann, /received unlocked .*true/).waitFor();
    await say(bob, "unlock", { pin: "1234" });
    await frames(bob, /received unlocked .*true/).waitFor();
    await chooseMode(bob, "Raw text");
    await bob.getByLabel("Text of the frame").fill("no JSON at all");
    await send(bob);
    await frames(bob, /received error .*json_invalid/).waitFor();
    await bob.getByRole("button", { name: "Disconnect" }).click();
    await bob.getByText("Disconnected (code 1000)").waitFor();
    await ann.getByRole("button", { name: "Disconnect" }).click();
    await ann.getByText("Disconnected (code 1000)").waitFor();

    // `lab replay` says it again, after the tests.
    const file = join(RESULTS, "talk.jsonl");
    await saved(page, () => page.getByRole("button", { name: "Export all" }).click(), file);
    const text = readFileSync(file, "utf8");
    for (const line of text.trim().split("\n")) JSON.parse(line);
    assert.doesNotMatch(text, /1234|token/);
    assert.match(text, /\[redacted\]/);

    await page.getByLabel("Recording to import").setInputFiles(file);
    const again = page.getByRole("region", { name: "talk, 1", exact: true });
    await again.getByText("From a recording").waitFor();
    await frames(again, /received unlocked .*true/).waitFor();
    await page.getByRole("region", { name: "talk, 2", exact: true }).waitFor();
    const copy = join(RESULTS, "talk-1.jsonl");
    await saved(page, () => again.getByRole("button", { name: "Export", exact: true }).click(), copy);
    const own = text.split("\n").filter((line) => line.startsWith('{"connection":"1"'));
    assert.equal(readFileSync(copy, "utf8").trim(), own.join("\n"), "nothing is lost on the way");
  });

  scene(
    "a server's recording is imported, and a file that is none is told",
    { at: `${ROOMS}/playground` },
    async ({ page }) => {
      const file = page.getByLabel("Recording to import");
      await file.setInputFiles(RECORDING);
      const bob = page.getByRole("region", { name: "rooms, 2", exact: true });
      await bob.getByText("From a recording").waitFor();
      await frames(bob, /received said .*Hello, Bob/).waitFor();
      await bob.getByRole("button", { name: "Connect" }).click();
      await bob.getByText("Connected", { exact: true }).waitFor();
      const none = { name: "none.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from("{}\n") };
      await file.setInputFiles(none);
      await page
        .getByRole("alert")
        .getByText(/This is no recording/)
        .waitFor();
    },
  );
}
