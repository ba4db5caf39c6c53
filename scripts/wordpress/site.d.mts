export type Site = {
  url: string;
  isDouble: boolean;
  /** WooCommerce's REST keys, with the right to write. */
  keys: { consumerKey: string; consumerSecret: string };
  versions: { php: string; wordpress: string; woocommerce: string };
  /** Runs PHP in the site as the administrator, WordPress loaded. Answers what it printed. */
  php: (code: string, options?: { env?: Record<string, string> }) => Promise<string>;
  /** Rounds of due cron events and actions, until the returned function is called. */
  startCron: (options?: { everyMs: number }) => () => void;
  runCron: () => Promise<number>;
  sql: (statements: string) => Promise<string>;
  stop: () => Promise<void>;
};
export function startSite(options?: {
  locale?: string;
  port?: number;
  woocommerceDir?: string;
  pluginDir?: string;
  /** False: our plugin is there and not active. */
  activate?: boolean;
}): Promise<Site>;
