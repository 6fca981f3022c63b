import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { useGo } from '../../ui/link.tsx'

/** A certificate's number leads to its public record; nobody needs an account for that. */
export const CheckForm = ({ label, placeholder, act }: { label: string; placeholder: string; act: string }) => {
  const go = useGo()
  const [number, setNumber] = useState('')
  return (
    <form
      className="home-check-form"
      onSubmit={event => {
        event.preventDefault()
        const wanted = number.trim()
        go(wanted ? `/certificates/${encodeURIComponent(wanted)}` : '/certificates')
      }}
    >
      <input
        className="pl-input pl-mono"
        aria-label={label}
        placeholder={placeholder}
        value={number}
        onChange={event => setNumber(event.target.value)}
        maxLength={60}
        spellCheck={false}
      />
      <Button variant="ink" type="submit">
        {act}
      </Button>
    </form>
  )
}
