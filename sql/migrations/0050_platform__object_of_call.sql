-- What a call was about, such as order:SO20261201-000017 or user:2, and the way from a request's id
-- and from a thing to the calls that touched it.
ALTER TABLE api_call ADD COLUMN object VARCHAR(140) NULL;
ALTER TABLE api_call
  ADD KEY api_call_request (request_id),
  ADD KEY api_call_object (object, called_at);
