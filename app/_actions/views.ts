"use server";

import { revalidatePath } from "next/cache";
import { viewQueryOfText } from "@/app/(dashboard)/_data/view-query";
import { deleteView, saveView, updateView } from "@/lib/access/saved-views/save-view";
import type { SavedView } from "@/lib/access/saved-views/list-views";
import { viewScreens, type ViewScreen } from "@/lib/access/saved-views/screens";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { getDeps } from "@/lib/runtime";
import { attempt, type Attempt } from "./attempt";

/** A person's own views of a list. The address comes from outside: kept is what its screen understands of it. */
const screenOf = (screen: ViewScreen): ViewScreen => viewScreens.find((known) => known === screen) ?? "events";

async function change(
  screen: ViewScreen,
  act: (parts: { deps: Awaited<ReturnType<typeof getDeps>>; userId: string }) => Promise<SavedView>,
) {
  const [{ userId }, deps, language] = await Promise.all([currentCaller(), getDeps(), currentLanguage()]);
  const done = await attempt(language, () => act({ deps, userId }));
  revalidatePath(`/${screenOf(screen)}`);
  return done;
}

export async function saveViewAction(screen: ViewScreen, name: string, query: string): Promise<Attempt<SavedView>> {
  return change(screen, ({ deps, userId }) =>
    saveView(deps, { userId }, screenOf(screen), { name: String(name), query: viewQueryOfText(screenOf(screen), String(query)) }),
  );
}

export async function updateViewAction(
  screen: ViewScreen,
  id: string,
  changes: { name?: string; query?: string },
): Promise<Attempt<SavedView>> {
  return change(screen, ({ deps, userId }) =>
    updateView(deps, { userId }, String(id), {
      name: changes.name === undefined ? undefined : String(changes.name),
      query: changes.query === undefined ? undefined : viewQueryOfText(screenOf(screen), String(changes.query)),
    }),
  );
}

export async function deleteViewAction(screen: ViewScreen, id: string): Promise<Attempt<SavedView>> {
  return change(screen, ({ deps, userId }) => deleteView(deps, { userId }, String(id)));
}
