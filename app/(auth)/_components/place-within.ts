/** Where to go after signing in: a place of this site, never another. */
export const placeWithin = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : "/");
