import { CopyButton } from "./copy-button";

type Props = { label: string; text: string; copy: { label: string; copied: string; failed: string } };

/** Code reads left to right in every language; it scrolls in its own box, which the keyboard can reach. */
export function CodeBlock({ label, text, copy }: Props) {
  return (
    <div className="relative">
      <pre
        dir="ltr"
        tabIndex={0}
        role="group"
        aria-label={label}
        className="max-h-[32rem] overflow-auto rounded bg-sunken p-4 pe-14 text-start font-mono text-xs leading-relaxed"
      >
        {text}
      </pre>
      <div dir="ltr" className="absolute end-3 top-3">
        <CopyButton text={text} label={copy.label} copied={copy.copied} failed={copy.failed} isIcon />
      </div>
    </div>
  );
}
