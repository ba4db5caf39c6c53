import type { Catalogue } from "./catalogue";
import type { Faults } from "./faults";
import type { RequestLog } from "./request-log";
import type { ShopClock } from "./shop-clock";
import type { ShopSettings } from "./shop-settings";
import type { ApiKey } from "./api-key";
import type { Webhooks } from "./webhooks";

/** Everything a request can touch. */
export type Shop = {
  settings: ShopSettings;
  clock: ShopClock;
  catalogue: Catalogue;
  webhooks: Webhooks;
  faults: Faults;
  requests: RequestLog;
  keys: ApiKey[];
};
