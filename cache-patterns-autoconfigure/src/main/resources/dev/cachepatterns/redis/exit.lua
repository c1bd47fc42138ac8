-- Last step of a write: publishes its value if it was alone, else takes its token out.
-- KEYS entry   ARGV token, frame ('' for none), milliseconds   returns 1 if the value is stored
local state = redis.call('GETRANGE', KEYS[1], 0, 1)
if state == '\1V' or state == '\1L' then
  if ARGV[2] ~= '' and redis.call('GETRANGE', KEYS[1], 0, 9) == string.sub(ARGV[2], 1, 10) then return 1 end
  redis.call('DEL', KEYS[1])
  return 0
end
if state ~= '\1W' then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local intent = redis.call('GET', KEYS[1])
local alone = intent == '\1W\0' .. ARGV[1] .. string.sub(intent, 12, 19)
local others, last = '', 0
for i = 4, #intent, 16 do
  local deadline = struct.unpack('>I8', intent, i + 8)
  if string.sub(intent, i, i + 7) ~= ARGV[1] and deadline >= now then
    others = others .. string.sub(intent, i, i + 15)
    last = math.max(last, deadline)
  end
end
if others ~= '' then
  redis.call('SET', KEYS[1], '\1W\1' .. others, 'PX', string.format('%.0f', math.max(1, last - now)))
  return 0
end
if alone and ARGV[2] ~= '' then
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1
end
redis.call('DEL', KEYS[1])
return 0
