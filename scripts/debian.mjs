// Installing system packages where we may: Debian or Ubuntu, as root. Elsewhere the scripts use what they find.
import { existsSync, readFileSync } from "node:fs";
import { runChild } from "./child.mjs";

const INSTALL_LIMIT_MS = 600_000;
/** Another installation on this machine may hold dpkg's lock for a while. */
const APT_OPTIONS = [
  "-q",
  "-y",
  "-o",
  "DPkg::Lock::Timeout=300",
  "-o",
  "Acquire::Retries=3",
  "-o",
  "Dpkg::Options::=--force-confold",
  "-o",
  "Dpkg::Use-Pty=0",
];
const APT_ENV = { DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" };

const osRelease = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
export const isDebian = /^ID=debian$/m.test(osRelease);
export const canInstallPackages = process.getuid?.() === 0 && (isDebian || /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease));

export class InstallFailed extends Error {
  constructor(what, tail) {
    super(`${what}\n${tail.split("\n").slice(-25).join("\n")}`);
    this.name = "InstallFailed";
  }
}

/** @throws InstallFailed with the end of the command's output. */
export async function mustRun(command, args, options = {}) {
  const result = await runChild(command, args, { timeoutMs: INSTALL_LIMIT_MS, ...options, env: { ...APT_ENV, ...options.env } });
  if (result.code !== 0) throw new InstallFailed(`"${command} ${args.join(" ")}" failed (${result.code})`, result.tail);
  return result.tail;
}

let updated;
/** Once in a run. A foreign source that does not answer is no reason to stop: the installation will tell. */
const updateOnce = () => (updated ??= runChild("apt-get", [...APT_OPTIONS, "update"], { timeoutMs: INSTALL_LIMIT_MS, env: APT_ENV }));

/** @throws InstallFailed */
export async function installPackages(...names) {
  await updateOnce();
  const attempt = () => mustRun("apt-get", [...APT_OPTIONS, "install", "--no-install-recommends", ...names]);
  try {
    await attempt();
  } catch {
    updated = undefined; // a mirror mid-change: ask again, once
    await updateOnce();
    await attempt();
  }
}

export async function packageExists(name) {
  await updateOnce();
  const { code, tail } = await runChild("apt-cache", ["policy", name], { env: APT_ENV, timeoutMs: 60_000 });
  return code === 0 && /Candidate: (?!\(none\))\S/.test(tail);
}
