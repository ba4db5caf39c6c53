/**
 * The events of a batch as the texts they came as: every digit kept, however deep one nests. A reader that makes
 * objects and writes them again would lose digits or run out of stack.
 * @param body JSON that was parsed already: here nothing is checked.
 */
export function sliceEvents(body: string): string[] {
  let found: string[] = [];
  const root = new Scanner(body);
  for (const key of root.elements("{")) {
    const name: unknown = JSON.parse(key);
    root.skipPast(":");
    const value = root.slice();
    // As JSON.parse does, the last of several `events` counts.
    if (name === "events") found = value.startsWith("[") ? [...elementsOf(value)] : [];
  }
  return found;
}

function* elementsOf(array: string): Generator<string> {
  yield* new Scanner(array).elements("[");
}

const BLANK = /\s*/y;
/** What nests, and what hides what nests. */
const STRUCTURE = /["[\]{}]/g;
const SCALAR = /[^\s,\]}]+/y;

class Scanner {
  private at = 0;
  constructor(private readonly text: string) {}

  /** Each element of the object or array that opens here; of an object its key, and the value is for the caller to take. */
  *elements(opening: "{" | "["): Generator<string> {
    this.skipPast(opening);
    for (;;) {
      this.match(BLANK);
      const next = this.text[this.at];
      if (next === undefined || next === "}" || next === "]") return;
      if (next === ",") this.at += 1;
      else yield this.slice();
    }
  }

  /** The value that begins here. */
  slice(): string {
    this.match(BLANK);
    const from = this.at;
    const first = this.text[from];
    if (first === '"') this.skipString();
    else if (first === "{" || first === "[") this.skipNested();
    else this.match(SCALAR);
    return this.text.slice(from, this.at);
  }

  skipPast(character: string): void {
    this.at = this.text.indexOf(character, this.at) + 1;
  }

  private skipNested(): void {
    let depth = 0;
    STRUCTURE.lastIndex = this.at;
    for (let found = STRUCTURE.exec(this.text); found !== null; found = STRUCTURE.exec(this.text)) {
      if (found[0] === '"') {
        this.at = found.index;
        this.skipString();
        STRUCTURE.lastIndex = this.at;
        continue;
      }
      depth += found[0] === "[" || found[0] === "{" ? 1 : -1;
      if (depth === 0) break;
    }
    this.at = STRUCTURE.lastIndex;
  }

  /** By hand: megabytes of escapes are more than a regular expression's stack takes. */
  private skipString(): void {
    const isEscaped = (at: number) => {
      let backslashes = 0;
      while (this.text[at - 1 - backslashes] === "\\") backslashes += 1;
      return backslashes % 2 === 1;
    };
    let end = this.text.indexOf('"', this.at + 1);
    while (end !== -1 && isEscaped(end)) end = this.text.indexOf('"', end + 1);
    this.at = end === -1 ? this.text.length : end + 1;
  }

  private match(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    pattern.exec(this.text);
    this.at = Math.max(this.at, pattern.lastIndex);
  }
}
