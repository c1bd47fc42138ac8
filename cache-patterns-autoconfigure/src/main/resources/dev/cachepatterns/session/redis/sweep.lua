-- Removes what a late save has left of a session. Never a session.
if redis.call('HEXISTS', KEYS[1], 'creationTime') == 0 then
  return redis.call('DEL', KEYS[1])
end
return 0
