import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as accounts from '../../src/domains/accounts/contract.ts'
import { codeIn, lastMail } from '../../src/domains/accounts/testing.ts'
import { aCompetition } from '../../src/domains/competitions/testing.ts'
import { monotonicMs, systemClock } from '../../src/kernel/clock.ts'
import { testApp } from '../../src/kernel/testing/index.ts'
import { demoPassword } from '../../src/main/demo-people.ts'
import { siteProcess } from '../http/site-process.ts'
import { builtSite } from './built-site.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const hasBrowser = existsSync(executablePath)
if (!hasBrowser) console.info(`browser journeys are skipped: there is no ${executablePath} (CHROMIUM names another)`)

const phone = { width: 360, height: 740 }
const desk = { width: 1440, height: 900 }
const slug = 'browser-journey'
const newcomer = { name: '陈知远', email: 'zhiyuan.chen@people.example', password: '晨光 河流 石桥 二十七' }

/** The demonstration on the built site, and one more competition that is open; a browser of each role in turn. */
describe.skipIf(!hasBrowser)('the journey in a browser', async () => {
  const app = { ...(await testApp()), clock: systemClock }
  const running: { browser?: Browser; site?: ReturnType<typeof siteProcess>; remove?(): void } = {}
  const browser = () => {
    if (!running.browser) throw new Error('no browser')
    return running.browser
  }
  const site = () => {
    if (!running.site) throw new Error('no site')
    return running.site
  }

  beforeAll(async () => {
    const { root, remove } = await builtSite()
    running.remove = remove
    running.site = siteProcess(app.database.url, 4251, { command: 'all', root, env: { DEMO: '1' } })
    await running.site.start()
    const owner = await app.db.pool.query<{ id: string }>(
      `select s.organisation_id as id from staff s join person p on p.id = s.person_id
        where p.email = 'owner@palestra.example' limit 1`,
    )
    await app.db.transaction(tx =>
      aCompetition(tx, {
        organisationId: owner.rows[0]?.id ?? '',
        now: app.clock.now(),
        slug,
        title: 'Browser contest',
        fields: [{ kind: 'text', key: 'school', label: { 'zh-CN': '年级', en: 'Year of study' } }],
      }),
    )
    running.browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
    })
  }, 400_000)
  afterAll(async () => {
    await running.browser?.close()
    await running.site?.close()
    running.remove?.()
  })

  /** A page of somebody's own browser; defects of a page fail the test at its end. */
  async function open(viewport: { width: number; height: number }, as?: string) {
    const context = await browser().newContext({ viewport, baseURL: site().base, timezoneId: 'Asia/Shanghai' })
    context.setDefaultTimeout(20_000)
    if (as) {
      const answer = await context.request.fetch(accounts.signIn.path, {
        method: accounts.signIn.method,
        data: { email: `${as}@palestra.example`, password: demoPassword },
      })
      expect(answer.status(), await answer.text()).toBe(200)
    }
    const page = await context.newPage()
    const defects: string[] = []
    page.on('pageerror', error => defects.push(String(error)))
    return { page, context, defects }
  }

  /** Nothing to scroll sideways: the page is as wide as the screen. */
  async function fits(page: Page): Promise<void> {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0)
  }

  const numbers = { entry: '' }

  it('a contestant signs up, enters and pays on a phone, in Chinese, in under two minutes', async () => {
    const { page, defects } = await open(phone)
    const started = monotonicMs()
    await page.goto(`/zh/competitions/${slug}/enter`)
    await fits(page)
    await page.getByRole('link', { name: '注册', exact: true }).last().click()
    await page.getByLabel('姓名').fill(newcomer.name)
    await page.getByLabel('邮箱').fill(newcomer.email)
    await page.getByLabel(/^密码/).fill(newcomer.password)
    await page.getByRole('checkbox', { name: /我已读过/ }).check()
    await fits(page)
    await page.getByRole('button', { name: '发送验证码' }).click()
    await page.getByRole('heading', { name: '输入六位验证码' }).waitFor()
    const code = codeIn(await lastMail(app, newcomer.email))
    await page.getByLabel('邮件里的验证码', { exact: true }).fill(code)
    await page.getByRole('heading', { name: '选手资料' }).waitFor()
    await page.getByRole('textbox', { name: '年级' }).fill('大三')
    await page.getByRole('checkbox', { name: /我已阅读/ }).check()
    await fits(page)
    await page.getByRole('button', { name: /报名并支付/ }).click()
    await page.getByRole('button', { name: /用沙盒渠道支付/ }).click()
    await page.getByRole('button', { name: /付款成功/ }).click()
    await page.getByText('已到账，名额归你').waitFor()
    await fits(page)
    const seconds = (monotonicMs() - started) / 1000
    console.info(`sign-up to paid entry at 360 px: ${seconds.toFixed(1)} s`)
    expect(seconds).toBeLessThan(120)
    const entry = await app.db.pool.query(
      `select e.number, e.state from entry e join person p on p.id = e.person_id where p.email = $1`,
      [newcomer.email],
    )
    expect(entry.rows).toMatchObject([{ state: 'in-review' }])
    numbers.entry = entry.rows[0].number
    // A Chinese page in an English browser: the account and its mails are Chinese.
    const account = await app.db.pool.query('select locale from person where email = $1', [newcomer.email])
    expect(account.rows).toEqual([{ locale: 'zh-CN' }])
    expect(defects).toEqual([])
  })

  it('the organiser accepts the entry at a desk, in English', async () => {
    const { page, defects } = await open(desk, 'owner')
    const { rows } = await app.db.pool.query<{ id: string }>('select id from competition where slug = $1', [slug])
    await page.goto(`/en/console/${rows[0]?.id}/entries`)
    await page.getByRole('heading', { name: 'Entries and review' }).waitFor()
    await page.getByText(newcomer.name).first().click()
    await page
      .getByRole('complementary', { name: 'Entry' })
      .or(page.getByRole('region', { name: 'Entry' }))
      .waitFor()
    await page
      .getByRole('button', { name: /^Accept/ })
      .last()
      .click()
    await expect
      .poll(
        async () =>
          (await app.db.pool.query('select state from entry where number = $1', [numbers.entry])).rows[0]?.state,
        { timeout: 15_000 },
      )
      .toBe('confirmed')
    expect(defects).toEqual([])
  })

  it('the organiser makes a draft from a template', async () => {
    const { page, defects } = await open(desk, 'owner')
    await page.goto('/en/organise/new')
    await page
      .getByRole('textbox', { name: /English/ })
      .first()
      .fill('Made in a browser')
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: 'Make the draft' }).click()
    await page.waitForURL(/\/setup\//)
    await page.getByRole('navigation', { name: 'Steps' }).waitFor()
    await fits(page)
    const made = await app.db.pool.query(`select state from competition where title->>'en' = 'Made in a browser'`)
    expect(made.rows).toEqual([{ state: 'draft' }])
    expect(defects).toEqual([])
  })

  it.each([
    ['a desk', desk],
    ['a phone', phone],
  ])('a judge scores with number keys at %s, and a reload keeps the marks', async (_, viewport) => {
    const { page, defects } = await open(viewport, 'judge')
    await page.goto('/en/judge')
    await page
      .getByRole('link', { name: 'Judge', exact: true })
      .or(page.getByRole('button', { name: 'Judge', exact: true }))
      .first()
      .click()
    await page.waitForURL(/\/judge\/[0-9a-f-]{36}/)
    const marks = async () =>
      (
        await app.db.pool.query<{ aspect: string; value: string }>(
          `select c.sheet_id, c.aspect, c.value::text from sheet_score c join score_sheet s on s.id = c.sheet_id
            join panel_seat j on j.id = s.seat_id join person p on p.id = j.person_id
            where p.email = 'judge@palestra.example' order by 1, 2`,
        )
      ).rows
    const rubric = page.getByRole('tab', { name: 'Rubric' })
    await page.waitForLoadState('networkidle').catch(() => undefined)
    if (await rubric.isVisible()) await rubric.click()
    const before = await marks()
    const added = async () => {
      const known = new Set(before.map(mark => JSON.stringify(mark)))
      return (await marks()).filter(mark => !known.has(JSON.stringify(mark))).map(mark => mark.value)
    }
    // The last of three quick keys counts, although the page is loaded anew before anything is acknowledged.
    for (const key of ['1', '2', '3']) await page.keyboard.press(key)
    await page.reload()
    await expect.poll(added, { timeout: 15_000 }).toEqual(['3'])
    await fits(page)
    expect(defects).toEqual([])
  })

  it('a stranger reads final results, gets the bundle and checks a certificate', async () => {
    const { page, context, defects } = await open(desk)
    await page.goto('/en/competitions/logistics-simulation/results')
    await page
      .getByRole('heading', { name: /Final results/ })
      .first()
      .waitFor()
    await fits(page)
    const bundle = await context.request.get('/api/competitions/logistics-simulation/results/bundle.json')
    expect(bundle.status()).toBe(200)
    expect(await page.locator('a[href$="bundle.json"]').count()).toBeGreaterThan(0)
    const { rows } = await app.db.pool.query<{ number: string }>('select number from credential limit 1')
    await page.goto('/en/certificates')
    await page
      .getByRole('textbox')
      .first()
      .fill(rows[0]?.number ?? '')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/certificates\/PL-/)
    await page.getByText('Valid', { exact: true }).first().waitFor()
    expect(defects).toEqual([])
  })
})
