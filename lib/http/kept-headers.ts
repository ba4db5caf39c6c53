import type { DeliveryRequest } from "./delivery-request";

const MAX_HEADER_LENGTH = 500;

/** Kept with an event: what helps to find a fault, never a credential. @param kept the names to keep, in lower case */
export const keptHeaders = ({ headers, headerNames }: DeliveryRequest, kept: RegExp): Record<string, string> =>
  Object.fromEntries(
    [...headerNames()].filter((name) => kept.test(name)).map((name) => [name, (headers.get(name) ?? "").slice(0, MAX_HEADER_LENGTH)]),
  );
