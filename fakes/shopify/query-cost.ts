import { getNamedType, isInterfaceType, isListType, isObjectType, getNullableType, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLInterfaceType, type OperationDefinitionNode, type SelectionSetNode, type FieldNode } from "graphql"; // prettier-ignore
import { isConnectionType, schema } from "./schema";

type Asked = { variables: Record<string, unknown>; fragments: Record<string, FragmentDefinitionNode> };
type Parent = GraphQLObjectType | GraphQLInterfaceType;

const MUTATION_COST = 10;
const CONNECTION_COST = 2;

/**
 * Points by the published rules: scalars nothing, objects one, connections two and as many objects as are asked for, a mutation ten.
 * @param data the answer: then it is what was really spent, with the objects that were there
 */
export function costOf(operation: OperationDefinitionNode, asked: Asked, data?: unknown): number {
  const isMutation = operation.operation === "mutation";
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  return (isMutation ? MUTATION_COST : 0) + (root ? costOfSet(operation.selectionSet, root, asked, data, data !== undefined) : 0);
}

function costOfSet(set: SelectionSetNode, parent: Parent, asked: Asked, data: unknown, isActual: boolean): number {
  return set.selections.reduce((sum, selection) => {
    if (selection.kind === "Field") return sum + costOfField(selection, parent, asked, valueAt(data, selection), isActual);
    const fragment = selection.kind === "InlineFragment" ? selection : asked.fragments[selection.name.value];
    const name = fragment?.typeCondition?.name.value;
    const type = name === undefined ? parent : schema.getType(name);
    return fragment && (isObjectType(type) || isInterfaceType(type))
      ? sum + costOfSet(fragment.selectionSet, type, asked, data, isActual)
      : sum;
  }, 0);
}

function costOfField(field: FieldNode, parent: Parent, asked: Asked, value: unknown, isActual: boolean): number {
  const declared = parent.getFields()[field.name.value];
  const type = declared && getNamedType(declared.type);
  if (!declared || !(isObjectType(type) || isInterfaceType(type)) || !field.selectionSet) return 0;
  if (isActual && (value === null || value === undefined)) return 0;
  if (isConnectionType(type)) return CONNECTION_COST + costOfConnection(field, type, asked, value, isActual);
  if (parent.name.endsWith("Connection") || parent.name.endsWith("Edge"))
    return costOfSet(field.selectionSet, type, asked, value, isActual);
  const isList = isListType(getNullableType(declared.type));
  // A list of ids is counted by its length; options and the like as one.
  const count = field.name.value === "nodes" ? sizeOf(field, "ids", asked) : 1;
  if (isList && isActual && Array.isArray(value) && count > 1)
    return value.reduce<number>(
      (sum, one) => sum + (one === null ? 0 : 1 + costOfSet(field.selectionSet as SelectionSetNode, type, asked, one, true)),
      0,
    );
  return count * (1 + costOfSet(field.selectionSet, type, asked, Array.isArray(value) ? value[0] : value, isActual && !isList));
}

function costOfConnection(field: FieldNode, type: GraphQLObjectType, asked: Asked, value: unknown, isActual: boolean): number {
  const inner =
    field.selectionSet?.selections.filter((one): one is FieldNode => one.kind === "Field" && /^(nodes|edges)$/.test(one.name.value)) ?? [];
  return inner.reduce((sum, selection) => {
    const one = (data: unknown) =>
      1 + costOfSet({ kind: selection.selectionSet?.kind, selections: [selection] } as SelectionSetNode, type, asked, data, isActual);
    if (!isActual) return sum + sizeOf(field, "first", asked) * one(undefined);
    const items = valueAt(value, selection);
    return Array.isArray(items) ? items.reduce<number>((all, item) => all + one({ [keyOf(selection)]: item }), sum) : sum;
  }, 0);
}

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;
const valueAt = (data: unknown, field: FieldNode): unknown =>
  typeof data === "object" && data !== null ? (data as Record<string, unknown>)[keyOf(field)] : undefined;

/** The number an argument gives, or the length of its list; 0 without one. */
function sizeOf(field: FieldNode, name: string, { variables }: Asked): number {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === "IntValue") return Number(value.value);
  if (value?.kind === "ListValue") return value.values.length;
  const given = value?.kind === "Variable" ? variables[value.name.value] : undefined;
  return typeof given === "number" ? given : Array.isArray(given) ? given.length : 0;
}
