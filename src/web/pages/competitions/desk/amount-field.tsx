import { useState } from 'react'
import { storageExponent } from '../../../../kernel/money.ts'
import { NumberField } from '../../../ui/field.tsx'
import { majorText, minorFrom } from './numbers.ts'

/** An amount typed in major units and kept in minor ones. What is being typed is left alone until it makes an amount. */
export const AmountField = ({
  label,
  currency,
  minor,
  onChange,
}: {
  label: string
  currency: string
  minor: string
  onChange: (minor: string) => void
}) => {
  const exponent = storageExponent(currency)
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <NumberField
      label={label}
      decimals
      unit={currency}
      value={typed ?? majorText(minor, exponent)}
      onBlur={() => setTyped(null)}
      onChange={text => {
        setTyped(text)
        onChange(minorFrom(text, exponent))
      }}
    />
  )
}
