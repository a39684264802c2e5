// Says what Mermaid's own parser makes of the diagrams in Markdown files.
// Arguments: the folder node_modules that has mermaid and jsdom, then the files.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));

// Mermaid cleans labels by means of a document.
const { JSDOM } = require("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = globalThis.window.document;
const { default: mermaid } = await import(
  pathToFileURL(`${modules}/mermaid/dist/mermaid.core.mjs`).href
);

const found = {};
for (const file of files) {
  found[file] = [];
  for (const [, text] of readFileSync(file, "utf8").matchAll(/^```mermaid\n([^]*?)^```$/gm)) {
    try {
      found[file].push((await mermaid.parse(text)).diagramType);
    } catch (error) {
      found[file].push(`wrong: ${error.message}`);
    }
  }
}
console.log(JSON.stringify(found));
