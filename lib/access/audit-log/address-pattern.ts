import { z } from "zod";
import { escapeLike } from "@/lib/core/like-pattern";
import { parseAddress } from "../addresses";

const MAX_LENGTH = 46;
const BEGINNING = /^[0-9a-f][0-9a-f.:]*\*$/;

/** `203.0.113.7`, or how it begins: `203.0.113.*`. Addresses are compared as they are kept: one spelling each. */
export const addressPattern = z
  .string()
  .trim()
  .toLowerCase()
  .max(MAX_LENGTH)
  .transform((text, context) => {
    if (BEGINNING.test(text)) return text;
    const address = parseAddress(text)?.toString();
    if (address === undefined) context.addIssue({ code: "custom", message: "must be an address, or its beginning and a *: 203.0.113.*" });
    return address ?? z.NEVER;
  });

/** As LIKE reads it. An address of one's own network may say its card (fe80::1%eth0), and that % means itself. */
export const likeOf = (pattern: string): string => escapeLike(pattern).replace(/\*$/, "%");
