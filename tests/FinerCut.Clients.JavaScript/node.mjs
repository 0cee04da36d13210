// Runs transformers.js with onnxruntime-node; `folder` of a request is a path.
import * as transformers from "@huggingface/transformers";
import { answerLines } from "./answering.mjs";
import { write } from "./writing.mjs";

transformers.env.allowRemoteModels = false;
await answerLines((request) => write(transformers, request));
