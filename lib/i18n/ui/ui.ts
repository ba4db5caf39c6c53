import { formatOf, type Format } from "../format";
import type { Language } from "../language";
import { auditEn, auditFa } from "./audit";
import { authEn, authFa } from "./auth";
import { commonEn, commonFa } from "./common";
import { connectEn, connectFa } from "./connect";
import { eventsEn, eventsFa } from "./events";
import { failureEn, failureFa } from "./failure";
import { helpEn, helpFa } from "./help";
import { historyEn, historyFa } from "./history";
import { keysEn, keysFa } from "./keys";
import { knowledgeEn, knowledgeFa } from "./knowledge";
import { overviewEn, overviewFa } from "./overview";
import { productsEn, productsFa } from "./products";
import { profileEn, profileFa } from "./profile";
import { settingsEn, settingsFa } from "./settings";
import { setupEn, setupFa } from "./setup";
import { shellEn, shellFa } from "./shell";
import { storesEn, storesFa } from "./stores";
import { syncEn, syncFa } from "./sync";
import { tableEn, tableFa } from "./table";
import { teamEn, teamFa } from "./team";
import { tokensEn, tokensFa } from "./tokens";
import type { Translated } from "./translated";

const en = {
  common: commonEn,
  shell: shellEn,
  auth: authEn,
  failure: failureEn,
  tokens: tokensEn,
  keys: keysEn,
  team: teamEn,
  audit: auditEn,
  profile: profileEn,
  events: eventsEn,
  products: productsEn,
  knowledge: knowledgeEn,
  stores: storesEn,
  connect: connectEn,
  sync: syncEn,
  overview: overviewEn,
  table: tableEn,
  help: helpEn,
  settings: settingsEn,
  setup: setupEn,
  history: historyEn,
};
export type Sentences = Translated<typeof en>;
const fa: Sentences = {
  common: commonFa,
  shell: shellFa,
  auth: authFa,
  failure: failureFa,
  tokens: tokensFa,
  keys: keysFa,
  team: teamFa,
  audit: auditFa,
  profile: profileFa,
  events: eventsFa,
  products: productsFa,
  knowledge: knowledgeFa,
  stores: storesFa,
  connect: connectFa,
  sync: syncFa,
  overview: overviewFa,
  table: tableFa,
  help: helpFa,
  settings: settingsFa,
  setup: setupFa,
  history: historyFa,
};

const all: Record<Language, Sentences> = { en, fa };

/** Everything a page needs to speak: its sentences and its way to write numbers, dates and money. */
export type Ui = { language: Language; t: Sentences; format: Format };

export const uiOf = (language: Language): Ui => ({ language, t: all[language], format: formatOf(language) });
