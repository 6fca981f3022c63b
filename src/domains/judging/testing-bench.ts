import { sql } from 'kysely'
import type { Person } from '../../kernel/policy.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { entryDomains, wireEntries } from '../entries/testing.ts'
import { uploadsDomain } from '../uploads/index.ts'
import * as contract from './contract.ts'
import { judgingDomain } from './index.ts'
import { aJudgedContest, aPanel, type JudgedContest } from './testing.ts'

/** A node with a judged contest of two works and a panel of two, and the requests tests send most. */
export async function judgingBench() {
  const app = await testApp()
  wireEntries()
  const { send } = await testServer(app, [...entryDomains, uploadsDomain, judgingDomain])
  const current: { contest?: JudgedContest; panelId?: string; lead?: Person; second?: Person } = {}
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('set a panel up first')
    return value
  }
  const at = {
    get contest() {
      return there(current.contest)
    },
    get panelId() {
      return there(current.panelId)
    },
    get lead() {
      return there(current.lead)
    },
    get second() {
      return there(current.second)
    },
  }

  async function setUp(given: Parameters<typeof aJudgedContest>[1] = { works: 2 }): Promise<void> {
    current.contest = await aJudgedContest(app, given)
    await seat()
  }
  async function seat(given: Parameters<typeof aPanel>[2] = {}): Promise<void> {
    const { panel, judges } = await aPanel(app, at.contest, given)
    Object.assign(current, { panelId: panel.id, lead: judges[0], second: judges[1] })
  }

  const panel = () => ({ panelId: at.panelId })
  const draw = () => send(contract.drawWorks, { as: at.contest.owner, params: panel() })
  const desk = async (as: Person) => (await send(contract.desk, { as, params: panel() })).body
  const read = async (as: Person, sheetId: string) => (await send(contract.readSheet, { as, params: { sheetId } })).body
  const progress = async (as: Person) => (await send(contract.progress, { as, params: panel() })).body
  const change = (aspect: string, value: string | null, sequence: number, comment = '') => ({
    aspect,
    value,
    comment,
    sequence: String(sequence),
  })
  const save = (as: Person, sheetId: string, changes: object[], remark?: string) =>
    send(contract.saveScores, {
      as,
      params: { sheetId },
      body: { changes, ...(remark !== undefined && { remark }) },
    })
  const submit = (as: Person, sheetId: string) => send(contract.submitSheet, { as, params: { sheetId } })
  const lock = (as: Person) => send(contract.lockPanel, { as, params: panel() })
  const sheetsOf = async (as: Person): Promise<{ id: string; blindCode: string; state: string }[]> =>
    (await desk(as)).sheets
  const firstSheet = async (as: Person): Promise<string> => there((await sheetsOf(as))[0]).id

  /** Gives both marks and hands the sheet in. */
  async function fill(as: Person, sheetId: string, a1 = '2', a2 = '3') {
    const saved = await save(as, sheetId, [change('A1', a1, 1), change('A2', a2, 1)])
    if (saved.status !== 200) throw new Error(`the marks were refused: ${JSON.stringify(saved.body)}`)
    return submit(as, sheetId)
  }
  const notices = async (person: Person, kind: string): Promise<{ link: string; params: unknown }[]> =>
    (
      await sql<{ link: string; params: unknown }>`select link, params from notice
        where person_id = ${person.id} and kind like ${kind}`.execute(app.db.kysely)
    ).rows

  return {
    app,
    send,
    at,
    setUp,
    seat,
    draw,
    desk,
    read,
    progress,
    change,
    save,
    submit,
    lock,
    sheetsOf,
    firstSheet,
    fill,
    notices,
  }
}
