/**
 * The addresses that were asked for and have not come yet, after the one that stands. Two filters changed faster than a
 * page comes must build on each other: from the page that stands alone, the second would undo the first.
 */
export function createAskedAddresses() {
  let asked: readonly string[] = [];
  const isOnTheWay = (here: string) => asked.includes(here) && here !== asked.at(-1);
  return {
    /** What the next change is made to. */
    latest: (here: string): string => (isOnTheWay(here) ? (asked.at(-1) ?? here) : here),
    ask(here: string, next: string): void {
      asked = isOnTheWay(here) ? [...asked, next] : [here, next];
    },
    /** A page stands: the last one asked for, one on the way there, or somewhere else altogether. */
    arrive(here: string): void {
      if (!isOnTheWay(here)) asked = [];
    },
    forget(): void {
      asked = [];
    },
  };
}
