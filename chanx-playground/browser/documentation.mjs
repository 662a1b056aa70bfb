/** The contract as documentation, on the screen and on paper. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { LAB, RESULTS, scene } from "./stage.mjs";

const at = `${LAB}/playground#/docs`;

/** Each message of the contract, as the documentation names it. */
async function messages(page) {
  const { contract } = await (await page.request.get(`${LAB}/playground/contract.json`)).json();
  return contract.routes.flatMap(({ receives, sends }) => [...Object.keys(receives), ...Object.keys(sends)]);
}

/** On the screen, a link to it stands beside its name. */
const messageHeading = (page, action) =>
  page.getByRole("heading", { level: 4, name: new RegExp(`^${action}( Link|$)`) }).first();

export function documentation() {
  scene("all channels, messages and types are there, and a link leads to each", { at }, async ({ page }) => {
    await page.getByRole("heading", { level: 1, name: "Laboratory: documentation" }).waitFor();
    for (const path of ["/ws/talk/<slug:room>/", "/ws/forms/", "/ws/hostile/", "/ws/raw/", "^ws/archive/"]) {
      await page.getByRole("heading", { level: 2, name: path }).waitFor();
    }
    for (const action of await messages(page)) {
      await messageHeading(page, action).waitFor();
    }
    await messageHeading(page, "Page").waitFor();
    await messageHeading(page, "Numbers, as clients receive it").waitFor();
    await page
      .getByText("Handled concurrently: its replies may come between those to other messages.")
      .first()
      .waitFor();
    await page.getByText("Texts that are no messages are taken. Answered by a text frame.").waitFor();
    const type = `${at}/1/types/Page`;
    await page.goto(type);
    const isFocused = (heading) => heading.evaluate((element) => element === document.activeElement);
    assert.ok(await isFocused(messageHeading(page, "Page")));
    await page.goto(`${at}/0/receives/count`);
    assert.ok(await isFocused(messageHeading(page, "count")));
    await page.getByRole("link", { name: "Try this endpoint" }).nth(1).click();
    await page.getByRole("heading", { level: 1, name: "/ws/forms/" }).waitFor();
    await page.goto(`${LAB}/playground#/endpoint/0/unlock`);
    await page.getByText("Connect to send it: the connection has an example of it.").waitFor();
    await page.goto(`${LAB}/playground#/endpoint/99`);
    await page.getByText("There is no endpoint 99.").waitFor();
  });

  // The script runs before this event, and the page is painted after it.
  const early = (page) =>
    page.addInitScript(() => addEventListener("DOMContentLoaded", () => (location.hash = "#/docs"), { once: true }));
  scene("a link that is followed while the page loads is not lost", { first: early }, async ({ page }) => {
    await page.getByRole("heading", { level: 1, name: "Laboratory: documentation" }).waitFor();
  });

  scene("paper has all of it, whatever the screen shows", {}, async ({ page }) => {
    await page.getByRole("heading", { level: 1, name: "/ws/talk/" }).waitFor();
    await page.emulateMedia({ media: "print" });
    for (const action of await messages(page)) {
      await messageHeading(page, action).waitFor();
    }
    assert.equal(await page.getByRole("button", { name: "Connect" }).count(), 0, "nothing to press is on it");
    await page.emulateMedia({ media: null });
    await page.getByRole("button", { name: "Connect" }).waitFor();
    const pdf = await page.pdf({ path: join(RESULTS, "documentation.pdf") });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    assert.ok(sheets.length >= 10, `${sheets.length} sheets`);
  });
}
