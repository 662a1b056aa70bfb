/** The tests of the page in a browser: `cargo xtask browser` runs them. */

import { after, before, describe } from "node:test";
import { chat } from "./chat.mjs";
import { composing } from "./composing.mjs";
import { connecting } from "./connecting.mjs";
import { documentation } from "./documentation.mjs";
import { history } from "./history.mjs";
import { flood, hostile } from "./hostile.mjs";
import { looks } from "./looks.mjs";
import { page, time } from "./page.mjs";
import { begin, end } from "./stage.mjs";

before(begin);
after(end);

describe("alone", () => {
  time();
  flood();
});

// Contexts of one browser know nothing of each other, and each test talks in rooms of its own. The longest come first.
describe("side by side", { concurrency: 3 }, () => {
  for (const tests of [looks, connecting, composing, history, hostile, documentation, page, chat]) tests();
});
