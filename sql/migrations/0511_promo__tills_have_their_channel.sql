-- Tills' sales have the channel till from now on, pos before: what held for the one holds for both.
UPDATE promotion SET scope = JSON_ARRAY_APPEND(scope, '$.channels', 'till')
WHERE JSON_CONTAINS(scope, '"pos"', '$.channels')
  AND NOT JSON_CONTAINS(scope, '"till"', '$.channels');
