export type WebhookStatus = "active" | "paused" | "disabled";
export type Webhook = {
  id: number;
  name: string;
  status: WebhookStatus;
  topic: string;
  deliveryUrl: string;
  secret: string;
  createdAt: number;
  modifiedAt: number | null;
  /** Failures in a row; stops at 6, and not even "active" resets it. */
  failureCount: number;
};
