import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type Site, SiteProvider } from './site.tsx'
import type { makeRouter } from './router.tsx'

/** The whole application around a router that has already loaded its first page. */
export const App = ({
  queries,
  router,
  site,
}: {
  queries: QueryClient
  router: ReturnType<typeof makeRouter>
  site: Site
}) => (
  <QueryClientProvider client={queries}>
    <SiteProvider site={site}>
      <RouterProvider router={router} />
    </SiteProvider>
  </QueryClientProvider>
)
