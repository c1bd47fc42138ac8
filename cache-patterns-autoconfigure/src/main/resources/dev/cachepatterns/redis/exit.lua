-- Last step of a write: publishes its value if it was alone, else takes its token out, of the key or of the generation.
-- KEYS entry, generation   ARGV token, frame ('' for none), milliseconds   returns 1 if the value is stored
local state = redis.call('GETRANGE', KEYS[1], 0, 1)

-- Who is not in the intent of the key may be in that of its bucket
local function leave_bucket()
  local generation = redis.call('GET', KEYS[2])
  if generation and string.sub(generation, 1, 2) == '\1W' and string.find(generation, ARGV[1], 4, true) then
    leave_clear(KEYS[2], ARGV[1])
  end
  return 0
end

if entry(state) then
  if ARGV[2] ~= '' and redis.call('GETRANGE', KEYS[1], 0, 9) == string.sub(ARGV[2], 1, 10) then return 1 end
  redis.call('DEL', KEYS[1])
  return leave_bucket()
end
if state == '' then return leave_bucket() end
if state ~= '\1W' then
  -- A value of another format
  leave_clear(KEYS[2], ARGV[1])
  return 0
end
local intent = redis.call('GET', KEYS[1])
local mine = string.find(intent, ARGV[1], 4, true)
local writers, last = others(intent, ARGV[1])
if writers ~= '' then
  store(KEYS[1], '\1', writers, last)
elseif ARGV[2] ~= '' and intent == '\1W\0' .. ARGV[1] .. string.sub(intent, 12, 19) then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1
else
  redis.call('DEL', KEYS[1])
end
return mine and 0 or leave_bucket()
