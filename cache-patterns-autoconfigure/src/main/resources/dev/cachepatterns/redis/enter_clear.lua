-- First step of a clear: adds who clears to the intents under generations.
-- KEYS generations   ARGV token, milliseconds
--include intent.lua
for _, key in ipairs(KEYS) do
  local state = redis.call('GETRANGE', key, 0, 1)
  if state == '' or state == '\1G' or state == '\1W' then enter(key, state, ARGV[1], ARGV[2]) end
end
return 1
