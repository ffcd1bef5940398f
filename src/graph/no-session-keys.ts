// Noise writes session keys to its log if the environment has DUMP_SESSION_KEYS, which it reads once, when it is loaded. Keys
// are never logged here, whatever a shell or a service file left in the environment. Import it before Noise.
delete process.env['DUMP_SESSION_KEYS']
export {}
