import { ChevronRight } from "lucide-react";
import { curlOf, type Field, type Operation } from "@/lib/http/list-operations";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { CodeBlock } from "@/components/ui/code-block";
import { Latin } from "@/components/ui/latin";
import { whoMay } from "../find-operations";

type Props = { operation: Operation; publicUrl: string; isOpen: boolean; ui: Ui };
type Words = Ui["t"]["help"]["api"];

/** Names and kinds, as the server checks them. Left to right: they are code. */
function Fields({ fields, title, words }: { fields: readonly Field[]; title: string; words: Words }) {
  if (fields.length === 0) return null;
  return (
    <div className="grid gap-1">
      <h4 className="text-sm font-medium">{title}</h4>
      <ul
        dir="ltr"
        lang="en"
        className="grid max-h-96 gap-px overflow-y-auto rounded border border-line text-sm"
        tabIndex={0}
        aria-label={title}
        role="list"
      >
        {fields.map(({ name, type, isNeeded }) => (
          <li key={name} className="flex flex-wrap gap-x-3 px-3 py-1 even:bg-sunken">
            <code className="font-mono text-xs leading-5 break-all">{name}</code>
            <span className="text-ink-soft">
              {type}
              {isNeeded && <bdi className="ms-2 text-ink">{words.needed}</bdi>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One request, folded. The address with its name opens it: browsers unfold what a link's end points into. */
export function OperationPart({ operation, publicUrl, isOpen, ui: { t } }: Props) {
  const words = t.help.api;
  const { id, method, path, summary, parameters, body, answer, errors } = operation;
  const code = (label: string, text: string, copy: string) => (
    <CodeBlock
      label={`${label}: ${method} ${path}`}
      text={text}
      copy={{ label: `${copy}: ${id}`, copied: t.common.copied, failed: t.common.copyFailed }}
    />
  );
  return (
    <details open={isOpen} className="group rounded border border-line bg-surface">
      <summary className="flex list-none items-start gap-3 px-3 py-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="mt-1 size-4 shrink-0 mirror text-ink-soft group-open:rotate-90" />
        <span className="grid min-w-0 gap-0.5">
          <Latin className="text-page font-mono text-sm break-all">
            <span className="font-semibold">{method}</span> {path}
          </Latin>
          <span dir="ltr" lang="en" className="text-page text-sm text-ink-soft">
            {summary}
          </span>
        </span>
      </summary>
      <div id={id} className="grid scroll-mt-32 gap-4 border-t border-line p-3 sm:p-4">
        <h3 className="sr-only">
          <Latin>
            {method} {path}
          </Latin>
        </h3>
        <dl className="flex flex-wrap gap-x-3">
          <dt className="text-ink-soft">{words.who}:</dt>
          <dd>{whoMay(operation, words.access)}</dd>
        </dl>
        <div className="grid gap-1">
          <h4 className="text-sm font-medium">{words.curl}</h4>
          {code(words.curl, curlOf(operation, publicUrl), words.copyCurl)}
        </div>
        <Fields fields={parameters} title={words.parameters} words={words} />
        {body && <Fields fields={body.fields} title={body.isOptional ? words.bodyOptional : words.body} words={words} />}
        <Fields fields={answer.fields} title={fill(words.answer, { status: answer.status })} words={words} />
        {answer.example !== null && (
          <div className="grid gap-1">
            <h4 className="text-sm font-medium">
              {words.example}: {fill(words.answer, { status: answer.status })}
            </h4>
            {code(words.example, answer.example, words.copyExample)}
          </div>
        )}
        {answer.example === null && (
          <p className="text-sm">
            {fill(words.answer, { status: answer.status })}:{" "}
            {answer.kinds.length > 0 ? fill(words.binary, { kinds: answer.kinds.join(", ") }) : words.noContent}
          </p>
        )}
        {errors.length > 0 && (
          <div className="grid gap-1">
            <h4 className="text-sm font-medium">{words.errors}</h4>
            <ul dir="ltr" lang="en" className="grid gap-1 text-sm">
              {errors.map(({ status, description }) => (
                <li key={status} className="flex gap-3">
                  <code className="font-mono">{status}</code>
                  <span className="min-w-0 text-ink-soft">{description}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}
