-- What the scripts of entries share: a value, a lease, or a value that promises no consistency
local function entry(state)
  return state == '\1V' or state == '\1L' or state == '\1E'
end

-- Makes all entries of a generation dead. An intent under it does so at its end, and is in nobody's way before.
local function rotate(key)
  if redis.call('GETRANGE', key, '0', '1') ~= '\1W' then redis.call('DEL', key) end
end

