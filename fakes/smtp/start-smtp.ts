import { createServer, type AddressInfo, type Socket } from "node:net";

/**
 * A mail server on loopback, as small as RFC 5321 allows: EHLO, AUTH PLAIN and LOGIN, MAIL, RCPT, DATA, RSET, QUIT.
 * What it is told to, it refuses, leaves unanswered or drops.
 */
export type SmtpBehaviour = {
  /** The only one who may send; absent: no AUTH is offered. */
  account?: { user: string; pass: string };
  refuses?: "sender" | "recipient" | "message";
  /** Says nothing after this. */
  hangsAt?: "greeting" | "MAIL" | "message";
  /** Closes the connection when it hears this. */
  dropsAt?: "MAIL" | "message";
};
export type Received = { from: string; to: string[]; data: string };
export type SmtpFake = { url: string; port: number; received: Received[]; connections: () => number; close: () => Promise<void> };

const REFUSALS = { sender: "550 5.7.1 Sender refused", recipient: "550 5.1.1 No such user here", message: "554 5.6.0 Looks like spam" };
const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? "";

function serve(socket: Socket, behaviour: SmtpBehaviour, received: Received[]) {
  const { account, refuses, hangsAt, dropsAt } = behaviour;
  let isIn = account === undefined;
  let letter: Received = { from: "", to: [], data: "" };
  let inData = false;
  let login: string[] | null = null;
  let text = "";
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const signIn = (user: string, pass: string) => {
    isIn = user === account?.user && pass === account.pass;
    say(isIn ? "235 2.7.0 Welcome" : "535 5.7.8 Wrong user or password");
  };
  const take = () => {
    if (refuses === "message") return say(REFUSALS.message);
    received.push(letter);
    say("250 2.0.0 Taken");
  };
  function hear(line: string): void {
    if (login) {
      login.push(Buffer.from(line, "base64").toString("utf8"));
      if (login.length === 1) return say("334 UGFzc3dvcmQ6");
      const [user = "", pass = ""] = login;
      login = null;
      return signIn(user, pass);
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "MAIL" && dropsAt === "MAIL") return void socket.destroy();
    if (verb === "MAIL" && hangsAt === "MAIL") return;
    switch (verb) {
      case "EHLO":
        if (account) say("250-fake");
        return say(account ? "250 AUTH PLAIN LOGIN" : "250 fake");
      case "HELO":
        return say("250 fake");
      case "AUTH": {
        const [, method = "", given = ""] = line.split(" ");
        if (method.toUpperCase() === "LOGIN") {
          login = [];
          return say("334 VXNlcm5hbWU6");
        }
        const [, user = "", pass = ""] = Buffer.from(given, "base64").toString("utf8").split("\0");
        return signIn(user, pass);
      }
      case "MAIL":
        if (!isIn) return say("530 5.7.0 Sign in first");
        letter = { from: addressIn(line), to: [], data: "" };
        return say(refuses === "sender" ? REFUSALS.sender : "250 2.1.0 Go on");
      case "RCPT":
        if (refuses === "recipient") return say(REFUSALS.recipient);
        letter.to.push(addressIn(line));
        return say("250 2.1.5 Go on");
      case "DATA":
        inData = true;
        return say("354 End with a dot");
      case "RSET":
      case "NOOP":
        return say("250 2.0.0 Done");
      case "QUIT":
        say("221 2.0.0 Bye");
        return void socket.end();
      default:
        return say("502 5.5.1 Not known here");
    }
  }
  socket.on("error", () => undefined);
  socket.on("data", (chunk) => {
    text += chunk.toString("utf8");
    for (let end = text.indexOf("\r\n"); end !== -1; end = text.indexOf("\r\n")) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      if (!inData) hear(line);
      else if (line !== ".") letter.data += `${line.startsWith(".") ? line.slice(1) : line}\r\n`;
      else {
        inData = false;
        if (dropsAt === "message") socket.destroy();
        else if (hangsAt !== "message") take();
      }
    }
  });
  if (hangsAt !== "greeting") say("220 fake ESMTP");
}

export async function startSmtp(behaviour: SmtpBehaviour = {}): Promise<SmtpFake> {
  const received: Received[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    serve(socket, behaviour, received);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { account } = behaviour;
  const credentials = account ? `${encodeURIComponent(account.user)}:${encodeURIComponent(account.pass)}@` : "";
  return {
    url: `smtp://${credentials}127.0.0.1:${port}`,
    port,
    received,
    connections: () => connections,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
