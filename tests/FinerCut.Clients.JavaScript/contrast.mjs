/** Runs in the page: the contrast of every text that is to be seen, by the formula of the Web Content Accessibility Guidelines. */
export function readContrasts() {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

    const known = new Map();

    /** Any colour of CSS as red, green, blue and opacity. */
    function parse(colour) {
        if (!known.has(colour)) {
            known.set(colour, paint(colour));
        }

        return known.get(colour);
    }

    function paint(colour) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue, opacity] = canvas.getImageData(0, 0, 1, 1).data;
        return { red, green, blue, opacity: opacity / 255 };
    }

    function luminance({ red, green, blue }) {
        const [r, g, b] = [red, green, blue].map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    /** The nearest background that hides what is below it. */
    function backgroundOf(element) {
        for (let current = element; current; current = current.parentElement) {
            const colour = parse(getComputedStyle(current).backgroundColor);
            if (colour.opacity === 1) {
                return colour;
            }

            if (colour.opacity > 0) {
                throw new Error(`A background that is neither opaque nor clear: ${current.outerHTML.slice(0, 100)}`);
            }
        }

        return parse("white");
    }

    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent.trim();
        if (!text || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
            continue;
        }

        const style = getComputedStyle(element);
        const ink = parse(element instanceof SVGElement ? style.fill : style.color);
        const [light, dark] = [luminance(ink), luminance(backgroundOf(element))].sort((a, b) => b - a);
        found.push({ text: text.slice(0, 60), ratio: (light + 0.05) / (dark + 0.05), opacity: ink.opacity });
    }

    return found;
}
