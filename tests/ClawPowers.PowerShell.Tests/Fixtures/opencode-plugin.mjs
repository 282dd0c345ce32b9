// Loads the plugin of OpenCode as OpenCode 1 and 2 do, and prints what it did. A pwsh that stands first on PATH answers.
import { pathToFileURL } from "node:url"

const [file, directory] = process.argv.slice(2)
const logged = []
const client = {
  app: { log: async ({ body }) => void logged.push(body) },
  session: { get: async ({ path }) => ({ data: path.id === "ses_unseen_child" ? { id: path.id, parentID: "ses_1" } : { id: path.id } }) },
}
const user = (session, text) => ({ info: { role: "user", id: "msg_1", sessionID: session }, parts: [{ id: "prt_1", sessionID: session, messageID: "msg_1", type: "text", text }] })
const plugin = (await import(pathToFileURL(file).href)).default
const twin = (await import(pathToFileURL(file).href + "?twice")).default

const hooks = await plugin.server({ client, directory })
const twinHooks = await twin.server({ client, directory })
const result = { id: plugin.id, hooks: Object.keys(hooks).sort() }

await hooks.event({ event: { type: "session.created", properties: { sessionID: "ses_1", info: { id: "ses_1" } } } })
await hooks.event({ event: { type: "session.created", properties: { sessionID: "ses_child", info: { id: "ses_child", parentID: "ses_1" } } } })
const steps = []
for (let step = 0; step < 2; step++) {
  const output = { messages: [user("ses_1", "hello")] }
  await hooks["experimental.chat.messages.transform"]({}, output)
  await twinHooks["experimental.chat.messages.transform"]({}, output)
  steps.push(output.messages[0].parts)
}
result.steps = steps
for (const child of ["ses_child", "ses_unseen_child"]) {
  const output = { messages: [user(child, "a task")] }
  await hooks["experimental.chat.messages.transform"]({}, output)
  result[child] = output.messages[0].parts.length
}
await hooks["experimental.chat.messages.transform"]({}, { messages: [] })
await hooks["experimental.chat.messages.transform"]({}, undefined)

const shell = { env: {} }
await hooks["shell.env"]({ cwd: directory, sessionID: "ses_1" }, shell)
const terminal = { env: {} }
await hooks["shell.env"]({ cwd: directory }, terminal)
process.env.CLAWPOWERS_SESSION = "chosen"
const chosen = { env: {} }
await hooks["shell.env"]({ cwd: directory, sessionID: "ses_1" }, chosen)
process.env.CLAWPOWERS_SESSION = "terminal-of-mine"
const ofMine = { env: {} }
await hooks["shell.env"]({ cwd: directory, sessionID: "ses_1" }, ofMine)
process.env.CLAWPOWERS_SESSION = "terminal-01234567-89ab-cdef-0123-456789abcdef"
const ofTerminal = { env: {} }
await hooks["shell.env"]({ cwd: directory, sessionID: "ses_1" }, ofTerminal)
delete process.env.CLAWPOWERS_SESSION
Object.assign(result, { shell: shell.env, terminal: terminal.env, chosen: chosen.env, ofTerminal: ofTerminal.env, ofMine: ofMine.env })

// OpenCode 2
const registered = {}
const on = (name, run) => void (registered[name] = run)
await plugin.setup({ location: { directory }, session: { hook: on }, shell: { hook: on } })
const event = { sessionID: "ses_1", system: [] }
await registered.context(event)
await registered.context(event)
const create = { env: {} }
registered["create.before"](create)
await registered.context({ sessionID: "ses_2", system: [] })
const unclear = { env: {} }
registered["create.before"](unclear)
Object.assign(result, { system: event.system, create: create.env, unclear: unclear.env })

result.logged = logged
console.log(JSON.stringify(result))
