/**
 * Continues prompts with the likeliest tokens, in node as in a browser. No end token ends it: what one model would stop at,
 * another one might not reach.
 * @param library The exports of transformers.js.
 * @param request `folder` and `options` as from_pretrained takes them, `batches` of prompts of equal length, `count` tokens to write.
 * @returns For each batch the written `rows` and the `seconds` from the first written token to the last one.
 */
export async function write({ AutoModelForCausalLM, Tensor }, { folder, options, batches, count }) {
    const model = await AutoModelForCausalLM.from_pretrained(folder, options);
    try {
        const answers = [];
        for (const prompts of batches) {
            const length = prompts[0].length;
            const times = [];
            const sequences = await model.generate({
                inputs: new Tensor("int64", BigInt64Array.from(prompts.flat(), BigInt), [prompts.length, length]),
                max_new_tokens: count,
                do_sample: false,
                eos_token_id: null,
                streamer: { put: () => times.push(performance.now()), end: () => {} },
            });
            answers.push({
                rows: sequences.tolist().map((row) => row.slice(length).map(Number)),
                seconds: (times.at(-1) - times[1]) / 1000,
            });
        }
        return { batches: answers };
    } finally {
        await model.dispose();
    }
}
