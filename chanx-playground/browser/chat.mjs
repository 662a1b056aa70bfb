/** The chat's own page, and the playground of its server. */

import { CHAT, scene } from "./stage.mjs";
import { connect, frames, say } from "./words.mjs";

export function chat() {
  scene(
    "who has logged in to the chat talks in the Lobby",
    { at: CHAT, trouble: [/status of 401/] },
    async ({ page }) => {
      await page.getByLabel("Name", { exact: true }).fill("demo");
      await page.getByLabel("Password").fill("demo-demo");
      await page.getByRole("button", { name: "Log in" }).click();
      await page.getByRole("button", { name: "Log out" }).waitFor();
      await page.goto(`${CHAT}/playground`);
      // The words of the parameter tell the Lobby's id.
      const id = await page.locator("code", { hasText: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ }).textContent();
      await page.getByLabel("room_id", { exact: true }).fill(id);
      const card = await connect(page, "Demo");
      await card.getByText("Connected", { exact: true }).waitFor();
      await say(card, "chat", { text: "Hello from the playground" });
      await frames(card, /received said .*Hello from the playground/).waitFor();
    },
  );

  scene("who has not is told so", { at: `${CHAT}/playground` }, async ({ page }) => {
    const card = await connect(page, "Stranger");
    await card.getByText("Refused with 401: it is not known who you are (code 4401").waitFor();
    await frames(card, /received authentication .*401/).waitFor();
  });
}
