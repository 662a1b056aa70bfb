/**
 * Builds the page into ../bundle: index.html, app.js, app.css, and besides
 *
 * - LICENSES.txt: each package of the bundle with its version and its licence,
 * - SOURCES: a line `<sha256>  <path>` for every file in this folder, sorted by path (in code points), but those
 *   below node_modules/ and dev/. Paths are relative to this folder and have forward slashes. A bundle is stale when
 *   the lines of today's files are not those of the file.
 *
 * The same sources and lockfile give the same bytes.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const ui = dirname(fileURLToPath(import.meta.url));
const bundle = join(ui, "..", "bundle");

const { metafile, outputFiles } = await build({
  absWorkingDir: ui,
  entryPoints: { app: "src/main.tsx" },
  outdir: bundle,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { "process.env.NODE_ENV": '"production"' },
});

mkdirSync(bundle, { recursive: true });
for (const { path, contents } of outputFiles) writeFileSync(path, contents);
writeFileSync(join(bundle, "index.html"), readFileSync(join(ui, "index.html")));
writeFileSync(join(bundle, "LICENSES.txt"), licenses(Object.keys(metafile.inputs)));
writeFileSync(join(bundle, "SOURCES"), sources());

const served = ["index.html", "app.js", "app.css"];
const sizes = served.map((name) => [name, gzipSync(readFileSync(join(bundle, name)), { level: 9 }).length]);
for (const [name, size] of sizes) console.log(`${name}: ${size} bytes as gzip`);
console.log(`all: ${sizes.reduce((sum, [, size]) => sum + size, 0)} bytes as gzip`);

function licenses(inputs) {
  const folders = inputs.flatMap((input) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(ui, folder, "package.json"), "utf8"));
    const file = readdirSync(join(ui, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} has no licence text`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(ui, folder, file), "utf8").trim()}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

function sources() {
  const lines = files("").map(
    (path) =>
      `${createHash("sha256")
        .update(readFileSync(join(ui, path)))
        .digest("hex")}  ${path}`,
  );
  return `${lines.join("\n")}\n`;
}

function files(folder) {
  const found = readdirSync(join(ui, folder)).flatMap((entry) => {
    const path = folder === "" ? entry : `${folder}/${entry}`;
    if (path === "node_modules" || path === "dev") return [];
    return statSync(join(ui, path)).isDirectory() ? files(path) : [path];
  });
  return found.sort((a, b) => (a < b ? -1 : 1));
}
