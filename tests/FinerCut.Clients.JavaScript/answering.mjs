import { createInterface } from "node:readline";

/**
 * Answers each line of standard input, a JSON object, with a line of JSON: what `handle` gives, or the `error` that it throws.
 * Everything that others print goes to standard error.
 */
export async function answerLines(handle) {
    console.log = console.info = console.debug = console.error;
    for await (const line of createInterface({ input: process.stdin })) {
        const answer = await handle(JSON.parse(line)).catch((error) => ({ error: String(error?.message ?? error) }));
        process.stdout.write(`${JSON.stringify(answer)}\n`);
    }
}
