-- What the scripts of entries share: a value, a lease, or a value that promises no consistency
local function entry(state)
  return state == '\1V' or state == '\1L' or state == '\1E'
end

