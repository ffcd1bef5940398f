import { describe, expect, test } from 'vitest'
import { parseDropFolder, parseReceiptKeys, parseSeal } from '../../src/base/index.js'

const RECIPIENT = `age1${'q'.repeat(58)}`

describe('keys of receipts', () => {
  test.each([
    ['vendor.example=vendor.pem', 'vendor.example', 'vendor.pem'],
    ['*.vendor.example/reports/*=/etc/keys/a=b.pem', 'vendor.example', '/etc/keys/a=b.pem']
  ])('%s', (text, host, file) => {
    expect(parseReceiptKeys(text)).toMatchObject({ pattern: { host }, file })
  })
  test.each([
    '',
    'vendor.example',
    'vendor.example=',
    '=vendor.pem',
    'vendor.example:8443=a.pem',
    'a b=c.pem',
    'a=b\0c'
  ])('not %j', (text) => expect(parseReceiptKeys(text)).toBeUndefined())
})

describe('recipients of sealed uploads', () => {
  test.each([RECIPIENT, `age1pq1${'q'.repeat(1900)}`])('a pattern and a recipient %#', (recipient) => {
    expect(parseSeal(`vendor.example=${recipient}`)).toMatchObject({ recipient })
  })
  test.each([
    `vendor.example=${RECIPIENT}b`,
    `vendor.example=${RECIPIENT.toUpperCase()}`,
    'vendor.example=age1b',
    RECIPIENT
  ])('not %s', (text) => expect(parseSeal(text)).toBeUndefined())
})

describe('drop folders', () => {
  test.each([
    ['https://vendor.example/reports=uploads', 'https://vendor.example/reports', 'uploads'],
    ['http://vendor.example:8080/in?kind=xml=/srv/out box', 'http://vendor.example:8080/in?kind=xml', '/srv/out box']
  ])('%s', (text, url, folder) => {
    expect(parseDropFolder(text)).toEqual({ url, folder })
  })
  test.each([
    'uploads',
    'https://vendor.example/=',
    'vendor.example=uploads',
    'ftp://vendor.example/=uploads',
    'https://user:secret@vendor.example/=uploads',
    'https://vendor.example/#part=uploads'
  ])('not %s', (text) => expect(parseDropFolder(text)).toBeUndefined())
})
