/** What a person does on the page, and reads there. */

import assert from "node:assert/strict";

/** Goes to an endpoint by the navigation. */
export async function go(page, path) {
  await page.getByRole("navigation", { name: "Endpoints" }).getByRole("link", { name: path }).click();
  await page.getByRole("heading", { level: 1, name: path }).waitFor();
}

/** Connects under a name; the token, where there is one, is that of the endpoint's query parameter. */
export async function connect(page, name, { room, token } = {}) {
  if (room) await page.getByLabel("room", { exact: true }).fill(room);
  if (token) await page.getByLabel("Key in the query parameter token").fill(token);
  await page.getByLabel("Name of the connection").fill(name);
  await page.getByRole("form", { name: "New connection" }).getByRole("button", { name: "Connect" }).click();
  const card = page.getByRole("region", { name, exact: true });
  await card.waitFor();
  return card;
}

export async function connected(page, name, options) {
  const card = await connect(page, name, options);
  await card.getByText("Connected", { exact: true }).waitFor();
  return card;
}

export const action = (card) => card.getByLabel("Action", { exact: true });
export const field = (card, name) => card.getByLabel(name, { exact: true });
export const frames = (card, name) => card.getByRole("option", { name });
export const editor = (card) => card.getByRole("textbox", { name: "Frame as JSON" });
export const send = (card) => card.getByRole("button", { name: "Send", exact: true }).click();

/** Chooses an action and sends its frame, with these fields filled in. */
export async function say(card, name, fields = {}) {
  await action(card).selectOption(name);
  for (const [label, value] of Object.entries(fields)) await field(card, label).fill(value);
  await send(card);
}

export async function chooseMode(card, name) {
  await card.getByRole("radio", { name }).check();
}

/** Puts a text in place of what the editor has. */
export async function write(card, text) {
  await editor(card).click();
  await card.page().keyboard.press("Control+A");
  await card.page().keyboard.insertText(text);
}

/** The field is marked, and told to be wrong in these words. */
export async function wrong(control, words) {
  await control.and(control.page().locator("[aria-invalid=true]")).waitFor();
  await control.page().getByText(words).first().waitFor();
  const described = await control.evaluate((element) =>
    (element.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" "),
  );
  assert.match(described, words instanceof RegExp ? words : new RegExp(words));
}

export async function right(control) {
  await control.and(control.page().locator("[aria-invalid=false]")).waitFor();
}

/** A file that the page saves. */
export async function saved(page, press, path) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  await download.saveAs(path);
}
