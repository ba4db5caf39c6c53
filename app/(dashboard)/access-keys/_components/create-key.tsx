"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { ShownOnce } from "@/components/shown-once";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ShownKey } from "../actions";
import { CreateKeyForm } from "./create-key-form";

type Props = { language: Language; t: Sentences["keys"]; common: Sentences["common"] };

/** A form, then the key, once: closing forgets it for good. */
export function CreateKey({ language, t, common }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<ShownKey | null>(null);
  const close = (open: boolean) => {
    setOpen(open);
    setMade(null);
  };
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {t.create.open}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={close}
        isSticky={made !== null}
        title={made ? fill(t.once.title, { name: made.name }) : t.create.title}
        lead={made ? undefined : t.create.lead}
        closeLabel={common.close}
      >
        {made ? (
          <ShownOnce words={t.once} text={made.key} onDone={() => close(false)} common={common} />
        ) : (
          <CreateKeyForm onMade={setMade} onCancel={() => close(false)} language={language} t={t} common={common} />
        )}
      </Dialog>
    </>
  );
}
