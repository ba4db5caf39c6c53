import { GraphQLError } from "graphql";
import type { FakeProduct } from "./catalogue";

const OPERATORS = {
  ">=": (a: bigint, b: bigint) => a >= b,
  "<=": (a: bigint, b: bigint) => a <= b,
  ">": (a: bigint, b: bigint) => a > b,
  "<": (a: bigint, b: bigint) => a < b,
  "": (a: bigint, b: bigint) => a === b,
};

/** Shopify's search syntax, as far as the hub uses it: terms of id, updated_at and status, joined by AND or a space. The rest is refused, not passed over. */
export function searchProducts(products: readonly FakeProduct[], query: string | null | undefined): FakeProduct[] {
  const terms = (query ?? "").match(/(?:[^\s']|'[^']*')+/g)?.filter((term) => term !== "AND") ?? [];
  const tests = terms.map(readTerm);
  return products.filter((product) => tests.every((test) => test(product)));
}

function readTerm(term: string): (product: FakeProduct) => boolean {
  const match = /^(id|updated_at|status):(>=|<=|>|<|)'?([^']+)'?$/.exec(term);
  const [, field, operator, value] = match ?? [];
  if (field === undefined || operator === undefined || value === undefined)
    throw new GraphQLError(`The fake does not know the filter ${term}`);
  if (field === "status") {
    const statuses = value.toUpperCase().split(",");
    return (product) => statuses.includes(product.status);
  }
  const compare = OPERATORS[operator as keyof typeof OPERATORS];
  if (field === "id") return (product) => compare(BigInt(product.id), BigInt(value));
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new GraphQLError(`Not a time: ${value}`);
  // Shopify's times are whole seconds.
  const second = (ms: number) => BigInt(Math.floor(ms / 1_000));
  return (product) => compare(second(product.updatedAt), second(time));
}
