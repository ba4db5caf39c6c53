/** Deeper is not read by anyone, and 5,000 nested arrays would be mostly spaces. */
const MAX_INDENT = 30;
const STEP = "  ";
const token = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/**
 * Indents JSON by its text: nothing is parsed to a number or nested call, so every digit stays and no depth overflows.
 * Strings are shown with their letters (PHP sends Persian as \u0645…). Text that is no JSON comes out much as it was.
 */
export function prettyJson(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  let previous = "";
  const newLine = () => parts.push("\n", STEP.repeat(Math.min(depth, MAX_INDENT)));
  for (const [part] of text.matchAll(token)) {
    const isClosing = part === "}" || part === "]";
    const wasOpening = previous === "{" || previous === "[";
    if (isClosing) {
      depth = Math.max(0, depth - 1);
      if (!wasOpening) newLine();
    } else if (wasOpening || previous === ",") newLine();
    if (part === "{" || part === "[") depth += 1;
    parts.push(part === ":" ? ": " : part.startsWith('"') ? withLetters(part) : part);
    previous = part;
  }
  return parts.join("");
}

function withLetters(literal: string): string {
  if (!literal.includes("\\")) return literal;
  try {
    return JSON.stringify(JSON.parse(literal));
  } catch {
    return literal;
  }
}
