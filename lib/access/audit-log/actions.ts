/** Everything that leaves a trace. A new one needs its sentence in lib/i18n, or the page of the log does not compile. */
export const auditActions = [
  "access_key.create",
  "access_key.revoke",
  "connection.approve",
  "event.replay",
  "event.replay_many",
  "export.download",
  "store.cancel_sync",
  "store.confirm_gone",
  "store.connect",
  "store.create",
  "store.disconnect",
  "store.dismiss_gone",
  "store.judge_search",
  "store.privacy_request",
  "store.schedule",
  "store.sync",
  "store.update",
  "token.generate",
  "token.revoke",
  "token.rotate",
  "token.update",
  "user.accept_invitation",
  "user.change_password",
  "user.create",
  "user.create_first_admin",
  "user.end_sessions",
  "user.invite_again",
  "user.mail_failed",
  "user.mail_sent",
  "user.revoke_invitation",
  "user.update",
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditTargets = ["user", "access_key", "token", "store", "event", "export"] as const;
export type AuditTarget = (typeof auditTargets)[number];
