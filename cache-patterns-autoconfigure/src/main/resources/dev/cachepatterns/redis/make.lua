-- Makes a generation of a random number and the server's time: a command that the client sends again after it has
-- reconnected must not bring one back that a clear has removed.
local function make(key, random)
  local time = redis.call('TIME')
  local micros = (time[1] * 1000000 + time[2]) % 4294967296
  local generation = '\1G' .. string.sub(random, 1, 4) .. struct.pack('>I4', micros)
  redis.call('SET', key, generation)
  return generation
end

