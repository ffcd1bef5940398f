// Node 20 lacks Promise.withResolvers, which libp2p calls. Every entry point imports this module first.
/* eslint-disable */
const PromiseConstructor = Promise as any
if (typeof PromiseConstructor.withResolvers !== 'function') {
  PromiseConstructor.withResolvers = function (this: any) {
    let resolve: unknown
    let reject: unknown
    const promise = new this((accept: unknown, refuse: unknown) => {
      resolve = accept
      reject = refuse
    })
    return { promise, resolve, reject }
  }
}
export {}
