-- First step of a write: adds a writer to the intent.
-- KEYS entry, generation if it is wanted   ARGV the intent of this writer alone, milliseconds
-- returns the generation, '' if it is not wanted, nothing if there is a value of another format, which stays
local state = redis.call('GETRANGE', KEYS[1], '0', '1')
if state == '\1W' then
  --include intent.lua
  enter(KEYS[1], state, string.sub(ARGV[1], 4, 11), ARGV[2])
elseif state == '' or state == '\1V' or state == '\1L' or state == '\1E' then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
else
  return false
end
if not KEYS[2] then return '' end
local generation = redis.call('GET', KEYS[2])
if generation then return generation end
--include history.lua
return renew(KEYS[2], string.sub(ARGV[1], 4))
