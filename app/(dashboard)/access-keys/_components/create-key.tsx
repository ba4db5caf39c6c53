"use client";

import { Plus } from "lucide-react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { MakeAndShow } from "@/components/make-and-show";
import { ShownOnce } from "@/components/shown-once";
import type { ShownKey } from "../actions";
import { CreateKeyForm } from "./create-key-form";

type Props = { language: Language; t: Sentences["keys"]; common: Sentences["common"] };

export function CreateKey({ language, t, common }: Props) {
  return (
    <MakeAndShow<ShownKey>
      open={
        <>
          <Plus aria-hidden />
          {t.create.open}
        </>
      }
      title={t.create.title}
      lead={t.create.lead}
      titleOf={({ name }) => fill(t.once.title, { name })}
      form={(onMade, onCancel) => <CreateKeyForm onMade={onMade} onCancel={onCancel} language={language} t={t} common={common} />}
      shown={({ key }, onDone) => <ShownOnce words={t.once} text={key} onDone={onDone} common={common} />}
      closeLabel={common.close}
    />
  );
}
