import { isAllowed, parseRange } from "@/lib/access/addresses";
import type { StoreRow } from "@/lib/access/stores/wire";
import type { TokenRow } from "@/lib/access/tokens/wire";
import type { LastAddress } from "@/lib/events/last-addresses";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Latin } from "@/components/ui/latin";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { saveDefaultsAction, saveTokenAction } from "./actions";
import { SettingsForm, type SettingField } from "./settings-form";

type Limits = { rate: number; burst: number; addresses: readonly string[] };
type Props = {
  store: StoreRow;
  tokens: readonly TokenRow[];
  last: ReadonlyMap<string, LastAddress>;
  /** An administrator changes what owners read. */ canChange: boolean;
  now: Date;
  ui: Ui;
};

/** The shop's last address when these would refuse it. */
function outside(addresses: readonly string[], last: LastAddress | undefined): LastAddress | null {
  const ranges = addresses.map(parseRange).filter((range) => range !== null);
  return last && !isAllowed(last.address, ranges) ? last : null;
}

export function TokenSettings({ store, tokens, last, canChange, now, ui: { t, format } }: Props) {
  const words = t.settings.tokens;
  const fields = ({ rate, burst, addresses }: Limits): SettingField[] => [
    { name: "rate", kind: "number", label: words.rate, hint: words.rateHint, value: format.number(rate) },
    { name: "burst", kind: "number", label: words.burst, hint: words.burstHint, value: format.number(burst) },
    { name: "addresses", kind: "lines", label: words.addresses, hint: words.addressesHint, value: addresses.join("\n") },
  ];
  const tell = ({ rate, burst, addresses }: Limits) => (
    <>
      {fill(words.current, { rate: format.number(rate), burst: format.number(burst) })} ·{" "}
      {addresses.length === 0 ? words.any : <Latin isCode>{addresses.join(" ")}</Latin>}
    </>
  );
  const defaults = { rate: store.tokenRatePerMinute, burst: store.tokenRateBurst, addresses: store.tokenAllowedIps };
  const edit = (limits: Limits, label: string, action: (form: FormData) => ReturnType<typeof saveTokenAction>) => (
    <details>
      <summary className="w-fit cursor-pointer py-1 font-medium text-accent">{label}</summary>
      <div className="pt-3">
        <SettingsForm key={JSON.stringify(limits)} fields={fields(limits)} action={action} words={words} />
      </div>
    </details>
  );
  return (
    <Section title={words.title} note={canChange ? words.lead : words.adminOnly} anchor="tokens">
      {tokens.length === 0 && <p className="text-ink-soft">{words.none}</p>}
      <ul className="grid gap-5">
        {tokens.map((token) => {
          const limits = { rate: token.ratePerMinute, burst: token.rateBurst, addresses: token.allowedIps };
          const from = outside(token.allowedIps, last.get(token.id));
          return (
            <li key={token.id} className="grid gap-1">
              <h3 className="font-medium">
                <bdi>{token.name}</bdi>
              </h3>
              <p className="text-ink-soft">{tell(limits)}</p>
              {from && (
                <Notice kind="warn">
                  {fill(words.outside, { address: `\u2066${from.address}\u2069`, time: format.relative(from.at, now) })}
                </Notice>
              )}
              {canChange && edit(limits, fill(words.edit, { name: token.name }), saveTokenAction.bind(null, token.id))}
            </li>
          );
        })}
      </ul>
      <h3 className="mt-2 font-medium">{words.defaults}</h3>
      <p className="text-ink-soft">
        {tell(defaults)} <span className="block text-sm">{words.defaultsLead}</span>
      </p>
      {canChange && edit(defaults, words.editDefaults, saveDefaultsAction.bind(null, store.id))}
    </Section>
  );
}
