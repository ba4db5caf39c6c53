"use client";

import { useId, useRef, useState, useTransition } from "react";
import type { VisibilityRules } from "@/lib/access/stores/visibility";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { attempted } from "@/components/ui/answered";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { say } from "@/components/ui/toast";
import { previewRulesAction, saveRulesAction } from "./actions";
import { NameTicks } from "./name-ticks";
import type { Names } from "./read-names";

type Props = {
  storeId: string;
  rules: VisibilityRules;
  names: Names;
  t: Sentences["settings"]["visibility"];
};

/** What would change is seen before it is saved: whoever keeps a category back shall know what goes with it. */
export function VisibilityForm({ storeId, rules, names, t }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [preview, setPreview] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const given = () => new FormData(form.current ?? undefined);
  const look = () =>
    startTransition(async () => {
      const found = await attempted(previewRulesAction(storeId, given()));
      setProblem(found.ok ? null : found.problem);
      setPreview(found.ok ? found.value : null);
    });
  const save = () =>
    startTransition(async () => {
      const saved = await attempted(saveRulesAction(storeId, given()));
      // Where nobody answered, what was seen still stands, and so does the button that saves it.
      if (!("isNoAnswer" in saved)) setPreview(null);
      setProblem(saved.ok ? null : saved.problem);
      if (saved.ok) say(saved.value);
    });
  return (
    <form
      ref={form}
      className="grid max-w-3xl gap-4"
      onChange={() => setPreview(null)}
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <Tick name="stock" label={t.stock} hint={t.stockHint} isOn={rules.hideOutOfStock} />
      <Tick name="price" label={t.price} hint={t.priceHint} isOn={rules.hideUnpriced} />
      <NameTicks
        storeId={storeId}
        kind="category"
        label={t.categories}
        hint={t.categoriesHint}
        empty={t.categoriesEmpty}
        all={names.categories}
        canFind={names.hasProducts}
        on={rules.hiddenCategories}
        find={t.findCategory}
        t={t}
      />
      {(names.hasProducts || names.tags.length > 0) && (
        <NameTicks
          storeId={storeId}
          kind="tag"
          label={t.tags}
          hint={t.tagsHint}
          empty=""
          all={names.tags}
          canFind={names.hasProducts}
          on={rules.hiddenTags}
          find={t.findTag}
          t={t}
        />
      )}
      {problem && (
        <Notice kind="bad" live>
          {problem}
        </Notice>
      )}
      {preview && (
        <Notice kind="info" live>
          {preview.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={isPending}>
          {isPending && !preview ? t.previewing : t.preview}
        </Button>
        {preview && (
          <Button variant="primary" onClick={save} disabled={isPending}>
            {isPending ? t.saving : t.save}
          </Button>
        )}
      </div>
    </form>
  );
}

function Tick({ name, label, hint, isOn }: { name: string; label: string; hint: string; isOn: boolean }) {
  const id = useId();
  return (
    <div className="flex gap-2">
      <input
        id={id}
        type="checkbox"
        name={name}
        defaultChecked={isOn}
        aria-describedby={`${id}-hint`}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      </div>
    </div>
  );
}
