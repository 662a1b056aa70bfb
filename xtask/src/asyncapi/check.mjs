// Reads documents with AsyncAPI's own parser, and has modelina write their types, a folder for each document. Whatever the
// parser says is printed; an error or a warning fails.
//
// node check.mjs FOLDER DOCUMENT…
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { TypeScriptGenerator } from "@asyncapi/modelina";
import { Parser } from "@asyncapi/parser";

const SEVERITIES = ["error", "warning", "information", "hint"];

const [types, ...documents] = process.argv.slice(2);
let failed = false;

for (const file of documents) {
  const { document, diagnostics } = await new Parser().parse(readFileSync(file, "utf8"));
  for (const { severity, code, message, path } of diagnostics) {
    console.log(`${file}: ${SEVERITIES[severity]}: ${code}: ${message} (${path.join(".")})`);
    failed ||= severity < 2;
  }
  if (!document) {
    failed = true;
    continue;
  }
  const generator = new TypeScriptGenerator({ modelType: "interface" });
  const models = await generator.generateCompleteModels(document, { moduleSystem: "ESM", exportType: "named" });
  const folder = join(types, basename(file).replace(/\W/g, "_"));
  mkdirSync(folder, { recursive: true });
  for (const { modelName, result } of models) {
    writeFileSync(join(folder, `${modelName}.ts`), result);
  }
  console.log(`${file}: ${models.length} types`);
  failed ||= models.length === 0;
}

process.exit(failed ? 1 : 0);
