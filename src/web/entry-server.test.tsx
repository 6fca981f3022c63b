import { expect, it } from 'vitest'
import { Refused, type RenderRequest, documentHtml, render } from './entry-server.tsx'

const ask = (url: string, part: Partial<RenderRequest> = {}) =>
  render({
    url,
    scheme: 'auto',
    viewer: null,
    serverTime: '2026-11-22T06:32:07Z',
    development: true,
    call: () => Promise.reject(new Refused({ code: 'kernel.defect', status: 500, requestId: '7F3A' })),
    ...part,
  })

it('a public page is sent as HTML in its language', async () => {
  const chinese = await ask('/zh/dev/ui')
  expect(chinese.status).toBe(200)
  expect(chinese.state.rendered).toBe('page')
  expect(chinese.head.title).toBe('组件 · 竞知 Palestra')
  expect(chinese.body).toContain('报名并支付 ¥120')
  expect((await ask('/en/dev/ui')).body).toContain('Enter and pay ¥120')
})

it('an address nobody lives at is 404, and so is a page for development elsewhere', async () => {
  const lost = await ask('/en/nowhere')
  expect(lost.status).toBe(404)
  expect(lost.body).toContain('There is nothing at this address')
  expect((await ask('/en/dev/ui', { development: false })).status).toBe(404)
})

it('a document names both languages, carries its state as data and runs no script inline', async () => {
  const rendered = {
    ...(await ask('/zh/dev/ui')),
    head: { title: 'A </title><script>', jsonLd: { name: '</script>' } },
  }
  const html = documentHtml({
    manifest: {
      'src/web/main.tsx': { file: 'assets/main.js', imports: ['_shared.js'], isEntry: true },
      '_shared.js': { file: 'assets/shared.js' },
      'style.css': { file: 'assets/style.css' },
    },
    rendered,
    origin: 'https://palestra.example',
    url: '/zh/dev/ui?x=1',
    scheme: 'dark',
  })
  expect(html).toContain('<html lang="zh-CN" data-mantine-color-scheme="dark">')
  expect(html).toContain('hreflang="en" href="https://palestra.example/en/dev/ui"')
  expect(html).toContain('hreflang="x-default" href="https://palestra.example/dev/ui"')
  expect(html).toContain('rel="canonical" href="https://palestra.example/zh/dev/ui"')
  expect(html).toContain('<title>A &lt;/title&gt;&lt;script&gt;</title>')
  expect(html).toContain('href="/assets/style.css"')
  expect(html).toContain('rel="modulepreload" href="/assets/shared.js"')
  const scripts = [...html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)]
  expect(scripts).toHaveLength(3)
  for (const [, attributes = '', inner = ''] of scripts) {
    expect(attributes.includes('src=') ? inner === '' : /application\/(ld\+)?json/.test(attributes)).toBe(true)
  }
})
