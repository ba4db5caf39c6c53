import type { z } from "zod";
import type { ViewScreen } from "@/lib/access/saved-views/screens";
import { keySearch } from "../access-keys/filters";
import { auditSearch } from "../audit/filters";
import { eventSearch } from "../events/filters";
import { jobSearch } from "../jobs/filters";
import { judgedSearch } from "../knowledge/judged/filters";
import { productSearch } from "../products/filters";
import { storeSearch } from "../stores/filters";
import { teamSearch } from "../team/filters";
import { tokenSearch } from "../tokens/filters";
import { singles } from "./address";

const searches: Record<ViewScreen, z.ZodObject> = {
  events: eventSearch,
  products: productSearch,
  tokens: tokenSearch,
  audit: auditSearch,
  jobs: jobSearch,
  stores: storeSearch,
  team: teamSearch,
  "access-keys": keySearch,
  judged: judgedSearch,
};
/** Of the moment, not of a view. */
const PASSING = ["cursor", "view"];

/** An address as a view keeps it: what the screen's own schema knows and understands, always in the same order. */
export function viewQueryOf(screen: ViewScreen, given: Record<string, string>): string {
  const search = searches[screen];
  const parsed = search.parse(given) as Record<string, unknown>;
  const kept = Object.keys(search.shape).flatMap((name): [string, string][] => {
    const value = given[name];
    return value === undefined || parsed[name] === undefined || PASSING.includes(name) ? [] : [[name, value]];
  });
  return new URLSearchParams(kept).toString();
}

/** Text from outside, read as an address is. */
export const viewQueryOfText = (screen: ViewScreen, text: string): string =>
  viewQueryOf(screen, singles(Object.fromEntries(new URLSearchParams(text))));
