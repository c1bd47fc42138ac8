-- Removes an entry only if it still has the expected stamp.
-- KEYS entry   ARGV expected stamp
--include entry.lua
local head = redis.call('GETRANGE', KEYS[1], 0, 9)
if entry(string.sub(head, 1, 2)) and string.sub(head, 3) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
