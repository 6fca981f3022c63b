import { expect, it } from 'vitest'
import { newId } from '../../../kernel/ids.ts'
import { testApp } from '../../../kernel/testing/index.ts'
import { payDemoOrder } from '../../commerce/demo.ts'
import { anOrder, aStall, openStalls } from '../../commerce/testing.ts'
import { anOrganisation } from '../../organisations/testing.ts'
import { paymentsOf } from '../rows.ts'
import { refundAtBank } from './refund.ts'

it('a refund asked for twice at once with one reference is done once, and both are told so', async () => {
  const app = await testApp()
  await openStalls(app)
  const order = await anOrder(app, await aStall(app, (await anOrganisation(app)).id), { id: newId() })
  await payDemoOrder(app, order.id)
  const payment = (await paymentsOf(app.db.kysely, order.id))[0]
  const ask = () =>
    refundAtBank(app, {
      reference: 'R-once',
      chargeReference: payment?.reference ?? '',
      transactionReference: null,
      amount: order.total,
      merchant: '',
    })
  const answers = await Promise.all([ask(), ask(), ask()])
  for (const answer of answers)
    expect(answer).toMatchObject({ kind: 'facts', facts: [{ kind: 'refund-succeeded', reference: 'R-once' }] })
})
