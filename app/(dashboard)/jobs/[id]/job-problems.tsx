import type { JobRow } from "@/lib/sync/jobs/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { DataTable } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { Section } from "@/components/ui/section";
import { isUnderWay } from "../../_data/job-times";

type Problem = { externalId: string; title: string; message: string };

/** Which products, and why: the reason is the shop's data, in whatever language it is. */
export function JobProblems({ job, problems, ui: { t, format } }: { job: JobRow; problems: readonly Problem[]; ui: Ui }) {
  const words = t.sync.job;
  if (problems.length === 0)
    return (
      <Section title={words.problems}>
        <p className="text-ink-soft">{isUnderWay(job) ? words.problemsEmptyYet : words.problemsEmpty}</p>
      </Section>
    );
  const number = ({ externalId }: Problem) => <Latin isCode>{externalId}</Latin>;
  const name = (problem: Problem) => <bdi>{problem.title || problem.externalId}</bdi>;
  return (
    <Section
      title={words.problems}
      note={
        job.failed > problems.length
          ? `${fill(words.problemsMore, { count: format.number(job.failed), shown: format.number(problems.length) })} ${words.problemsNote}`
          : words.problemsNote
      }
    >
      <DataTable
        caption={words.problemsCaption}
        columns={[
          { key: "product", header: words.product, cell: name },
          {
            key: "reason",
            header: words.reason,
            cell: ({ message }) => (
              <bdi dir="auto" className="block max-w-prose break-words whitespace-normal">
                {message}
              </bdi>
            ),
          },
          { key: "number", header: words.number, isNumber: true, cell: number },
        ]}
        rows={problems}
        rowKey={({ externalId }) => externalId}
        item={(problem) => (
          <div className="grid gap-1">
            <span className="flex justify-between gap-2 font-medium">
              {name(problem)}
              {number(problem)}
            </span>
            <bdi dir="auto" className="text-sm break-words text-ink-soft">
              {problem.message}
            </bdi>
          </div>
        )}
      />
    </Section>
  );
}
