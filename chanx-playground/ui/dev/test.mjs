/** Runs `dev/tests` in node: `npm test`. */

import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("tests", import.meta.url));
const outdir = mkdtempSync(join(tmpdir(), "playground-"));
const entryPoints = readdirSync(folder).map((file) => join(folder, file));
await build({
  entryPoints,
  outdir,
  bundle: true,
  platform: "node",
  format: "esm",
  outExtension: { ".js": ".mjs" },
  logLevel: "error",
});

const files = readdirSync(outdir).map((file) => join(outdir, file));
run({ files })
  .on("test:fail", () => (process.exitCode = 1))
  .compose(spec)
  .pipe(process.stdout);
