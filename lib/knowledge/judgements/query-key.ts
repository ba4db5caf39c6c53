import { createHash } from "node:crypto";
import { normaliseText } from "../text/normalise";

/** Equal for a question asked in other letters, digits or spaces. Signs alone have no normal form and stand for themselves. */
export const queryKeyOf = (query: string): string =>
  createHash("sha256")
    .update(normaliseText(query) || query.trim())
    .digest("hex");
