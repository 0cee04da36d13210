// Runs transformers.js with onnxruntime-node; `folder` of a request is a path.
import * as transformers from "@huggingface/transformers";
import { answerLines } from "./answering.mjs";
import { read, write } from "./writing.mjs";

transformers.env.allowRemoteModels = false;
await answerLines((request) => (request.ids ? read : write)(transformers, request));
