"use client";

import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { MakeAndShow } from "@/components/make-and-show";
import { ShownOnce } from "@/components/shown-once";
import type { Opened } from "@/components/ui/dialog-button";
import type { ShownKey } from "../actions";
import { CreateKeyForm } from "./create-key-form";

export type CreateKeyProps = { language: Language; t: Sentences["keys"]; common: Sentences["common"] };

export function CreateKeyDialog({ language, t, common, ...opened }: CreateKeyProps & Opened) {
  return (
    <MakeAndShow<ShownKey>
      {...opened}
      title={t.create.title}
      lead={t.create.lead}
      closeLabel={common.close}
      form={(onMade) => <CreateKeyForm onMade={onMade} onCancel={opened.onClose} language={language} t={t} common={common} />}
      titleOf={({ name }) => fill(t.once.title, { name })}
      shown={({ key }) => <ShownOnce words={t.once} text={key} onDone={opened.onClose} common={common} />}
    />
  );
}
