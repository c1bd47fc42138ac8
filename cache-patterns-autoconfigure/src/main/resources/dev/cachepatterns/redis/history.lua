-- A new generation: with the history of data that this server writes, where it tells.
local function history()
  local info = redis.pcall('INFO', 'replication')
  local id = type(info) == 'string' and string.match(info, 'master_replid:(%x+)') or ''
  return (string.gsub(string.sub(id, 1, 16), '%x%x', function(byte) return string.char(tonumber(byte, 16)) end))
end

-- Of a random number and the server's time: a command that the client sends again after it has reconnected must not
-- bring a generation back that a clear has removed
local function renew(key, random)
  local time = redis.call('TIME')
  local micros = struct.pack('>I4', (time[1] * 1000000 + time[2]) % 4294967296)
  local generation = '\1G' .. string.sub(random, 1, 4) .. micros .. history()
  redis.call('SET', key, generation)
  return generation
end

