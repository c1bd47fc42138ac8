-- Stores an entry only if the key still has the expected stamp.
-- KEYS entry   ARGV expected stamp ('' for nothing), frame, milliseconds
local head = redis.call('GETRANGE', KEYS[1], 0, 9)
if head == '' then
  if ARGV[1] ~= '' then return 0 end
else
  local state = string.sub(head, 1, 2)
  if not entry(state) then return 0 end
  local stamp = string.sub(head, 3)
  if stamp == string.sub(ARGV[2], 3, 10) and state == string.sub(ARGV[2], 1, 2) then return 1 end
  if stamp ~= ARGV[1] then return 0 end
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
