/** Each view, wide and narrow, light and dark: everybody can use it, and it is kept as a picture. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { LAB, RESULTS, scene } from "./stage.mjs";
import { action, chooseMode, connected, frames, say, write } from "./words.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = { "target-size": { enabled: true }, "label-title-only": { enabled: true } };
const SIZES = [
  [1280, 900],
  [390, 844],
];

const VIEWS = {
  start: async (page) => {
    await page.getByRole("button", { name: "Connect" }).waitFor();
  },
  two: async (page, room) => {
    const ann = await connected(page, "Ann", { room, token: "ann" });
    const bob = await connected(page, "Bob", { token: "bob" });
    await say(ann, "say", { text: "Hello, Bob" });
    await frames(bob, /received said/).click();
    await say(ann, "count", { to: "3" });
    await frames(ann, /received complete/)
      .nth(1)
      .waitFor();
    await action(bob).selectOption("say");
    await chooseMode(bob, "JSON");
    await write(bob, '{\n  "action": "say",\n  "payload": {\n    "text": ""\n  }\n}');
    await bob.getByText("The server finds 1 fault.").waitFor();
  },
  forms: async (page) => {
    await page.goto(`${LAB}/playground#/endpoint/1/register`);
    await page.getByRole("heading", { level: 1, name: "/ws/forms/" }).waitFor();
    const desk = await connected(page, "Desk");
    await desk.getByLabel("mail", { exact: true }).fill("nowhere");
    await desk.getByText("The server finds 1 fault.").waitFor();
    const shapes = await connected(page, "Shapes");
    await action(shapes).selectOption("hang_up");
    await shapes.getByRole("button", { name: "Add an entry to payload" }).click();
    await shapes.getByLabel("Kind of Value 2").selectOption("wide_box");
    const tree = await connected(page, "Tree");
    await action(tree).selectOption("draw_tree");
    await tree.getByRole("button", { name: "Add childTrees" }).click();
    await tree.getByRole("button", { name: "Add an item to childTrees" }).click();
    await tree.getByRole("button", { name: "Add nextOne" }).first().click();
    for (const card of [shapes, tree]) await card.getByText("The server would take this frame.").waitFor();
  },
  docs: async (page) => {
    await page.goto(`${LAB}/playground#/docs`);
    await page.getByRole("heading", { level: 1, name: "Laboratory: documentation" }).waitFor();
  },
};

export function looks() {
  for (const [view, show] of Object.entries(VIEWS)) {
    scene(`everybody can use the view "${view}"`, {}, async ({ page, context }) => {
      await show(page, view);
      await bringAxe(page, context);
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        await page.evaluate(() => window.scrollTo(0, 0));
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wider <= 0, `at ${width} it is ${wider} pixels wider than the window`);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          // The whole documentation is on paper: `documentation.pdf`.
          const fullPage = view !== "docs";
          await page.screenshot({ path: join(RESULTS, `${view}-${width}-${colorScheme}.png`), fullPage });
          // Nothing but colours is another in the dark.
          const options = colorScheme === "light" ? { rules: RULES } : { runOnly: ["color-contrast"] };
          assert.deepEqual(await violations(page, options), [], `at ${width}, ${colorScheme}`);
        }
      }
    });
  }
}

/** The page's policy lets no text become code, so axe comes by the debugger's way. */
async function bringAxe(page, context) {
  const session = await context.newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
}

async function violations(page, options) {
  const found = await page.evaluate((options) => window.axe.run(document, options), options);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
