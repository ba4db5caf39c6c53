import { curlOf, type Field, type Operation } from "@/lib/http/list-operations";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { CodeBlock } from "@/components/ui/code-block";
import { whoMay } from "../find-operations";

type Props = { operation: Operation; publicUrl: string; ui: Ui };
type Words = Ui["t"]["help"]["api"];

/** Names and kinds, as the server checks them. Left to right: they are code. */
function Fields({ fields, title, words }: { fields: readonly Field[]; title: string; words: Words }) {
  if (fields.length === 0) return null;
  return (
    <div className="grid grid-cols-1 gap-1">
      <h2 className="text-sm font-medium">{title}</h2>
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
              {isNeeded && (
                <span className="ms-2 text-ink">
                  <bdi>{words.needed}</bdi>
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One request, whole. */
export function OperationPart({ operation, publicUrl, ui: { t } }: Props) {
  const words = t.help.api;
  const { id, method, path, parameters, body, answer, errors } = operation;
  const code = (label: string, text: string, copy: string) => (
    <CodeBlock
      label={`${label}: ${method} ${path}`}
      text={text}
      copy={{ label: `${copy}: ${id}`, copied: t.common.copied, failed: t.common.copyFailed }}
    />
  );
  return (
    <div className="grid max-w-[56rem] grid-cols-1 gap-6">
      <dl className="flex flex-wrap gap-x-3">
        <dt className="text-ink-soft">{words.who}:</dt>
        <dd>{whoMay(operation, words.access)}</dd>
      </dl>
      <div className="grid grid-cols-1 gap-1">
        <h2 className="text-sm font-medium">{words.curl}</h2>
        {code(words.curl, curlOf(operation, publicUrl), words.copyCurl)}
      </div>
      <Fields fields={parameters} title={words.parameters} words={words} />
      {body && <Fields fields={body.fields} title={body.isOptional ? words.bodyOptional : words.body} words={words} />}
      <Fields fields={answer.fields} title={fill(words.answer, { status: answer.status })} words={words} />
      {answer.example !== null && (
        <div className="grid grid-cols-1 gap-1">
          <h2 className="text-sm font-medium">
            {words.example}: {fill(words.answer, { status: answer.status })}
          </h2>
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
        <div className="grid grid-cols-1 gap-1">
          <h2 className="text-sm font-medium">{words.errors}</h2>
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
  );
}
