import './ui/styles.css'
import { hydrate } from '@tanstack/react-query'
import { createBrowserHistory } from '@tanstack/react-router'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { call } from './call.ts'
import { documentTitle, headOf } from './head.ts'
import { makeQueryClient } from './query-client.ts'
import { makeRouter } from './router.tsx'
import { type Site, serverClock } from './site.tsx'
import type { PageState } from './state.ts'

/** Takes over the page the server sent. */

const readState = (): PageState => {
  const text = document.getElementById('pl-state')?.textContent
  if (!text) throw new Error('the page came without its state')
  return JSON.parse(text)
}

const start = async () => {
  const state = readState()
  const container = document.getElementById('root')
  if (!container) throw new Error('the page came without its root')
  const clock = serverClock(state.serverTime)
  const site: Site = {
    locale: state.locale,
    scheme: state.scheme,
    viewer: state.viewer,
    zone: state.zone,
    clock,
    shown: () => clock.run(),
    address: '',
    development: state.development,
  }
  const queries = makeQueryClient()
  hydrate(queries, state.queries)
  const router = makeRouter({
    site,
    context: { queries, transport: call, locale: state.locale, shellOnly: () => false },
    history: createBrowserHistory(),
    browser: true,
  })

  router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
    const loaded = router.state.matches.at(-1)?.loaderData
    document.title = documentTitle(
      loaded?.view ? headOf({ ...loaded, view: loaded.view }, queries, state.locale).title : undefined,
      state.locale,
    )
    if (!fromLocation || !pathChanged || toLocation.hash) return
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  })

  const app = <App queries={queries} router={router} site={site} />
  await router.load()
  if (state.rendered === 'page') {
    // The server rendered without suspense boundaries at the root; say so, so that both trees are the same.
    router.ssr = { manifest: undefined }
    hydrateRoot(container, app)
  } else {
    container.textContent = ''
    createRoot(container).render(app)
  }
}

void start()
