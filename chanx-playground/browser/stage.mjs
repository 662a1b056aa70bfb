/** The browser, its pages, and what holds for each of them: the policy is kept, nothing fails, and nobody else is asked. */

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { chromium } from "playwright-core";

/** What `cargo xtask browser` tells: where the servers are, what there is to read, and where results go. */
export const { LAB, ROOMS, CHAT, BUNDLE, RECORDING, RESULTS } = told(
  "LAB",
  "ROOMS",
  "CHAT",
  "BUNDLE",
  "RECORDING",
  "RESULTS",
);

/** Longest wait for anything that a page shall show. */
const PATIENCE = 10_000;

let browser;

export async function begin() {
  mkdirSync(RESULTS, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env.PLAYGROUND_CHROMIUM,
    // Containers have no namespaces for a sandbox; the pages are our own.
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
}

export async function end() {
  await browser?.close();
}

/**
 * A test on a page of its own, in a context of its own. It fails, too, where the page broke its policy, logged an error,
 * threw, or asked another server; `trouble` has what it provokes, all of which must come.
 */
export function scene(name, { trouble = [], ...opened }, play) {
  it(name, async () => {
    const stage = await open(opened);
    try {
      await play(stage);
      await stage.assertClean(trouble);
    } catch (error) {
      const file = join(RESULTS, `failed-${name.replace(/\W+/g, "-")}.png`);
      await stage.page.screenshot({ path: file, fullPage: true }).catch(() => {});
      throw error;
    } finally {
      await stage.context.close();
    }
  });
}

async function open({ at = `${LAB}/playground`, width = 1280, height = 900, scheme = "light", first }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    acceptDownloads: true,
    permissions: ["clipboard-read", "clipboard-write"],
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE);
  const problems = [];
  const { host } = new URL(at === "about:blank" ? LAB : at);
  const isOwn = (url) => ["blob:", "data:"].includes(url.protocol) || url.host === host;
  const asked = (url) => isOwn(new URL(url)) || problems.push(`asked ${url}`);
  context.on("request", (request) => asked(request.url()));
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  context.on("weberror", (error) => problems.push(`threw ${error.error()}`));
  await context.exposeBinding("brokePolicy", (_, what) => problems.push(what));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      window.brokePolicy(`broke the policy: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  const page = await context.newPage();
  page.on("websocket", (socket) => asked(socket.url()));
  if (first) await first(page);
  await page.goto(at);
  const assertClean = async (trouble) => {
    // What the page was about to tell has arrived once it answers.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
    const unexpected = problems.filter((problem) => !trouble.some((expected) => expected.test(problem)));
    assert.deepEqual(unexpected, []);
    const missing = trouble.filter((expected) => !problems.some((problem) => expected.test(problem)));
    assert.deepEqual(missing, []);
  };
  return { context, page, assertClean };
}

function told(...names) {
  return Object.fromEntries(
    names.map((name) => {
      const value = process.env[`PLAYGROUND_${name}`];
      assert.ok(value, `PLAYGROUND_${name} is not set: run \`cargo xtask browser\``);
      return [name, value];
    }),
  );
}
