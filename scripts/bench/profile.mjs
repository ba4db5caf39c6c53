import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { WebSocket } from "undici";
import { wait } from "../child.mjs";

const OPENS_WITHIN_MS = 5_000;

/** The inspector's address, once SIGUSR1 has opened it. */
async function openInspector({ pid, port }) {
  process.kill(pid, "SIGUSR1");
  const until = Date.now() + OPENS_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null);
    if (answer?.ok) return (await answer.json())[0].webSocketDebuggerUrl;
    if (Date.now() > until) throw new Error("the inspector does not open");
    await wait(50);
  }
}

/** Records a CPU profile of a process started with --inspect-port while `work` runs, for Chrome's developer tools. */
export async function withProfile(server, file, work) {
  const socket = new WebSocket(await openInspector(server));
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error("the inspector does not answer")));
  });
  const answers = new Map();
  socket.addEventListener("message", ({ data }) => {
    const { id, result } = JSON.parse(data);
    answers.get(id)?.(result);
  });
  let serial = 0;
  const ask = (method, params = {}) =>
    new Promise((resolve) => {
      answers.set(++serial, resolve);
      socket.send(JSON.stringify({ id: serial, method, params }));
    });
  try {
    await ask("Profiler.enable");
    await ask("Profiler.setSamplingInterval", { interval: 1_000 });
    await ask("Profiler.start");
    return await work();
  } finally {
    const { profile } = await ask("Profiler.stop");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(profile));
    socket.close();
  }
}
