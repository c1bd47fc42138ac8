-- What the scripts of intents share. Time is the server's own, in milliseconds since the epoch.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- The writers of an intent but one: those whose time is not over, and the last of their deadlines.
-- Who came alone has none, and the time of the key
local function others(key, token)
  local intent = redis.call('GET', key)
  local writers, last = '', 0
  for i = 4, #intent, 16 do
    local deadline = struct.unpack('>I8', intent, i + 8)
    if deadline == 0 then deadline = now + redis.call('PTTL', key) end
    local writer = string.sub(intent, i, i + 7)
    if writer ~= token and deadline >= now then
      writers = writers .. writer .. struct.pack('>I8', deadline)
      last = math.max(last, deadline)
    end
  end
  return writers, last, intent
end

local function store(key, dirty, writers, last)
  redis.call('SET', key, '\1W' .. dirty .. writers, 'PX', string.format('%.0f', math.max(1, last - now)))
end

-- Adds a writer; who finds another one, or one whose time is over, leaves the intent dirty
local function enter(key, state, token, timeout)
  local dirty, writers, last, intent = '\0', '', 0, ''
  if state == '\1W' then
    writers, last, intent = others(key, token)
    local alone = #intent == 3 or (#intent == 19 and string.sub(intent, 4, 11) == token)
    dirty = alone and string.sub(intent, 3, 3) or '\1'
  end
  local deadline = now + tonumber(timeout)
  store(key, dirty, token .. struct.pack('>I8', deadline) .. writers, math.max(last, deadline))
end

