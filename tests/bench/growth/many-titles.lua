-- Asks for all titles in a scattered order. Arguments: how many there are, after how many the memory
-- is to be emptied (0: never), and the token that allows it.
local count, every, token
local asked, id = 0, 0

function init(args)
  count, every, token = tonumber(args[1]), tonumber(args[2]), args[3]
end

function request()
  asked = asked + 1
  if every > 0 and asked % (every + 1) == 0 then
    return wrk.format('DELETE', '/internal/cache?pattern=*', { Authorization = token })
  end
  -- A prime to the counts of titles: each is asked for once before any is again.
  id = (id + 61803) % count
  return wrk.format('GET', '/api/anilibria/v2/titles/' .. (id + 1))
end
