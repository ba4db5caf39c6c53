import type { IncomingMessage, ServerResponse } from "node:http";
import { languageOf } from "@/lib/i18n/language";
import type { Runtime } from "@/lib/runtime";
import { ofIncomingMessage } from "./delivery-request";
import { errorAnswer } from "./error-response";
import type { RequestContext } from "./request-context";
import type { Answer } from "./receive-webhook";
import { receiveMany, receiveOne } from "./webhook";

/**
 * The webhook straight from node:http. Chosen over sending every delivery through Next's router: that costs three times
 * what receiving and committing an event does, and shops deliver thousands at once. The route handlers stay, doing the
 * same through the same functions, for whoever runs the app without scripts/server.mjs.
 */
export type Lane = (request: IncomingMessage, response: ServerResponse, context: RequestContext) => void;

const WEBHOOK = "/api/integrations/woocommerce/webhook";

/** By path, with and without the trailing slash. */
export function fastLanes(deps: Runtime): Map<string, Lane> {
  const one = lane(deps, receiveOne);
  const many = lane(deps, receiveMany);
  return new Map([
    [WEBHOOK, one],
    [`${WEBHOOK}/`, one],
    [`${WEBHOOK}/batch`, many],
    [`${WEBHOOK}/batch/`, many],
  ]);
}

function lane(
  deps: Runtime,
  receive: (deps: Runtime, request: ReturnType<typeof ofIncomingMessage>, language: ReturnType<typeof languageOf>) => Promise<Answer>,
): Lane {
  return (message, response, context) => {
    const language = languageOf(message.headers["accept-language"] ?? null);
    const request = ofIncomingMessage(message, context);
    receive(deps, request, language)
      .catch((error: unknown) => errorAnswer(error, language, deps.log.child({ requestId: context.requestId })))
      .then(({ status, body, headers }) => {
        const text = JSON.stringify(body);
        response.writeHead(status, {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
          "cache-control": "no-store",
          ...headers,
        });
        response.end(text);
        // What of an oversized body is still on its way is not waited for.
        if (headers?.connection === "close") response.once("finish", () => message.socket.destroySoon());
      })
      .catch((error: unknown) => {
        // Nobody else would: an answer that cannot be written must not leave the shop waiting, nor end the process.
        deps.log.error({ err: error, requestId: context.requestId }, "answer not sent");
        message.socket.destroy();
      });
  };
}
