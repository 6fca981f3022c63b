import { handle } from '../../kernel/http/handle.ts'
import * as contract from './contract.ts'
import { receiveNotification } from './notifications.ts'
import { endAtSandbox, showAtSandbox } from './sandbox/pages.ts'

export const routes = [
  handle(contract.receiveNotification, async (request, app) => {
    const { body, http } = request
    const raw = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(http.request.headers))
      if (typeof value === 'string') headers[name] = value
    delete headers['cookie']
    const answer = await receiveNotification(app, request.params.provider, raw, headers)
    await http.reply.code(answer.status).type(answer.type).send(answer.body)
    return {}
  }),

  handle(contract.readSandboxCharge, (request, app) => showAtSandbox(app, request.params.token)),

  handle(contract.endSandboxCharge, (request, app) =>
    endAtSandbox(app, request.params.token, request.body.ending, request.body.reason),
  ),
]
