import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { signIn as signInRoute } from '../src/domains/accounts/contract.ts'
import type { Role, Shot } from '../src/web/shot.ts'

/**
 * `npm run shots [-- name…]`: opens every page listed in `src/web/pages/<domain>/shots.ts` as its role, at 360 and 1440 px, in
 * both languages and schemes, writes pictures and a contact sheet to `shots/`, and prints what breaks the rules.
 *
 * BASE_URL is a running site with the demonstration (default http://localhost:3000). CHROMIUM is the browser's path.
 * SHOTS_PASSWORD signs the demonstration's people in. SHOTS_QUICK=1 takes light zh at both widths only.
 */
const base = process.env['BASE_URL'] ?? 'http://localhost:3000'
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const password = process.env['SHOTS_PASSWORD'] ?? 'palestra-demo'
const quick = process.env['SHOTS_QUICK'] === '1'
const out = join(import.meta.dirname, '..', 'shots')

/** People of the demonstration by role; SHOTS_<ROLE> names another address. */
const addresses: Record<Exclude<Role, 'visitor'>, string> = {
  contestant: 'contestant@palestra.example',
  owner: 'owner@palestra.example',
  reviewer: 'reviewer@palestra.example',
  finance: 'finance@palestra.example',
  judge: 'judge@palestra.example',
  lead: 'lead-judge@palestra.example',
  supervisor: 'supervisor@palestra.example',
  operator: 'operator@palestra.example',
}

interface Finding {
  shot: string
  what: string
}

const widths = [360, 1440] as const
const languages = quick ? (['zh'] as const) : (['zh', 'en'] as const)
const schemes = quick ? (['light'] as const) : (['light', 'dark'] as const)

const collect = async (): Promise<Shot[]> => {
  const folder = join(import.meta.dirname, '..', 'src/web/pages')
  const found: Shot[] = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !readdirSync(join(folder, entry.name)).includes('shots.ts')) continue
    const module: { shots: Shot[] } = await import(pathToFileURL(join(folder, entry.name, 'shots.ts')).href)
    found.push(...module.shots)
  }
  return found
}

const signIn = async (context: BrowserContext, role: Role): Promise<void> => {
  if (role === 'visitor') return
  const email = process.env[`SHOTS_${role.toUpperCase()}`] ?? addresses[role]
  const answer = await context.request.fetch(base + signInRoute.path, {
    method: signInRoute.method,
    data: { email, password },
    headers: { origin: base, 'idempotency-key': crypto.randomUUID() },
  })
  if (!answer.ok()) throw new Error(`${role} cannot sign in as ${email}: ${answer.status()} ${await answer.text()}`)
}

/** What can be measured of the look: sideways scroll, small text, more than one seal fill, axe. */
const inspect = async (page: Page, shot: Shot, width: number): Promise<string[]> => {
  const measured = await page.evaluate(() => {
    const visible = (element: Element) => {
      const box = element.getBoundingClientRect()
      return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility !== 'hidden'
    }
    const small = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement
      const text = walker.currentNode.textContent?.trim()
      if (!parent || !text || !visible(parent) || parent.closest('script, style, .pl-hidden')) continue
      if (Number.parseFloat(getComputedStyle(parent).fontSize) < 11.99) small.add(text.slice(0, 24))
    }
    const seals = [...document.querySelectorAll('.pl-button-seal')].filter(
      button => visible(button) && !button.matches('[disabled], [aria-disabled="true"]'),
    )
    return {
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      small: [...small],
      seals: seals.length,
      broken: document.body.innerText.match(/\{\{\w+\}\}|\[object Object\]|undefined|NaN/)?.[0],
    }
  })
  const findings: string[] = []
  if (width === 360 && measured.overflow > 0) findings.push(`scrolls sideways by ${measured.overflow} px`)
  if (measured.small.length > 0) findings.push(`text under 12 px: ${measured.small.slice(0, 3).join(' | ')}`)
  if (measured.seals > 1 && !shot.manySeals) findings.push(`${measured.seals} seal fills`)
  if (measured.broken) findings.push(`shows ${measured.broken}`)
  const axe = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  for (const violation of axe.violations) {
    if (violation.impact !== 'serious' && violation.impact !== 'critical') continue
    const where = violation.nodes.slice(0, 2).map(node => node.target.join(' '))
    findings.push(`axe ${violation.id} × ${violation.nodes.length}: ${where.join(' | ')}`)
  }
  return findings
}

const take = async (browser: Browser, shot: Shot, findings: Finding[]): Promise<string[]> => {
  const pictures: string[] = []
  for (const width of widths) {
    const context = await browser.newContext({ viewport: { width, height: width === 360 ? 780 : 900 } })
    // tsx names functions through a helper that the page does not have.
    await context.addInitScript('globalThis.__name = value => value')
    await signIn(context, shot.as)
    for (const language of languages) {
      for (const scheme of schemes) {
        await context.addCookies([{ name: 'pl_scheme', value: scheme, url: base }])
        const name = `${shot.name}.${language}-${width}${scheme === 'dark' ? '-dark' : ''}`
        const page = await context.newPage()
        const errors: string[] = []
        page.on('pageerror', error => errors.push(error.message.slice(0, 160)))
        try {
          await page.goto(`${base}/${language}${shot.path === '/' ? '' : shot.path}`, { waitUntil: 'load' })
          await page.waitForFunction(() => !document.querySelector('.pl-pending'), undefined, { timeout: 10_000 })
          await page.evaluate(() => document.fonts.ready.then(() => undefined))
          await shot.prepare?.(page)
          await page.waitForTimeout(250)
          await page.screenshot({ path: join(out, `${name}.png`), fullPage: true })
          pictures.push(name)
          for (const what of await inspect(page, shot, width)) findings.push({ shot: name, what })
        } catch (error) {
          findings.push({
            shot: name,
            what: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
          })
        }
        for (const error of errors) findings.push({ shot: name, what: `error: ${error}` })
        await page.close()
      }
    }
    await context.close()
  }
  return pictures
}

const sheet = async (browser: Browser, pictures: readonly string[]): Promise<void> => {
  const figures = pictures.map(
    name => `<figure><a href="${name}.png"><img src="${name}.png" alt=""></a><figcaption>${name}</figcaption></figure>`,
  )
  const html = `<!doctype html><meta charset="utf-8"><title>Shots</title><style>body{margin:16px;font:12px sans-serif;background:#c9d2d3;display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start}figure{margin:0}img{height:360px;max-width:520px;object-fit:cover;object-position:top;display:block}</style>${figures.join('')}`
  const path = join(out, 'index.html')
  writeFileSync(path, html)
  const page = await browser.newPage({ viewport: { width: 2400, height: 1200 } })
  await page.goto(pathToFileURL(path).href)
  await page.screenshot({ path: join(out, 'contact-sheet.png'), fullPage: true })
  await page.close()
}

const main = async (): Promise<number> => {
  const wanted = process.argv.slice(2)
  const shots = (await collect()).filter(shot => wanted.length === 0 || wanted.some(name => shot.name.includes(name)))
  if (shots.length === 0) {
    console.error('no page matches')
    return 2
  }
  mkdirSync(out, { recursive: true })
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  const findings: Finding[] = []
  const pictures: string[] = []
  for (const [index, shot] of shots.entries()) {
    console.log(`${index + 1} / ${shots.length}  ${shot.name}`)
    pictures.push(...(await take(browser, shot, findings)))
  }
  await sheet(browser, pictures)
  await browser.close()
  console.log(`${pictures.length} pictures in shots/, ${findings.length} findings`)
  for (const finding of findings) console.log(`  ${finding.shot.padEnd(36)} ${finding.what}`)
  return findings.length === 0 ? 0 : 1
}

process.exitCode = await main()
