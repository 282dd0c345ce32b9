// The session-start hook of ClawPowers for OpenCode, which has no hooks in its configuration, only plugins. Register-ClawHook puts this
// file into a folder "plugins" of OpenCode; Unregister-ClawHook takes it away. It holds no version and no path of this machine.
//
// Each session gets its context once, from the command that every other agent runs too. A session of a subagent gets none: it has its
// task from the session above it. Whatever goes wrong, OpenCode goes on without the context, and its log says why.
import { spawn } from "node:child_process"
import { homedir } from "node:os"

const script =
  "try { ~/.clawpowers/hooks/session-start.ps1 -Agent OpenCode } catch { try { Invoke-ClawHook -Agent OpenCode } catch { [Console]::Error.WriteLine('clawpowers: the module is not installed here. Run: Install-Module ClawPowers') } }"
const limit = 20_000

// The same file in the user's and in the project's folder is loaded twice. Both then know the same sessions, and tell each one once.
const shared = (globalThis[Symbol.for("clawpowers.opencode")] ??= { texts: new Map(), children: new Set() })

// What the command answers to one session: its text, or null for none.
function ask(session, directory, log) {
  return new Promise((resolve) => {
    let answered = false
    const done = (text, problem) => {
      if (!answered) {
        answered = true
        clearTimeout(timer)
        if (problem) log(problem)
        resolve(text)
      }
    }

    const output = []
    const errors = []
    const child = spawn("pwsh", ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", script], {
      // Windows looks for a program in the current folder first, and a project may bring a pwsh.exe of its own.
      cwd: process.platform === "win32" ? homedir() : directory,
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    })
    const timer = setTimeout(() => {
      child.kill()
      done(null, `the hook did not answer within ${limit / 1000} s`)
    }, limit)
    timer.unref?.()
    child.on("error", (error) => done(null, error.code === "ENOENT" ? "pwsh is not on PATH; PowerShell 7.4 or later is needed" : String(error.message)))
    child.stdin.on("error", () => {})
    child.stdout.on("data", (chunk) => output.push(chunk))
    child.stderr.on("data", (chunk) => errors.push(chunk))
    child.on("close", () => {
      const said = Buffer.concat(errors).toString("utf8").trim()
      try {
        const answer = Buffer.concat(output).toString("utf8").trim()
        const text = answer ? JSON.parse(answer).context : null
        done(typeof text === "string" && text ? text : null, said)
      } catch {
        done(null, said || "the hook's answer is no JSON")
      }
    })
    child.stdin.end(JSON.stringify({ agent: "open-code", hook_event_name: "SessionStart", session_id: session, cwd: directory, source: "startup" }))
  })
}

function contextOf(session, directory, log) {
  let text = shared.texts.get(session)
  if (!text) {
    text = ask(session, directory, log).catch((error) => {
      log(String(error?.message ?? error))
      return null
    })
    shared.texts.set(session, text)
  }
  return text
}

// A name that somebody chose wins. One that a terminal got from its profile does not: the session knows better.
function setVariables(env, session) {
  const chosen = process.env.CLAWPOWERS_SESSION
  if (session && (!chosen || /^terminal-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(chosen))) {
    env.CLAWPOWERS_SESSION = session
    env.CLAWPOWERS_AGENT ??= "open-code"
  }
}

export default {
  id: "clawpowers",

  // OpenCode 1
  async server({ client, directory }) {
    const log = (message) => {
      try {
        Promise.resolve(client?.app?.log?.({ body: { service: "clawpowers", level: "warn", message } })).catch(() => {})
      } catch {}
    }

    const isChild = async (session) => {
      if (shared.children.has(session) || shared.texts.has(session)) return shared.children.has(session)
      try {
        const known = await client.session.get({ path: { id: session } })
        if (known?.data?.parentID) shared.children.add(session)
      } catch {
        // It counts as a session of its own.
      }
      return shared.children.has(session)
    }

    return {
      // By the time of the first message the answer is there.
      async event({ event }) {
        try {
          const info = event?.type === "session.created" ? event.properties?.info : null
          if (info?.parentID) shared.children.add(info.id)
          else if (info?.id) void contextOf(info.id, directory, log)
        } catch (error) {
          log(String(error?.message ?? error))
        }
      },

      // What is put in here is not stored, so it comes anew with each step, outlives a compaction, and is never there twice.
      async "experimental.chat.messages.transform"(_input, output) {
        try {
          const first = output?.messages?.find((message) => message?.info?.role === "user" && message.parts?.length)
          const session = first?.info?.sessionID
          if (!session || (await isChild(session))) return
          const text = await contextOf(session, directory, log)
          if (!text || first.parts.some((part) => part.type === "text" && part.text === text)) return
          const { id, sessionID, messageID } = first.parts[0]
          first.parts.unshift({ id, sessionID, messageID, type: "text", text, synthetic: true })
        } catch (error) {
          log(String(error?.message ?? error))
        }
      },

      async "shell.env"(input, output) {
        try {
          if (output?.env) setVariables(output.env, input?.sessionID)
        } catch (error) {
          log(String(error?.message ?? error))
        }
      },
    }
  },

  // OpenCode 2
  async setup(context) {
    const log = (message) => {
      try {
        context.log?.warn?.(`clawpowers: ${message}`)
      } catch {}
    }

    try {
      const directory = context.location?.directory ?? process.cwd()
      const sessions = new Set()
      await context.session?.hook?.("context", async (event) => {
        try {
          if (!event?.sessionID || !Array.isArray(event.system)) return
          sessions.add(event.sessionID)
          const text = await contextOf(event.sessionID, directory, log)
          if (text && !event.system.some((part) => part?.text === text)) event.system.push({ type: "text", text })
        } catch (error) {
          log(String(error?.message ?? error))
        }
      })

      // The event does not say whose command it is. With one session there is no doubt.
      await context.shell?.hook?.("create.before", (event) => {
        if (event?.env && sessions.size === 1) setVariables(event.env, [...sessions][0])
      })
    } catch (error) {
      log(String(error?.message ?? error))
    }
  },
}
