import OpenAI from "openai";
import { countTokens } from "../text/tokens";
import { type Embedder, EmbedderError, type EmbedOptions } from "./embedder";
import { embedderErrorOf } from "./openai-error";
import { readEmbeddings } from "./read-embeddings";

export type OpenAiEmbedderSettings = {
  apiKey: string;
  baseUrl?: string;
  model: string;
  dimensions: number;
  timeoutMs: number;
  usdPerMillionTokens: string;
  fetch?: typeof fetch;
};

/** Embeddings of OpenAI, or of any server that speaks its protocol. Asks once; asking again is the pipeline's business. */
export function openAiEmbedder(settings: OpenAiEmbedderSettings): Embedder {
  const { model, dimensions, timeoutMs, usdPerMillionTokens } = settings;
  const client = openAiClient(settings);

  async function embedBatch(input: string[], signal: AbortSignal | undefined) {
    // The client's own timeout ends with the headers; a body that stalls would hold a worker forever.
    const deadline = AbortSignal.timeout(timeoutMs);
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const body = { model, input, encoding_format: "base64" as const, ...(takesDimensions(model) && { dimensions }) };
    const answer: unknown = await client.embeddings.create(body, { signal: either });
    return readEmbeddings(answer, { count: input.length, dimensions });
  }

  return {
    model: { name: model, dimensions, version: "1" },
    maxBatchTexts: MAX_BATCH_TEXTS,
    maxBatchTokens: MAX_BATCH_TOKENS,
    usdPerMillionTokens,
    async embed(texts: string[], { signal }: EmbedOptions) {
      const vectors: Float32Array[] = [];
      let tokens = 0;
      for (const batch of batchesOf(texts)) {
        const found = await embedBatch(batch.texts, signal).catch((error: unknown) => {
          throw embedderErrorOf(error, signal);
        });
        vectors.push(...found.vectors);
        tokens += found.tokens ?? batch.tokens;
      }
      return { vectors, tokens };
    },
  };
}

/** Also used for summaries. Without its own retries and logs; organisation and project of the machine stay out. */
export function openAiClient({
  apiKey,
  baseUrl,
  timeoutMs,
  fetch,
}: Pick<OpenAiEmbedderSettings, "apiKey" | "baseUrl" | "timeoutMs" | "fetch">): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? "https://api.openai.com/v1",
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: "off",
    ...(fetch && { fetch }),
  });
}

/** OpenAI takes 2,048 texts and 300,000 tokens; smaller requests fail cheaper and answer before the timeout. */
const MAX_BATCH_TEXTS = 256;
const MAX_BATCH_TOKENS = 100_000;
/** Of every embedding model of OpenAI. Chunks have at most 400, so more is a mistake of ours. */
const MAX_TEXT_TOKENS = 8_191;

/** Only the third generation can be shortened; others refuse the parameter and must be configured at their own size. */
function takesDimensions(model: string): boolean {
  return model.includes("text-embedding-3");
}

function batchesOf(texts: string[]): { texts: string[]; tokens: number }[] {
  const batches: { texts: string[]; tokens: number }[] = [];
  let batch = { texts: [] as string[], tokens: 0 };
  for (const [position, text] of texts.entries()) {
    const tokens = countTokens(text);
    if (tokens === 0) throw new EmbedderError(`Text ${position} is empty`, { canPass: false });
    if (tokens > MAX_TEXT_TOKENS) {
      throw new EmbedderError(`Text ${position} has ${tokens} tokens; ${MAX_TEXT_TOKENS} is the most`, {
        canPass: false,
      });
    }
    if (batch.texts.length === MAX_BATCH_TEXTS || batch.tokens + tokens > MAX_BATCH_TOKENS) {
      batches.push(batch);
      batch = { texts: [], tokens: 0 };
    }
    batch.texts.push(text);
    batch.tokens += tokens;
  }
  return batch.texts.length > 0 ? [...batches, batch] : batches;
}
