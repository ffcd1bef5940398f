// The first page: starts when the browser has read it.
import { takeToken } from './token.js'

takeToken()
