// The caches that transformers.js asks a folder for; it shows the function to nobody else.
import { getCacheNames } from "./node_modules/@huggingface/transformers/src/configs.js";
import { answerLines } from "./answering.mjs";

await answerLines(async ({ configuration }) => ({ names: [...getCacheNames(configuration)] }));
