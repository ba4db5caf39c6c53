import { CircleCheck, CircleOff, Mail } from "lucide-react";
import type { UserRow } from "@/lib/access/users/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Badge } from "@/components/ui/badge";
import { ChoiceTable } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { plainColumns, sortableColumns, type Sorting } from "@/components/data-table/table-columns";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import type { TeamSort } from "../filters";
import { PersonActions } from "./person-actions";

type Props = {
  people: readonly UserRow[];
  /** How many stores each has. */ stores: ReadonlyMap<string, number>;
  /** Who has a link that was not used yet. */ invited: ReadonlySet<string>;
  ownId: string;
  list: Sorting<TeamSort> & { /** Of the address. */ cols: string | undefined };
  now: Date;
  ui: Ui;
};

function State({ person, isInvited, ui: { t } }: { person: UserRow; isInvited: boolean; ui: Ui }) {
  if (!person.isActive)
    return (
      <Badge tone="neutral" icon={CircleOff}>
        {t.team.status.off}
      </Badge>
    );
  return isInvited && person.lastSignInAt === null ? (
    <Badge tone="accent" icon={Mail}>
      {t.team.status.invited}
    </Badge>
  ) : (
    <Badge tone="good" icon={CircleCheck}>
      {t.team.status.on}
    </Badge>
  );
}

export function PersonTable({ people, stores, invited, ownId, list, now, ui }: Props) {
  const { t, format, language } = ui;
  const words = t.team;
  const storesOf = (person: UserRow) => format.number(stores.get(person.id) ?? 0);
  // Nobody takes the own rights away by a slip; another administrator can.
  const actions = (person: UserRow) =>
    person.id === ownId ? (
      <span className="px-2 text-sm text-ink-soft">{words.you}</span>
    ) : (
      <PersonActions
        person={{ id: person.id, email: person.email, role: person.role, isActive: person.isActive }}
        t={words}
        common={t.common}
      />
    );
  const lastSignIn = (person: UserRow) => <TimeAgo at={person.lastSignInAt} now={now} format={format} otherwise={t.common.never} />;
  const [column, sortable] = [plainColumns(words.column), sortableColumns(words.column, list)];
  const columns = [
    sortable("person", "name", "-name", { isFixed: true }),
    sortable("role", "role", "-role"),
    column("state"),
    column("stores", { isNumber: true }),
    sortable("lastSignIn", "-seen", "seen"),
    sortable("made", "-made", "made", { isHiddenAtFirst: true }),
    column("actions", { isFixed: true, isNumber: true, header: <span className="sr-only">{words.column.actions}</span> }),
  ];
  return (
    <ChoiceTable
      caption={words.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      language={language}
      t={t.table}
      rows={people.map((person) => ({
        id: person.id,
        label: person.email,
        cells: {
          person: (
            <>
              <Latin>{person.email}</Latin>
              {person.name && <bdi className="block text-xs font-normal text-ink-soft">{person.name}</bdi>}
            </>
          ),
          role: t.shell.role[person.role],
          state: <State person={person} isInvited={invited.has(person.id)} ui={ui} />,
          stores: storesOf(person),
          lastSignIn: lastSignIn(person),
          made: <TimeAgo at={person.createdAt} now={now} format={format} otherwise={t.common.none} />,
          actions: actions(person),
        },
        item: (
          <div className="flex items-center gap-3">
            <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
              <Latin className="truncate text-page font-medium">{person.email}</Latin>
              <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
                <State person={person} isInvited={invited.has(person.id)} ui={ui} />
                {t.shell.role[person.role]} · {words.column.stores}: {storesOf(person)}
              </span>
            </div>
            {actions(person)}
          </div>
        ),
      }))}
    />
  );
}
