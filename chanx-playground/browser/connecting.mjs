/** From the list of endpoints to an open connection, and to its end. */

import assert from "node:assert/strict";
import { scene } from "./stage.mjs";
import { action, connect, connected, field, frames, go, right, say, wrong } from "./words.mjs";

export function connecting() {
  scene("endpoints are listed with their words, and a path that does not fit is told", {}, async ({ page }) => {
    const endpoints = page.getByRole("navigation", { name: "Endpoints" });
    for (const [path, words] of [
      ["/ws/talk/<slug:room>/", "A room in which people talk."],
      ["/ws/forms/<int:number>/<path:rest>", "Forms that are hard to fill in"],
      ["/ws/hostile/", "A peer that means no good."],
      ["/ws/raw/", "It speaks no JSON"],
      ["^ws/archive/", "The archive of a year"],
    ]) {
      await endpoints.getByRole("link", { name: path }).filter({ hasText: words }).waitFor();
    }
    await go(page, "/ws/talk/<slug:room>/");
    await page.getByText("is the host, who may ring the bell").waitFor();
    assert.equal(await page.getByText("`").count(), 0, "code stands as code, without its backticks");
    const room = page.getByLabel("room", { exact: true });
    assert.equal(await page.getByText("The room's name: tea, or any other but lost.").locator("code").count(), 2);
    await room.fill("no slug");
    await wrong(room, "No endpoint serves this path.");
    await room.fill("");
    await wrong(room, "This is needed.");
    assert.ok(await page.getByRole("button", { name: "Connect" }).isDisabled());
    await room.fill("tea");
    await right(room);
    await connected(page, "Ann", { token: "ann" });
    await endpoints.getByText("1 open").waitFor();
  });

  scene("a regular expression is a path to be typed", {}, async ({ page }) => {
    await go(page, "^ws/archive/");
    const path = page.getByLabel("Path", { exact: true });
    await path.fill("/ws/archive/99/");
    await wrong(path, "No endpoint serves this path.");
    await path.fill("/ws/archive/1999/");
    await right(path);
    const card = await connected(page, "Old");
    await say(card, "age");
    await frames(card, /received aged .*1999/).waitFor();
  });

  scene("two people talk side by side, and who is refused reads why", {}, async ({ page }) => {
    const ann = await connected(page, "Ann", { room: "two", token: "ann" });
    const bob = await connected(page, "Bob", { token: "bob" });
    await say(ann, "say", { text: "Hello, Bob" });
    await frames(bob, /received said .*"is_mine":false/)
      .filter({ hasText: "Hello, Bob" })
      .waitFor();
    await frames(ann, /received said .*"is_mine":true/)
      .filter({ hasText: "Hello, Bob" })
      .waitFor();
    await say(bob, "ring");
    await frames(bob, /received error .*Only the host rings the bell/).waitFor();
    await say(ann, "ring");
    await frames(bob, /received rang/).waitFor();

    const nobody = await connect(page, "Nobody", { token: "mallory" });
    await nobody.getByText("Refused with 401: it is not known who you are (code 4401").waitFor();
    await frames(nobody, /received authentication .*Invalid token/).waitFor();
    const eve = await connect(page, "Eve", { token: "eve" });
    await eve.getByText("Refused with 403: you may not connect (code 4403").waitFor();
    await frames(eve, /received authentication .*You are not invited/).waitFor();
    const lost = await connect(page, "Lost", { room: "lost", token: "ann" });
    await lost.getByText("Refused with 404: there is nothing at this path (code 4404").waitFor();
  });

  scene("a connection ends, comes back, and shows fresh credentials", {}, async ({ page }) => {
    const ann = await connected(page, "Ann", { room: "again", token: "ann" });
    await ann.getByRole("button", { name: "Disconnect" }).click();
    await ann.getByText("Disconnected (code 1000)").waitFor();
    assert.ok(await ann.getByRole("button", { name: "Send", exact: true }).isDisabled());
    await ann.getByText("Connect to send.").waitFor();
    await ann.getByRole("button", { name: "Reconnect" }).click();
    await ann.getByText("Connected", { exact: true }).waitFor();
    await frames(ann, /received authentication/)
      .nth(1)
      .waitFor();
    await action(ann).selectOption("authenticate");
    assert.equal(await field(ann, "token").getAttribute("type"), "password");
    await say(ann, "authenticate", { token: "ann" });
    await frames(ann, /received authentication .*"ref"/).waitFor();
    await ann.getByRole("button", { name: "Rename Ann" }).click();
    await ann.getByLabel("Name of the connection").fill("Annie");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Annie", exact: true }).waitFor();
    await page.getByRole("button", { name: "Remove Annie" }).click();
    await page.getByText("There are no connections yet.").waitFor();
  });

  scene("a token goes as a subprotocol, beside one that is spoken", {}, async ({ page }) => {
    await page.getByLabel("talk.v1").check();
    await page.getByLabel("Key in the subprotocol bearer.").fill("bob");
    const bob = await connected(page, "Bob", { room: "sub" });
    await bob.getByText("subprotocol talk.v1").waitFor();
    await say(bob, "say", { text: "it is me" });
    await frames(bob, /received said .*"name":"bob"/).waitFor();
    assert.equal(await page.getByText("bearer.bob").count(), 0, "the token is not shown");
  });

  scene("close codes are told in words", {}, async ({ page }) => {
    await go(page, "/ws/hostile/");
    const card = await connected(page, "Peer");
    for (const [code, reason, words] of [
      ["1000", "bye", "Closed normally (code 1000, reason: bye)"],
      ["1011", "oops", "The server failed (code 1011, reason: oops)"],
      ["1012", "new version", "The server restarts: connect again shortly (code 1012, reason: new version)"],
      ["1013", "full", "The server is too busy: try again later (code 1013, reason: full)"],
      ["4321", "<b>own</b>", "Closed with a code of the application (code 4321, reason: <b>own</b>)"],
    ]) {
      await say(card, "close", { code, reason });
      await card.getByText(words).waitFor();
      await card.getByRole("button", { name: "Reconnect" }).click();
      await card.getByText("Connected", { exact: true }).waitFor();
    }
  });

  scene("the keyboard alone connects and sends", {}, async ({ page }) => {
    await page.getByRole("heading", { level: 1, name: "/ws/talk/" }).waitFor();
    const press = (key) => page.keyboard.press(key);
    const isOn = (control) => control.evaluate((element) => element === document.activeElement);
    const tabTo = async (control) => {
      for (let presses = 0; presses < 60; presses++) {
        await press("Tab");
        if (await isOn(control)) return;
      }
      assert.fail("Tab does not lead there");
    };
    await press("Tab");
    assert.ok(await isOn(page.getByRole("link", { name: "Skip to the content" })));
    await press("Enter");
    await tabTo(page.getByLabel("Key in the query parameter token"));
    await page.keyboard.type("ann");
    await tabTo(page.getByLabel("Name of the connection"));
    await page.keyboard.type("Ann");
    await press("Enter");
    const ann = page.getByRole("region", { name: "Ann", exact: true });
    await ann.getByText("Connected", { exact: true }).waitFor();
    await tabTo(action(ann));
    await page.keyboard.type("ping");
    await tabTo(ann.getByRole("button", { name: "Send", exact: true }));
    await press("Enter");
    await frames(ann, /received pong/).waitFor();
    await tabTo(ann.getByRole("listbox", { name: "Frames of Ann" }));
    await press("Home");
    await press("ArrowDown");
    await ann.getByRole("option", { name: /sent ping/, selected: true }).waitFor();
    await ann.getByRole("region", { name: "Selected frame" }).waitFor();
  });
}
