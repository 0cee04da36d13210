// Opens a report from disk in Chromium and tells what a reader would find. Usage: node report.mjs CHROMIUM
// A request has `file`, `width`, `height` and `scheme` (light, dark), and `isWalked` for a walk with the Tab key, or `picture` for a picture
// instead (its file), of the window alone where `isTop`.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";
import { answerLines } from "./answering.mjs";
import { readContrasts } from "./contrast.mjs";

const MOST_TABS = 500;

const isRoot = process.getuid?.() === 0;
const browser = await chromium.launch({ executablePath: process.argv[2], args: isRoot ? ["--no-sandbox"] : [] });

await answerLines(async (request) => {
    const context = await browser.newContext({
        viewport: { width: request.width, height: request.height },
        colorScheme: request.scheme,
        deviceScaleFactor: 1,
    });
    try {
        return await (request.picture ? takePicture : look)(await open(context, request), request);
    } finally {
        await context.close();
    }
});
await browser.close();

async function open(context, request) {
    const page = await context.newPage();
    page.asked = [];
    page.complaints = [];
    page.on("request", (asked) => page.asked.push(asked.url()));
    page.on("console", (message) => page.complaints.push(message.text()));
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    await page.goto(pathToFileURL(request.file).href);
    return page;
}

async function takePicture(page, request) {
    await page.screenshot({ path: request.picture, fullPage: !request.isTop });
    return {};
}

async function look(page, request) {
    const facts = await page.evaluate(() => ({
        title: document.title,
        background: getComputedStyle(document.body).backgroundColor,
        headings: [...document.querySelectorAll("h1, h2, h3")].map((heading) => `${heading.tagName} ${heading.textContent}`),
        width: document.documentElement.clientWidth,
        widest: document.documentElement.scrollWidth,
        pictures: document.querySelectorAll("figure").length,
        tables: document.querySelectorAll("figure > details table").length,
        nameless: [...document.querySelectorAll("[role=img], [role=region], svg.chart")]
            .filter((element) => !element.getAttribute("aria-label") && !element.querySelector(":scope > title"))
            .map((element) => element.outerHTML.slice(0, 100)),
    }));
    const closed = await page.evaluate(readContrasts);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    const opened = await page.evaluate(readContrasts);
    facts.widestOpened = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = false)));
    facts.contrasts = [...closed, ...opened];
    facts.tabs = request.isWalked ? await walk(page) : [];
    facts.themes = await chooseThemes(page);
    facts.asked = page.asked;
    facts.complaints = page.complaints;
    return facts;
}

/** Everything that the Tab key reaches, in order, with what is to be seen of it. */
async function walk(page) {
    const tabs = [];
    for (let i = 0; i < MOST_TABS; i++) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
            const element = document.activeElement;
            if (!element || element === document.body) {
                return null;
            }

            const style = getComputedStyle(element);
            const reach = element.querySelector(".reach");
            const label = element.matches("input") ? element.labels[0] : null;
            const tip = element.nextElementSibling;
            return {
                element: element.tagName.toLowerCase(),
                kind: element.getAttribute("class") ?? "",
                name: element.getAttribute("aria-label") ?? label?.textContent ?? element.textContent.trim(),
                isMarked:
                    [element, label].some((part) => part && parseFloat(getComputedStyle(part).outlineWidth) >= 2) ||
                    (!!reach && getComputedStyle(reach).stroke !== "none"),
                isVisible: element.getBoundingClientRect().bottom > 0 || !!label,
                tip: element.dataset.tip
                    ? getComputedStyle(element, "::after").content
                    : tip?.matches(".tip") && getComputedStyle(tip).visibility === "visible" && style ? tip.textContent : null,
            };
        });
        if (!stop) {
            break;
        }

        tabs.push(stop);
    }

    return tabs;
}

/** The colours of the page after each theme, chosen by mouse and then by key. */
async function chooseThemes(page) {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const colours = {};
    for (const theme of ["dark", "light", "auto"]) {
        await page.locator(`label[for=theme-${theme}]`).click();
        colours[`mouse ${theme}`] = await background();
    }

    await page.locator("#theme-auto").focus();
    for (const theme of ["light", "dark"]) {
        await page.keyboard.press("ArrowRight");
        colours[`keys ${theme}`] = await background();
    }

    await page.emulateMedia({ media: "print" });
    colours.print = await background();
    return colours;
}
