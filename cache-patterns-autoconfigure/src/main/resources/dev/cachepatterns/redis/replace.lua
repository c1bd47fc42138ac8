-- Stores an entry only if the key still has the expected stamp.
-- KEYS entry   ARGV expected stamp ('' for nothing), frame, milliseconds
local head = redis.call('GETRANGE', KEYS[1], 0, 9)
if head ~= '\1L' .. ARGV[1] and (head ~= '' or ARGV[1] ~= '') then
  if head == string.sub(ARGV[2], 1, 10) then return 1 end
  if ARGV[1] == '' or (head ~= '\1V' .. ARGV[1] and head ~= '\1E' .. ARGV[1]) then return 0 end
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
