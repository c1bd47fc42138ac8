-- First step of a write: adds a writer to the intent.
-- KEYS entry, generation   ARGV token, milliseconds, a random number for the generation if there is none
local state = redis.call('GETRANGE', KEYS[1], 0, 1)
if state ~= '' and state ~= '\1W' and not entry(state) then return false end
enter(KEYS[1], state, ARGV[1], ARGV[2])
return redis.call('GET', KEYS[2]) or renew(KEYS[2], ARGV[3])
