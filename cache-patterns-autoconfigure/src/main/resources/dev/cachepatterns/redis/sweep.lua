-- Removes entries of generations that are gone. What is no entry stays, and so does all while a clear is in flight.
-- KEYS entries, as many generations   returns how many were removed
--include entry.lua
local removed, half = 0, #KEYS / 2
for i = 1, half do
  local head = redis.pcall('GETRANGE', KEYS[i], 0, 17)
  local state = type(head) == 'string' and string.sub(head, 1, 2) or ''
  if entry(state) then
    local generation = redis.call('GETRANGE', KEYS[half + i], 0, 9)
    local known = generation == '' or string.sub(generation, 1, 2) == '\1G'
    if known and generation ~= '\1G' .. string.sub(head, 11) then
      removed = removed + redis.call('UNLINK', KEYS[i])
    end
  end
end
return removed
