// Opens each HTML file of a folder on a telephone's width, light and dark, and tells as JSON what
// axe-core finds and how wide the page is.
// node look.mjs CHROMIUM FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [executablePath, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
const page = await browser.newPage();
// The sheets allow no script; the one that looks at them is let in.
await page.setBypassCSP(true);
const found = [];
for (const name of readdirSync(folder).sort()) {
  for (const scheme of ["light", "dark"]) {
    await page.setViewport({ width: 390, height: 844, deviceScaleFactor: 1, isMobile: true });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(pathToFileURL(join(folder, name)).href);
    await page.evaluate(axe);
    const result = await page.evaluate(async () => {
      const report = await window.axe.run(document);
      return {
        rules: report.passes.length,
        violations: report.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]),
        width: document.documentElement.scrollWidth,
        room: window.innerWidth,
        dark: getComputedStyle(document.body).backgroundColor,
      };
    });
    found.push({ name, scheme, ...result });
  }
}
await browser.close();
console.log(JSON.stringify(found));
