-- Stores a value under the current generation, unless a writer or a clear is in flight. A value of another format
-- stays, and ends with its generation.
-- KEYS entry, generation   ARGV stamp, payload, milliseconds
--include entry.lua
local state = redis.call('GETRANGE', KEYS[1], '0', '1')
if state ~= '' and not entry(state) then
  if state ~= '\1W' then rotate(KEYS[2]) end
  return 0
end
local generation = redis.call('GET', KEYS[2])
if not generation then
  --include history.lua
  generation = renew(KEYS[2], ARGV[1])
elseif string.sub(generation, 1, 2) ~= '\1G' then
  return 0
end
redis.call('SET', KEYS[1], '\1V' .. ARGV[1] .. string.sub(generation, 3, 10) .. ARGV[2], 'PX', ARGV[3])
return 1
