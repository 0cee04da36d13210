// Runs transformers.js in Chromium with the wasm backend; `folder` of a request is one of the names that its `models` gives to paths.
// A request with a `page` of HTML opens that and answers with its text. Usage: node browser.mjs CHROMIUM
import { chromium } from "playwright-core";
import { answerLines } from "./answering.mjs";
import { Site } from "./site.mjs";

const WRITER = `
    <script type="module">
        import * as transformers from "/node_modules/@huggingface/transformers/dist/transformers.min.js";
        import { write } from "/writing.mjs";

        transformers.env.allowLocalModels = true;
        transformers.env.allowRemoteModels = false;
        transformers.env.backends.onnx.wasm.wasmPaths = "/node_modules/onnxruntime-web/dist/";
        window.write = (request) => write(transformers, request);
    </script>`;

const site = new Site();
await site.open();
const isRoot = process.getuid?.() === 0;
const browser = await chromium.launch({ executablePath: process.argv[2], args: isRoot ? ["--no-sandbox"] : [] });

await answerLines(async (request) => {
    Object.assign(site.models, request.models);
    site.page = request.page ?? WRITER;
    const context = await browser.newContext();
    try {
        return await visit(context, request);
    } finally {
        await context.close();
    }
});
await browser.close();
site.close();

async function visit(context, request) {
    const outside = [];
    await context.route((url) => url.protocol.startsWith("http") && url.origin !== site.origin, (route) => {
        outside.push(route.request().url());
        return route.abort();
    });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const failure = new Promise((_, reject) => page.once("pageerror", reject));
    failure.catch(() => {});
    await page.goto(`${site.origin}/page`);
    const answer = await Promise.race([request.page ? readText(page) : writeIn(page, request), failure]);
    return { ...answer, outside, browser: browser.version() };
}

async function writeIn(page, request) {
    await page.waitForFunction(() => window.write);
    return await page.evaluate((value) => window.write(value), request);
}

async function readText(page) {
    await page.waitForFunction(() => document.body?.innerText.trim());
    return { text: await page.evaluate(() => document.body.innerText.trim()) };
}
