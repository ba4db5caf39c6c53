import type { StoreRow } from "@/lib/access/stores/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { AskFirst } from "@/components/ask-first";
import { Section } from "@/components/ui/section";
import { saveNameAction, switchStoreAction } from "./actions";
import { SettingsForm } from "./settings-form";
import { SwitchOn } from "./switch-on";

/** Its name, and whether it takes part at all. */
export function StoreItself({ store, ui: { t } }: { store: StoreRow; ui: Ui }) {
  const words = t.settings.store;
  return (
    <Section title={words.title} anchor="store">
      <SettingsForm
        key={store.name}
        fields={[{ name: "name", kind: "text", label: words.name, hint: words.nameHint, value: store.name }]}
        action={saveNameAction.bind(null, store.id)}
        words={words}
      />
      <div className="mt-3 grid justify-items-start gap-2">
        <p>{store.isActive ? words.on : words.off}</p>
        {store.isActive ? (
          <AskFirst
            act={switchStoreAction.bind(null, store.id, false)}
            t={{
              open: words.switchOff,
              title: fill(words.switchOffTitle, { name: store.name }),
              lead: words.switchOffLead,
              submit: words.switchOff,
              busy: words.switching,
              keep: t.common.cancel,
              close: t.common.close,
            }}
          />
        ) : (
          <SwitchOn storeId={store.id} t={words} />
        )}
      </div>
    </Section>
  );
}
