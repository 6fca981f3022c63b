import type { Shot } from '../../shot.ts'

const contest = '/competitions/delta-data-5'

export const shots: readonly Shot[] = [
  { name: 'competitions', path: '/competitions', as: 'visitor' },
  { name: 'competition', path: contest, as: 'visitor' },
  { name: 'competition-rules', path: `${contest}/rules`, as: 'visitor' },
  { name: 'competition-compare', path: `${contest}/rules/compare?from=2&to=3`, as: 'visitor' },
  { name: 'competition-schedule', path: `${contest}/schedule`, as: 'visitor' },
  { name: 'competition-prizes', path: `${contest}/prizes`, as: 'visitor' },
  { name: 'competition-news', path: `${contest}/announcements`, as: 'visitor' },
  { name: 'competition-announced', path: '/competitions/mechatronics-students', as: 'visitor' },
  { name: 'organise', path: '/organise', as: 'visitor' },
  { name: 'organise-new', path: '/organise/new?template=data-report', as: 'owner' },
]
