-- First step of a write: adds a writer to the intent. A value of another format, which is not to be touched, has to
-- die with its generation: then the intent is that of a clear of the bucket.
-- KEYS entry, generation   ARGV token, milliseconds, a random number for the generation if there is none
local state = redis.call('GETRANGE', KEYS[1], 0, 1)
if state ~= '' and state ~= '\1W' and not entry(state) then
  enter_clear(KEYS[2], ARGV[1], ARGV[2])
  return false
end
enter(KEYS[1], state, ARGV[1], ARGV[2])
return redis.call('GET', KEYS[2]) or renew(KEYS[2], ARGV[3])
