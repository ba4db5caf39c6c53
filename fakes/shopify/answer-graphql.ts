import { execute, getOperationAST, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLError, type OperationDefinitionNode } from "graphql"; // prettier-ignore
import type { LeakyBucket } from "./leaky-bucket";
import { costOf } from "./query-cost";
import { rootOf } from "./root";
import { schema } from "./schema";
import type { ShopState } from "./shop-state";

const MAX_QUERY_COST = 1_000;

export type GraphqlAnswer = {
  body: unknown;
  operation: string | null;
  variables: Record<string, unknown>;
  cost: number | null;
  isThrottled: boolean;
};

/** One POST to graphql.json: parsed, checked, priced, paid, run. Always 200: what went wrong is in `errors`. */
export async function answerGraphql(state: ShopState, bucket: LeakyBucket, text: string): Promise<GraphqlAnswer> {
  const refuse = (errors: unknown, rest: Partial<GraphqlAnswer> = {}, extensions?: unknown): GraphqlAnswer => ({
    ...{ operation: null, variables: {}, cost: null, isThrottled: false },
    ...rest,
    body: { errors, ...(extensions !== undefined && { extensions }) },
  });
  const asked = parseBody(text);
  if (asked === null) return refuse([{ message: "Required parameter missing or invalid: query" }]);
  const { document, operation, variables } = asked;
  if (!document || !operation) return refuse([{ message: `Parse error: ${asked.problem}`, extensions: { code: "parseError" } }]);
  const name = operation.name?.value ?? null;
  const invalid = validate(schema, document);
  if (invalid.length > 0) return refuse(invalid.map(asShopifyWrites), { operation: name, variables });

  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === "FragmentDefinition" ? [[one.name.value, one]] : [])),
  );
  const requested = costOf(operation, { variables, fragments });
  const rest = { operation: name, variables, cost: requested };
  if (requested > MAX_QUERY_COST) return refuse([tooDear(requested)], rest);
  const extensions = (actual: number | null) => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status },
  });
  if (!bucket.take(requested)) {
    const error = { message: "Throttled", extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" } };
    return refuse([error], { ...rest, isThrottled: true }, extensions(null));
  }
  const result: ExecutionResult = await execute({
    schema,
    document,
    rootValue: rootOf(state),
    contextValue: { isBulk: false },
    variableValues: variables,
  });
  const actual = result.data ? costOf(operation, { variables, fragments }, result.data) : 0;
  bucket.giveBack(Math.max(0, requested - actual));
  const errors = result.errors?.map((error) => ({ message: error.message, path: error.path, extensions: error.extensions }));
  return {
    ...rest,
    isThrottled: false,
    body: { ...(result.data && { data: result.data }), ...(errors && { errors }), extensions: extensions(actual) },
  };
}

const tooDear = (cost: number) => ({
  message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`,
  extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: MAX_QUERY_COST, documentation: "https://shopify.dev/api/usage/rate-limits" },
});

/** graphql-js's sentence, Shopify's code for the two cases that matter. */
function asShopifyWrites(error: GraphQLError) {
  const code = /^Cannot query field/.test(error.message)
    ? "undefinedField"
    : /^Unknown argument/.test(error.message)
      ? "argumentNotAccepted"
      : undefined;
  return { message: error.message, locations: error.locations, ...(code && { extensions: { code } }) };
}

function parseBody(text: string) {
  let body: { query?: unknown; variables?: Record<string, unknown> | null } | null;
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    return null;
  }
  if (typeof body?.query !== "string") return null;
  const variables = body.variables ?? {};
  let document: DocumentNode | null = null;
  let operation: OperationDefinitionNode | null | undefined = null;
  let problem = "";
  try {
    document = parse(body.query);
    operation = getOperationAST(document);
  } catch (error) {
    problem = (error as Error).message;
  }
  return { document, operation, variables, problem };
}
