// An OpenAI-compatible embeddings service that answers at once, in a process of its own: what the pipeline costs without
// anybody else's time. Prints its address.
import { createServer } from "node:http";

const vectorOf = (text, dimensions) => {
  const vector = new Float32Array(dimensions);
  let state = 2166136261;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 16777619);
  for (let i = 0; i < dimensions; i++) {
    state = Math.imul(state ^ (state >>> 15), 2246822519);
    vector[i] = (state | 0) / 2147483648;
  }
  return vector;
};

const server = createServer((request, response) => {
  if (!request.url.endsWith("/embeddings")) return void response.writeHead(404).end("{}");
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const { input, model, dimensions = 1536, encoding_format: format } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const texts = Array.isArray(input) ? input : [input];
    const data = texts.map((text, index) => {
      const vector = vectorOf(text, dimensions);
      return {
        object: "embedding",
        index,
        embedding: format === "base64" ? Buffer.from(vector.buffer).toString("base64") : Array.from(vector),
      };
    });
    const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 3), 0);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ object: "list", data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } }));
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/v1`));
