import { AppError } from "@/lib/core/errors";
import { languageOf } from "@/lib/i18n/language";
import type { Runtime } from "@/lib/runtime";
import { endpoints } from "./endpoints";
import { errorAnswer } from "./error-response";
import type { RequestContext } from "./request-context";

/** The methods that the addresses of each path take; both prefixes, with and without the trailing slash. */
const declared = Object.values(endpoints).map(({ method, path }) => ({
  method,
  pattern: new RegExp(
    `^${path
      .replace(/\/$/, "")
      .replace(/^\/(api\/)?v1\//, "/(?:api/)?v1/")
      .replace(/\{\w+\}/g, "[^/]+")}/?$`,
  ),
}));

/** What a GET takes, a HEAD takes too, and Next answers every OPTIONS. */
function methodsOf(path: string): string[] {
  const found = new Set<string>(declared.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
  if (found.has("GET")) found.add("HEAD");
  return found.size > 0 ? [...found, "OPTIONS"] : [];
}

export type MethodRefusal = (
  asked: { url: string; acceptLanguage: string | null },
  context: Pick<RequestContext, "requestId">,
) => { text: string; headers: Record<string, string> };

/** Where Next says 405 and nothing else, scripts/server.mjs says this: an error answers in the same JSON everywhere. */
export const refuseMethod =
  ({ log }: Pick<Runtime, "log">): MethodRefusal =>
  ({ url, acceptLanguage }, { requestId }) => {
    const [path = ""] = url.split("?");
    const methods = methodsOf(path);
    const { headers, body } = errorAnswer(new AppError("method_not_allowed"), languageOf(acceptLanguage), log.child({ requestId }));
    return {
      text: JSON.stringify(body),
      headers: { ...headers, "content-type": "application/json", ...(methods.length > 0 && { allow: methods.join(", ") }) },
    };
  };
