import { CopyButton } from "./copy-button";

type Props = { label: string; text: string; copy: { label: string; copied: string; failed: string } };

/** Code reads left to right in every language; it scrolls in its own box, which the keyboard can reach. */
export function CodeBlock({ label, text, copy }: Props) {
  return (
    <div dir="ltr" className="flex items-start rounded bg-sunken">
      <pre
        tabIndex={0}
        role="group"
        aria-label={label}
        className="max-h-[32rem] min-w-0 flex-1 overflow-auto rounded p-4 text-start font-mono text-xs leading-relaxed"
      >
        {text}
      </pre>
      <CopyButton text={text} label={copy.label} copied={copy.copied} failed={copy.failed} isIcon className="m-3 ms-0" />
    </div>
  );
}
