// Imported first: an older Node would fail later, and less clearly.
const NEEDED = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`Node ${NEEDED.join(".")} or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
