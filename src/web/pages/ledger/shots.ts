import type { Shot } from '../../shot.ts'

export const shots: Shot[] = [
  { name: 'journal', path: '/console/jianglan/money', as: 'owner' },
  { name: 'trial-balance', path: '/console/jianglan/money?view=accounts', as: 'owner' },
]
