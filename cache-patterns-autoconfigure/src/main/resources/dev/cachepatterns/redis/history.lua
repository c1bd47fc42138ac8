-- A new generation: with the history of data that this server writes, where it tells.
local function history()
  local info = redis.pcall('INFO', 'replication')
  local id = type(info) == 'string' and string.match(info, 'master_replid:(%x+)') or ''
  return (string.gsub(string.sub(id, 1, 16), '%x%x', function(byte) return string.char(tonumber(byte, 16)) end))
end

local function renew(key, id)
  local generation = '\1G' .. id .. history()
  redis.call('SET', key, generation)
  return generation
end

