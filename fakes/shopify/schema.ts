import { GraphQLObjectType, buildSchema } from "graphql";
import { SDL } from "./sdl";

/** Types of interfaces are told by `__typename`, which every presented object carries. */
export const schema = buildSchema(SDL);

export const isConnectionType = (type: unknown): type is GraphQLObjectType =>
  type instanceof GraphQLObjectType && type.name.endsWith("Connection");
