import type { DbClient } from "@/lib/core/db";
import type { WooShopOptions } from "@/fakes/woocommerce/start-woo-shop";
import { aPull, type Pull } from "./a-pull";
import { dbTest } from "./db-test";

/** A test of a hub and a shop of its own, both gone when it is over. */
export const pullTest = (fact: string, options: WooShopOptions, act: (pull: Pull, db: DbClient) => Promise<void>) =>
  dbTest(fact, async ({ db }) => {
    const pull = await aPull(db, options);
    try {
      await act(pull, db);
    } finally {
      await pull.stop();
    }
  });
