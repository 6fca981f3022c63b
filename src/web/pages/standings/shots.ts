import type { Shot } from '../../shot.ts'

export const shots: Shot[] = [
  { name: 'results', path: '/competitions/logistics-simulation/results#0036', as: 'visitor' },
  { name: 'results-provisional', path: '/competitions/winter-skating/results#0024', as: 'visitor' },
  { name: 'results-list', path: '/results', as: 'visitor' },
]
