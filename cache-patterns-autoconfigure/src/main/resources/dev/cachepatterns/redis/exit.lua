-- Last step of a write: publishes its value if it was alone, else takes its token out.
-- KEYS entry   ARGV token, frame ('' for none), milliseconds   returns 1 if the value is stored
local state = redis.call('GETRANGE', KEYS[1], 0, 1)
if entry(state) then
  if ARGV[2] ~= '' and redis.call('GETRANGE', KEYS[1], 0, 9) == string.sub(ARGV[2], 1, 10) then return 1 end
  redis.call('DEL', KEYS[1])
  return 0
end
if state ~= '\1W' then return 0 end
local intent = redis.call('GET', KEYS[1])
local writers, last = others(intent, ARGV[1])
if writers ~= '' then
  store(KEYS[1], '\1', writers, last)
  return 0
end
if ARGV[2] ~= '' and intent == '\1W\0' .. ARGV[1] .. string.sub(intent, 12, 19) then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1
end
redis.call('DEL', KEYS[1])
return 0
