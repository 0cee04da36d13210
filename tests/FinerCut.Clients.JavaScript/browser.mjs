// Runs transformers.js in Chromium with the wasm backend; `folder` of a request is one of the names that its `models` gives to paths.
// A request with a `page` of HTML opens that and answers with its text. Usage: node browser.mjs CHROMIUM
import { chromium } from "playwright-core";
import { answerLines } from "./answering.mjs";
import { Site } from "./site.mjs";

const PATIENCE = 120_000;

const WRITER = `
    <script type="module">
        import * as transformers from "/node_modules/@huggingface/transformers/dist/transformers.min.js";
        import { write } from "/writing.mjs";

        transformers.env.allowLocalModels = true;
        transformers.env.allowRemoteModels = false;
        transformers.env.useBrowserCache = false;
        transformers.env.backends.onnx.wasm.wasmPaths = "/node_modules/onnxruntime-web/dist/";
        window.write = (request) => write(transformers, request);
    </script>`;

const site = new Site();
await site.open();
const isRoot = process.getuid?.() === 0;
const browser = await chromium.launch({ executablePath: process.argv[2], args: isRoot ? ["--no-sandbox"] : [] });
const context = await browser.newContext();
const outside = [];
await context.route((url) => url.protocol.startsWith("http") && url.origin !== site.origin, (route) => {
    outside.push(route.request().url());
    return route.abort();
});

let writer;
await answerLines(async (request) => {
    Object.assign(site.models, request.models);
    const answer = request.page ? await readText(request.page) : await (await openWriter()).evaluate((value) => window.write(value), request);
    return { ...answer, outside: outside.splice(0), browser: browser.version() };
});
await browser.close();
site.close();

/** The page that writes stays open: to compile the runtime takes longer than to write. */
async function openWriter() {
    if (!writer) {
        writer = await open(WRITER);
        await writer.waitForFunction(() => window.write);
    }

    return writer;
}

async function readText(html) {
    const page = await open(html);
    try {
        const failure = new Promise((_, reject) => page.once("pageerror", reject));
        await Promise.race([page.waitForFunction(() => document.body?.innerText.trim()), failure]);
        return { text: await page.evaluate(() => document.body.innerText.trim()) };
    } finally {
        await page.close();
    }
}

async function open(html) {
    site.page = html;
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${site.origin}/page`);
    return page;
}
