import { z } from "zod";
import { splitList } from "@/lib/core/value-list";

const MAX_VALUES = 50;

/** Several values of an address, `a,b`; those that make no sense are none. */
export const several = <T extends string>(value: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text): T[] | undefined => {
      const values = splitList(text).flatMap((part) => {
        const parsed = value.safeParse(part);
        return parsed.success ? [parsed.data] : [];
      });
      return values.length > 0 ? [...new Set(values)].slice(0, MAX_VALUES) : undefined;
    })
    .optional();

/** As a list's use case takes it: one value stays one. */
export const oneOrAll = <T extends string>(values: readonly T[] | undefined): T | readonly T[] | undefined =>
  values === undefined || values.length > 1 ? values : values[0];

/** What of an address makes a list shorter: the order, the columns and the view's name do not. */
export const NO_FILTERS = ["cursor", "sort", "cols", "view"] as const;

/** Whether any filter is set, of those that make sense: what an address says besides is none. */
export const isAnySet = (filters: object): boolean => Object.values(filters).some((value) => value !== undefined);

/** The same of a whole address as a list understood it. */
export const isNarrowed = (search: object): boolean =>
  Object.entries(search).some(([name, value]) => value !== undefined && !(NO_FILTERS as readonly string[]).includes(name));

/** What every list's address has beside its filters. */
export const listParts = {
  cols: z.string().max(300).optional().catch(undefined),
  view: z.uuid().optional().catch(undefined),
  cursor: z.string().optional(),
};
