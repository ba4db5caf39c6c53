import type { PhpQuery } from "./php-query";

/** A call as the routes see it: signed in, addressed, parsed. */
export type RestRequest = {
  method: string;
  /** Below /wp-json, without a trailing slash. */
  route: string;
  query: PhpQuery;
  /** The JSON object sent; {} when there was none, or when its content type is not JSON. */
  body: Record<string, unknown>;
  /** The numbers in the route, in order. */
  ids: number[];
};

export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

export const textOf = ({ query }: RestRequest, name: string): string | undefined => {
  const value = query.get(name);
  return Array.isArray(value) ? value[0] : value;
};
export const isTrue = (value: unknown): boolean => [true, 1, "1", "true", "TRUE"].some((one) => one === value);
