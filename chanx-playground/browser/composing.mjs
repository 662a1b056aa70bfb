/** What is sent: examples, forms, JSON, texts and bytes. */

import assert from "node:assert/strict";
import { scene } from "./stage.mjs";
import { action, chooseMode, connected, editor, field, frames, go, right, say, send, write, wrong } from "./words.mjs";

export function composing() {
  scene("an example is sent, and its answers come with their times", {}, async ({ page }) => {
    const ann = await connected(page, "Ann", { room: "answers", token: "ann" });
    await say(ann, "ping");
    await frames(ann, /received pong after [\d.]+ ms/).waitFor();
    await frames(ann, /^sent ping [\d.]+ ms/).waitFor();
    await action(ann).selectOption("count");
    await ann.getByText("Answered by a stream of number.").waitFor();
    await say(ann, "count", { to: "4" });
    await frames(ann, /sent count .*pending/).waitFor();
    await frames(ann, /received complete/).waitFor();
    assert.equal(await frames(ann, /received number/).count(), 4);
    await frames(ann, /sent count [\d.]+ ms, ended [\d.]+ ms/).waitFor();
    await action(ann).selectOption("fail");
    await ann.getByText("Answered by pong, or an error.").waitFor();
    await send(ann);
    await frames(ann, /received error .*Failed to process message/).waitFor();
    await ann.getByLabel("Send a ref").uncheck();
    await say(ann, "ping");
    await frames(ann, /sent ping .*\{"action":"ping","payload":null\}$/).waitFor();
  });

  scene("a fault stands at its field until it is mended", {}, async ({ page }) => {
    await go(page, "/ws/forms/");
    const card = await connected(page, "Desk");
    await action(card).selectOption("register");
    await card.getByText("The server would take this frame.").waitFor();
    for (const [label, bad, words, good] of [
      ["fullName", "A", /at least 2 characters/, "Ada Lovelace"],
      ["mail", "nowhere", /email/i, "ada@example.com"],
      ["badge", "ab-1", /pattern/, "AB-123"],
      ["visitId", "7", /UUID/i, "0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21"],
    ]) {
      await field(card, label).fill(bad);
      await wrong(field(card, label), words);
      await card.getByText("The server finds 1 fault.").waitFor();
      await field(card, label).fill(good);
      await right(field(card, label));
    }
    await card.getByText("The server would take this frame.").waitFor();
    await send(card);
    await frames(card, /received complete/).waitFor();
    // All of them are told at once, and what is sent all the same is answered.
    await field(card, "fullName").fill("");
    await field(card, "mail").fill("");
    await card.getByText("The server finds 2 faults.").waitFor();
    await send(card);
    await frames(card, /received error .*"full_name"/).waitFor();
    await card.getByRole("button", { name: "New example" }).click();
    await card.getByText("The server would take this frame.").waitFor();
  });

  scene("forms of trees, unions, lists and maps make frames that are taken", {}, async ({ page }) => {
    await go(page, "/ws/forms/");
    await page.getByLabel("rest", { exact: true }).fill("a/b c");
    const card = await connected(page, "Shapes");
    await action(card).selectOption("draw_tree");
    await card.getByRole("button", { name: "Add childTrees" }).click();
    await card.getByRole("button", { name: "Add an item to childTrees" }).click();
    await card.getByRole("button", { name: "Add nextOne" }).first().click();
    await card.getByText("The server would take this frame.").waitFor();
    await send(card);
    await frames(card, /received done .*"payload":3/).waitFor();

    await action(card).selectOption("show_page");
    await field(card, "radiusInMetres").fill("99");
    await wrong(field(card, "radiusInMetres"), /less than or equal to 10/);
    await card.getByLabel("Kind of Item 1").selectOption("wide_box");
    await card.getByRole("button", { name: "Add an item to pageItems" }).click();
    await card.getByRole("button", { name: "Move Item 2 up" }).click();
    await card.getByText("The server would take this frame.").waitFor();
    await send(card);
    await frames(card, /sent show_page .*"kind":"circle".*"kind":"wide_box"/).waitFor();
    await frames(card, /received done .*"payload":2/).waitFor();
    for (let more = 2; more < 6; more++) {
      await card.getByRole("button", { name: "Add an item to pageItems" }).click();
    }
    await card
      .getByText(/at most 5 items/)
      .first()
      .waitFor();

    await action(card).selectOption("hang_up");
    await card.getByText("deprecated", { exact: true }).waitFor();
    await card.getByRole("button", { name: "Add an entry to payload" }).click();
    await field(card, "Key 2").fill("key");
    await wrong(field(card, "Key 2"), "Another entry has this key.");
    await field(card, "Key 2").fill("left wall");
    await card.getByLabel("Kind of Value 2").selectOption("nothing");
    await send(card);
    await frames(card, /sent hang_up .*"left wall":\{"kind":"nothing"\}/).waitFor();
    await frames(card, /received done .*"payload":2/)
      .last()
      .waitFor();
  });

  scene("large numbers keep all their digits", {}, async ({ page }) => {
    const [largest, huge] = ["18446744073709551615", "-170141183460469231731687303715884105728"];
    await go(page, "/ws/forms/");
    const card = await connected(page, "Scales");
    await action(card).selectOption("weigh");
    await field(card, "largeId").fill(`${largest}0`);
    await wrong(field(card, "largeId"), /integer|less than/i);
    await field(card, "largeId").fill(largest);
    await field(card, "hugeSum").fill(huge);
    await card.getByText("The server would take this frame.").waitFor();
    await chooseMode(card, "JSON");
    await editor(card).getByText(largest).waitFor();
    await chooseMode(card, "Form");
    await send(card);
    const answer = frames(card, /received weighed/);
    await answer.filter({ hasText: largest }).filter({ hasText: huge }).waitFor();
    await answer.click();
    await card.getByRole("region", { name: "Content of the frame" }).getByText(`"hugeSum": ${huge}`).waitFor();
  });

  scene("JSON is completed, marked, and left by the keyboard", {}, async ({ page }) => {
    const ann = await connected(page, "Ann", { room: "json", token: "ann" });
    const press = (key) => page.keyboard.press(key);
    await action(ann).selectOption("say");
    await chooseMode(ann, "JSON");
    await write(ann, '{"action":"say",');
    await press("Control+Space");
    await page
      .getByRole("listbox", { name: "Completions" })
      .getByRole("option", { name: /payload/ })
      .click();
    await editor(ann).filter({ hasText: '"payload"' }).waitFor();
    await press("Escape");
    await press("Tab");
    assert.ok(await editor(ann).evaluate((element) => !element.contains(document.activeElement)), "Tab leaves");

    await write(ann, '{"action":"say","payload":{"text":""}}');
    await ann
      .getByRole("list", { name: "Faults" })
      .getByText(/payload.text: .*at least 1 character/)
      .waitFor();
    await ann.locator(".cm-lintRange-error").filter({ hasText: '""' }).waitFor();

    await write(ann, '{"action":"say",}');
    await ann.getByText(/No JSON yet, line 1, column 17/).waitFor();
    await ann.getByText("Form", { exact: true }).click();
    await ann.getByText("This is no JSON yet, so there is no form for it").waitFor();
    assert.ok(await ann.getByRole("radio", { name: "JSON" }).isChecked());
    assert.equal(await editor(ann).textContent(), '{"action":"say",}', "nothing is lost");

    await write(ann, '{"action":"say","payload":{"text":"from JSON"}}');
    await press("Control+Enter");
    await frames(ann, /received said .*from JSON/).waitFor();
    await chooseMode(ann, "Form");
    assert.equal(await field(ann, "text").inputValue(), "from JSON");
  });

  scene("texts and bytes go as they are", {}, async ({ page }) => {
    await go(page, "/ws/raw/");
    const card = await connected(page, "Raw");
    assert.ok(await card.getByRole("radio", { name: "Form" }).isDisabled());
    await card.getByLabel("Text of the frame").fill("hello\nyou");
    await send(card);
    await frames(card, /received .*again: hello/).waitFor();
    await chooseMode(card, "Binary");
    await send(card);
    await card.getByText("Choose a file first.").waitFor();
    const file = { name: "few.bin", mimeType: "application/octet-stream", buffer: Buffer.from([1, 2, 3, 255]) };
    await card.getByLabel("File to send").setInputFiles(file);
    await card.getByText("few.bin, 4 B.").waitFor();
    await send(card);
    await frames(card, /received .*01 02 03 ff/).waitFor();
  });
}
