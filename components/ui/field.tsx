import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** What a control needs to be tied to its label, hint and problem. */
export type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type Props = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  problem?: string | undefined;
  children: (control: ControlProps) => ReactNode;
};

/** A label above its control, what helps below it, what is wrong below that. */
export function Field({ id, label, hint, problem, children }: Props) {
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": described, "aria-invalid": problem ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="text-sm text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

const box =
  "w-full min-h-10 rounded border border-line-strong bg-surface px-3 py-1.5 text-base text-ink placeholder:text-ink-soft aria-invalid:border-bad";

export const Input = ({ className, ...rest }: ComponentProps<"input">) => <input className={clsx(box, className)} {...rest} />;
export const TextArea = ({ className, ...rest }: ComponentProps<"textarea">) => <textarea className={clsx(box, className)} {...rest} />;
export const Select = ({ className, ...rest }: ComponentProps<"select">) => (
  <select className={clsx(box, "select-arrow", className)} {...rest} />
);
