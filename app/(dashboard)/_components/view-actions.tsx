"use client";

import { BookmarkPlus, Ellipsis, PencilLine, Save, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { deleteViewAction, saveViewAction, updateViewAction } from "@/app/_actions/views";
import type { SavedView } from "@/lib/access/saved-views/list-views";
import type { ViewScreen } from "@/lib/access/saved-views/screens";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Menu } from "@/components/ui/menu";
import { menuFace } from "@/components/ui/menu-face";
import { DialogButton } from "@/components/ui/dialog-button";
import { Part } from "@/components/ui/part";
import { say, tell, warn } from "@/components/ui/toast";

type Props = {
  screen: ViewScreen;
  path: string;
  /** What the list shows now. */ query: string;
  t: Sentences["table"]["views"];
  undo: string;
  common: Sentences["common"];
};
const loadDialog = () => import("./view-dialog").then((file) => file.ViewDialog);
const addressOf = (path: string, { id, query }: SavedView) => `${path}?${query}${query && "&"}view=${id}`;

export function SaveView({ screen, path, query, t, common }: Props) {
  const router = useRouter();
  const save = async (name: string) => {
    const saved = await attempted(saveViewAction(screen, name, query));
    if (saved.ok) {
      say(fill(t.saved, { name: saved.value.name }));
      router.push(addressOf(path, saved.value), { scroll: false });
    }
    return saved;
  };
  return (
    <DialogButton
      load={loadDialog}
      props={{ title: t.saveTitle, lead: t.saveLead, name: "", act: save, t, common }}
      className="inline-flex min-h-9 items-center gap-1.5 text-sm font-medium text-accent underline-offset-4 hover:underline"
    >
      <BookmarkPlus aria-hidden className="size-4" />
      {t.save}
    </DialogButton>
  );
}

export function ViewActions({ view, isChanged, screen, path, query, t, undo, common }: Props & { view: SavedView; isChanged: boolean }) {
  const router = useRouter();
  const trigger = useRef<HTMLButtonElement>(null);
  const [isRenaming, setRenaming] = useState(false);
  const [isPending, startTransition] = useTransition();
  const update = () =>
    startTransition(async () => {
      const updated = await attempted(updateViewAction(screen, view.id, { query }));
      tell(updated.ok ? { ok: true, value: fill(t.updated, { name: view.name }) } : updated);
    });
  const stopRenaming = () => setRenaming(false);
  const rename = async (name: string) => {
    const renamed = await attempted(updateViewAction(screen, view.id, { name }));
    if (renamed.ok) say(fill(t.renamed, { name: renamed.value.name }));
    return renamed;
  };
  const restore = async ({ name, query: kept }: SavedView) => {
    const back = await attempted(saveViewAction(screen, name, kept));
    tell(back.ok ? { ok: true, value: fill(t.restored, { name }) } : back);
    if (back.ok) router.push(addressOf(path, back.value), { scroll: false });
  };
  const remove = () =>
    startTransition(async () => {
      const removed = await attempted(deleteViewAction(screen, view.id));
      if (!removed.ok) return warn(removed.problem);
      say(fill(t.removed, { name: view.name }), { label: undo, act: () => void restore(removed.value) });
      router.push(path, { scroll: false });
    });
  return (
    <>
      <Menu
        ref={trigger}
        face={<Ellipsis aria-hidden className="size-4" />}
        label={fill(t.actionsOf, { name: view.name })}
        isDisabled={isPending}
        align="start"
        className="inline-grid size-7 place-items-center rounded text-ink-soft hover:bg-sunken hover:text-ink"
        entries={[
          ...(isChanged ? [{ id: "update", face: menuFace(Save, t.update), onSelect: update }] : []),
          { id: "rename", face: menuFace(PencilLine, t.rename), onSelect: () => setRenaming(true) },
          { id: "remove", face: menuFace(Trash2, t.remove), onSelect: remove },
        ]}
      />
      {isRenaming && (
        <Part
          load={loadDialog}
          props={{
            title: fill(t.renameTitle, { name: view.name }),
            lead: null,
            name: view.name,
            act: rename,
            onClose: stopRenaming,
            returnFocusTo: trigger,
            t,
            common,
          }}
          onMissing={stopRenaming}
        />
      )}
    </>
  );
}
