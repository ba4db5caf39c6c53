import type { OpenInvitation } from "@/lib/access/users/invitations";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { AskFirst } from "@/components/ask-first";
import { DataTable } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import { revokeInvitationAction } from "../actions";

type Props = { invitations: readonly OpenInvitation[]; now: Date; ui: Ui };

export function InvitationTable({ invitations, now, ui: { t, format } }: Props) {
  const words = t.team.invitations;
  const ends = ({ expiresAt }: OpenInvitation) => <TimeAgo at={expiresAt} now={now} format={format} otherwise="" />;
  const revoke = ({ id, user: { email } }: OpenInvitation) => (
    <AskFirst
      act={revokeInvitationAction.bind(null, id, email)}
      t={{
        open: words.revoke,
        openLabel: fill(words.revokeOf, { email }),
        title: fill(words.question, { email }),
        lead: words.follows,
        submit: words.revoke,
        busy: words.busy,
        keep: t.common.cancel,
        close: t.common.close,
      }}
    />
  );
  return (
    <DataTable
      caption={words.caption}
      columns={[
        { key: "person", header: t.team.column.person, cell: ({ user }) => <Latin>{user.email}</Latin> },
        { key: "role", header: t.team.column.role, cell: ({ user }) => t.shell.role[user.role] },
        { key: "made", header: words.made, cell: ({ createdAt }) => <TimeAgo at={createdAt} now={now} format={format} otherwise="" /> },
        { key: "ends", header: words.ends, cell: ends },
        { key: "actions", header: <span className="sr-only">{t.team.column.actions}</span>, isNumber: true, cell: revoke },
      ]}
      rows={invitations}
      rowKey={({ id }) => id}
      item={(invitation) => (
        <div className="flex items-center gap-3">
          <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
            <Latin className="truncate text-page font-medium">{invitation.user.email}</Latin>
            <span className="text-sm text-ink-soft">
              {t.shell.role[invitation.user.role]} · {words.ends}: {ends(invitation)}
            </span>
          </div>
          {revoke(invitation)}
        </div>
      )}
    />
  );
}
