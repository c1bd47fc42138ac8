-- Last step of a write: publishes its value if it was alone, else takes its token out.
-- KEYS entry   ARGV the intent of this writer alone; if it has a value, its frame and milliseconds
-- returns 1 if the value is stored, 2 if the writer was not in, 3 if there is a value of another format, 0 else
local head = redis.call('GETRANGE', KEYS[1], '0', '19')
if head ~= ARGV[1] then
  local state = string.sub(head, 1, 2)
  if state == '\1V' or state == '\1L' or state == '\1E' then
    if ARGV[2] and string.sub(head, 1, 10) == string.sub(ARGV[2], 1, 10) then return 1 end
    redis.call('DEL', KEYS[1])
    return 2
  end
  if state == '' then return 2 end
  if state ~= '\1W' then return 3 end
  --include intent.lua
  local token = string.sub(ARGV[1], 4, 11)
  local writers, last, intent = others(KEYS[1], token)
  local left = string.find(intent, token, 4, true) and 0 or 2
  if writers ~= '' then
    store(KEYS[1], '\1', writers, last)
    return left
  end
  if #head ~= 19 or string.sub(head, 1, 11) ~= '\1W\0' .. token then
    redis.call('DEL', KEYS[1])
    return left
  end
end
if not ARGV[2] then
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
