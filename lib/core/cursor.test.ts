import { expect, test } from "vitest";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "./cursor";

const place = z.tuple([z.string(), z.uuid()]);
const id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

test.each(["2025-11-10T09:30:00.000Z", "کفش «ورزشی»", "", 'quote " and \\', "💐"])("%s comes back from its cursor", (key) => {
  const cursor = encodeCursor([key, id]);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeCursor(cursor, place)).toEqual([key, id]);
});

test.each([
  ["no base64", "%%%"],
  ["no JSON", Buffer.from("nonsense").toString("base64url")],
  ["another list's", encodeCursor(["1"])],
  ["with another id", encodeCursor(["a", "1; DROP TABLE event"])],
  ["an object", Buffer.from('{"0":"a","1":"b"}').toString("base64url")],
  ["empty", ""],
])("a cursor that is %s is the caller's mistake", (_, cursor) => {
  expect(() => decodeCursor(cursor, place)).toThrow(expect.objectContaining({ code: "cursor_invalid" }));
});
