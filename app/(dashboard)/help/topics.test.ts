import { expect, test } from "vitest";
import { uiOf } from "@/lib/i18n/ui/ui";
import { storeStates } from "@/lib/operations/overview/store-state";
import { topics } from "./topics";

test.each(["fa", "en"] as const)("in %s every part of the guide is shown once, and every state of a store is explained", (language) => {
  const { guide } = uiOf(language).t.help;
  expect(topics.map(({ key }) => key)).toEqual(Object.keys(guide));
  expect(Object.keys(guide.states.state).sort()).toEqual([...storeStates].sort());
});
