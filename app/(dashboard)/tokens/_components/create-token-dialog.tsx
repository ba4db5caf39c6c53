"use client";

import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { MakeAndShow } from "@/components/make-and-show";
import type { Opened } from "@/components/ui/dialog-button";
import type { ChipOption } from "@/components/ui/filter-chip";
import type { ShownSecret } from "../actions";
import { CreateTokenForm } from "./create-token-form";
import { SecretOnce } from "./secret-once";

export type CreateTokenProps = {
  stores: readonly ChipOption[];
  owners: readonly ChipOption[];
  ownId: string;
  hubAddress: string;
  language: Language;
  t: Sentences["tokens"];
  common: Sentences["common"];
};

export function CreateTokenDialog({ stores, owners, ownId, hubAddress, language, t, common, ...opened }: CreateTokenProps & Opened) {
  const words = { language, common };
  return (
    <MakeAndShow<ShownSecret>
      {...opened}
      title={t.create.title}
      lead={t.create.lead}
      closeLabel={common.close}
      form={(onMade) => (
        <CreateTokenForm stores={stores} owners={owners} ownId={ownId} onMade={onMade} onCancel={opened.onClose} t={t} {...words} />
      )}
      titleOf={({ name }) => fill(t.secret.titleNew, { name })}
      shown={(made) => <SecretOnce shown={made} hubAddress={hubAddress} onDone={opened.onClose} t={t.secret} {...words} />}
    />
  );
}
