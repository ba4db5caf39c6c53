"use client";

import { Plus } from "lucide-react";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { MakeAndShow } from "@/components/make-and-show";
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

export function CreateToken({ stores, owners, ownId, hubAddress, language, t, common }: Props) {
  return (
    <MakeAndShow<ShownSecret>
      open={
        <>
          <Plus aria-hidden />
          {t.create.open}
        </>
      }
      title={t.create.title}
      lead={t.create.lead}
      titleOf={({ name }) => fill(t.secret.titleNew, { name })}
      form={(onMade, onCancel) => (
        <CreateTokenForm
          stores={stores}
          owners={owners}
          ownId={ownId}
          onMade={onMade}
          onCancel={onCancel}
          language={language}
          t={t}
          common={common}
        />
      )}
      shown={(made, onDone) => (
        <SecretOnce shown={made} hubAddress={hubAddress} onDone={onDone} language={language} t={t.secret} common={common} />
      )}
      closeLabel={common.close}
    />
  );
}
