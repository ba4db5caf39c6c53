"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ChipOption } from "@/components/ui/filter-chip";
import type { ShownSecret } from "../actions";
import { CreateTokenForm } from "./create-token-form";
import { SecretOnce } from "./secret-once";

type Props = {
  stores: readonly ChipOption[];
  owners: readonly ChipOption[];
  ownId: string;
  hubAddress: string;
  language: Language;
  t: Sentences["tokens"];
  common: Sentences["common"];
};

/** A form, then the secrets, once: closing forgets them for good. */
export function CreateToken({ stores, owners, ownId, hubAddress, language, t, common }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<ShownSecret | null>(null);
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
        title={made ? fill(t.secret.titleNew, { name: made.name }) : t.create.title}
        lead={made ? undefined : t.create.lead}
        closeLabel={common.close}
      >
        {made ? (
          <SecretOnce shown={made} hubAddress={hubAddress} onDone={() => close(false)} language={language} t={t.secret} common={common} />
        ) : (
          <CreateTokenForm
            stores={stores}
            owners={owners}
            ownId={ownId}
            onMade={setMade}
            onCancel={() => close(false)}
            language={language}
            t={t}
            common={common}
          />
        )}
      </Dialog>
    </>
  );
}
