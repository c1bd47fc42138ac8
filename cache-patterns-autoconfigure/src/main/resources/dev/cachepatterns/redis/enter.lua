-- First step of a write: adds a writer to the intent. Time is the server's own.
-- KEYS entry, generation   ARGV token, milliseconds, a generation to use if there is none
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = now + tonumber(ARGV[2])
local writers = ARGV[1] .. struct.pack('>I8', last)
local dirty = '\0'
local state = redis.call('GETRANGE', KEYS[1], 0, 1)
if state == '\1W' then
  local intent = redis.call('GET', KEYS[1])
  dirty = string.sub(intent, 3, 3)
  for i = 4, #intent, 16 do
    if string.sub(intent, i, i + 7) ~= ARGV[1] then
      dirty = '\1'
      local deadline = struct.unpack('>I8', intent, i + 8)
      if deadline >= now then
        writers = writers .. string.sub(intent, i, i + 15)
        last = math.max(last, deadline)
      end
    end
  end
elseif state ~= '' and state ~= '\1V' and state ~= '\1L' then
  return false
end
redis.call('SET', KEYS[1], '\1W' .. dirty .. writers, 'PX', string.format('%.0f', last - now))
local generation = redis.call('GET', KEYS[2])
if not generation then
  generation = '\1G' .. ARGV[3]
  redis.call('SET', KEYS[2], generation)
end
return generation
