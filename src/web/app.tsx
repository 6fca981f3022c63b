import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type Site, SiteProvider } from './site.tsx'
import type { makeRouter } from './router.tsx'

/** The whole application around a router that has already loaded its first page. */
export const App = ({
  queries,
  router,
  site,
  onShown,
}: {
  queries: QueryClient
  router: ReturnType<typeof makeRouter>
  site: Site
  /** After the first render is on screen. */
  onShown?: () => void
}) => {
  useEffect(() => onShown?.(), [onShown])
  return (
    <QueryClientProvider client={queries}>
      <SiteProvider site={site}>
        <RouterProvider router={router} />
      </SiteProvider>
    </QueryClientProvider>
  )
}
