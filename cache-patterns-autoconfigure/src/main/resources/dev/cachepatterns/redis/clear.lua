-- What the scripts share that make all entries under a generation old

-- Adds who clears to the intent under a generation
local function enter_clear(key, token, timeout)
  local state = redis.call('GETRANGE', key, 0, 1)
  if state == '' or state == '\1G' or state == '\1W' then enter(key, state, token, timeout) end
end

-- Without a generation all is dead, and the next reader makes a new one
local function leave_clear(key, token)
  local writers, last = '', 0
  if redis.call('GETRANGE', key, 0, 1) == '\1W' then writers, last = others(redis.call('GET', key), token) end
  if writers ~= '' then store(key, '\1', writers, last) else redis.call('DEL', key) end
end

