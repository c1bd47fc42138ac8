-- Removes whatever a reader could see; an intent becomes dirty and keeps its time; a value of another format stays, and
-- ends with its generation.
-- KEYS entry, generation   returns 1 if a live value was there
--include entry.lua
local head = redis.call('GETRANGE', KEYS[1], '0', '17')
local state = string.sub(head, 1, 2)
if state == '\1W' then
  redis.call('SETRANGE', KEYS[1], '2', '\1')
  return 0
end
if not entry(state) then
  if state ~= '' then rotate(KEYS[2]) end
  return 0
end
local live = state ~= '\1L' and redis.call('GETRANGE', KEYS[2], '0', '9') == '\1G' .. string.sub(head, 11)
redis.call('DEL', KEYS[1])
return live and 1 or 0
