import '../../src/base/polyfill.js'
