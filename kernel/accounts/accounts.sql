-- Logins (บัญชีผู้ใช้): who may open the door. What he may do inside is the position's matter, never the login's.
-- The first six tables are kept by better-auth, under names of ours. They hold password hashes, session tokens and TOTP secrets, so
-- nobody's act reads them: their one policy lets in the accounts part of the program, which works as the owner outside of acts,
-- the machinery (backup), and the functions at the end of this file, which hand out nothing secret.
-- Where the server lets us make no second role, the owner is forced under the same policy and acts, though they run as the owner,
-- are kept out by the position that they carry.
CREATE FUNCTION account_keeper() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT current_user <> 'changwat_clerk'
     AND (coalesce(current_setting('changwat.units', true), '') = '' OR is_machinery() OR current_setting('search_path') LIKE '%, pg_temp') $$;

CREATE TABLE account_login (
  id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  email text NOT NULL,
  email_verified boolean NOT NULL DEFAULT true,   -- an administrator enters it from the office's own list; nobody signs up
  name text NOT NULL,
  image text,
  two_factor_enabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT account_email_once UNIQUE (email),
  CONSTRAINT account_email_form CHECK (email = lower(email) AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(email) <= 254)
);
COMMENT ON CONSTRAINT account_email_once ON account_login IS 'มีบัญชีที่ใช้อีเมลนี้แล้ว|A login with this e-mail exists already|email';
COMMENT ON CONSTRAINT account_email_form ON account_login IS 'อีเมลไม่ถูกต้อง|Not an e-mail address|email';

-- 12 hours without use or 7 days at most: expires_at is the seven days, seen_at the last use.
CREATE TABLE account_session (
  id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  token text NOT NULL UNIQUE,
  login_id text NOT NULL REFERENCES account_login ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  ip_address text,
  user_agent text
);
CREATE INDEX account_session_login ON account_session (login_id);

-- A way in: provider 'credential' is the password, 'oidc' the identity provider's subject.
CREATE TABLE account_credential (
  id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  login_id text NOT NULL REFERENCES account_login ON DELETE CASCADE,
  provider text NOT NULL,
  subject text NOT NULL,
  password text,
  access_token text, refresh_token text, id_token text, scope text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (provider, subject)
);
CREATE INDEX account_credential_login ON account_credential (login_id);

-- One-time things: set-password links, second steps under way, passkey challenges, OIDC states. identifier is a SHA-256, never the token.
CREATE TABLE account_verification (
  id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_verification_identifier ON account_verification (identifier);
CREATE INDEX account_verification_expires ON account_verification (expires_at);
CREATE INDEX account_verification_value ON account_verification (value) WHERE length(value) < 100;

CREATE TABLE account_two_factor (
  id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  login_id text NOT NULL UNIQUE REFERENCES account_login ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean NOT NULL DEFAULT false,
  failed_count int NOT NULL DEFAULT 0,
  locked_until timestamptz
);

CREATE TABLE account_passkey (
  id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  login_id text NOT NULL REFERENCES account_login ON DELETE CASCADE,
  name text,
  public_key text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  counter bigint NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamptz DEFAULT now()
);
CREATE INDEX account_passkey_login ON account_passkey (login_id);

-- A device (a browser) from which somebody has signed in before. mark = SHA-256 of the secret in its cookie.
CREATE TABLE account_device (
  login_id text NOT NULL REFERENCES account_login ON DELETE CASCADE,
  mark bytea NOT NULL,
  user_agent text NOT NULL DEFAULT '',
  first_seen_at timestamptz NOT NULL, last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (login_id, mark)
);

-- Guesses, kept 90 days (Computer Crime Act s. 26). login_mark is a keyed hash of the e-mail as typed, so that an e-mail that
-- nobody has is treated like one that somebody has. device is set only for a device known to that login.
CREATE TABLE account_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  login_mark bytea NOT NULL,
  address text NOT NULL,
  device bytea,
  step text NOT NULL CHECK (step IN ('password','second','reset')),
  succeeded boolean NOT NULL DEFAULT false      -- told afterwards: an attempt under way counts as a failed one
);
CREATE INDEX account_attempt_login ON account_attempt (login_mark, at);
CREATE INDEX account_attempt_address ON account_attempt (address, at);
CREATE INDEX account_attempt_at ON account_attempt (at);

-- Codes that have opened the door in the last minutes: each does so once (RFC 6238 s. 5.2). mark = keyed hash.
CREATE TABLE account_used_code (
  login_id text NOT NULL REFERENCES account_login ON DELETE CASCADE,
  mark bytea NOT NULL, at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (login_id, mark)
);

-- Many addresses guessed at one login.
CREATE TABLE account_attack (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login_id text NOT NULL REFERENCES account_login ON DELETE CASCADE,
  at timestamptz NOT NULL, failures int NOT NULL, addresses int NOT NULL
);
CREATE INDEX account_attack_login ON account_attack (login_id, at);
-- Two guesses that fail at the same moment make one notice.
CREATE UNIQUE INDEX account_attack_hourly ON account_attack (login_id, date_trunc('hour', at AT TIME ZONE 'UTC'));

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['login','session','credential','verification','two_factor','passkey','device','attempt','used_code','attack'] LOOP
    EXECUTE format('ALTER TABLE account_%s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY kept ON account_%s USING (account_keeper()) WITH CHECK (account_keeper())', t);
  END LOOP;
END $$;

-- A login is suspended by a record and reinstated by another.
CREATE TABLE account_suspension (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login_id text NOT NULL REFERENCES account_login ON DELETE CASCADE,
  reason text NOT NULL CHECK (reason <> ''),
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_suspension_login ON account_suspension (login_id);
CREATE TABLE account_reinstatement (
  suspension_id bigint PRIMARY KEY REFERENCES account_suspension ON DELETE CASCADE,
  reason text NOT NULL DEFAULT '',
  by_person int REFERENCES person, by_position int REFERENCES position, by_capacity text, at timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION account_suspended(login text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM account_suspension s WHERE s.login_id = login
                    AND NOT EXISTS (SELECT FROM account_reinstatement r WHERE r.suspension_id = s.id)) $$;

CREATE TABLE preference (
  person_id int PRIMARY KEY REFERENCES person,
  language text NOT NULL DEFAULT 'th' CHECK (language IN ('th','en')),
  theme text NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto','light','dark')),
  text_size text NOT NULL DEFAULT 'normal' CHECK (text_size IN ('normal','large','larger')),
  at timestamptz NOT NULL DEFAULT now()
);

-- A guess begins. Returns its id, or how many seconds to wait first; `attacked` when many addresses guess at this login.
-- Who comes from a device known to the login is counted by that device alone: nothing that others do can hold him up.
-- Everybody else is counted by address and login together, and, more generously, by address.
CREATE FUNCTION account_attempt_begin(mark bytea, from_address text, known_device bytea, the_step text, moment timestamptz)
  RETURNS TABLE (attempt bigint, wait int, attacked boolean) LANGUAGE plpgsql AS $$
DECLARE n int; latest timestamptz; since timestamptz := moment - interval '1 hour'; seconds numeric := 0; unknown int; places int;
BEGIN
  -- One at a time from one source, so that a burst cannot slip past the count.
  PERFORM pg_advisory_xact_lock(hashtextextended(CASE WHEN known_device IS NULL THEN from_address ELSE encode(known_device, 'hex') END, 7301));
  SELECT count(*), max(a.at) INTO n, latest FROM account_attempt a
   WHERE a.login_mark = mark AND a.step = the_step AND NOT a.succeeded
     AND (CASE WHEN known_device IS NULL THEN a.device IS NULL AND a.address = from_address ELSE a.device = known_device END)
     AND a.at > greatest(since, coalesce((SELECT max(b.at) FROM account_attempt b
           WHERE b.login_mark = mark AND b.succeeded AND b.step = the_step AND b.at > since
             AND (CASE WHEN known_device IS NULL THEN b.device IS NULL AND b.address = from_address ELSE b.device = known_device END)), since));
  IF n >= 5 THEN
    seconds := least(15 * power(2, least(n - 5, 10)), CASE WHEN known_device IS NULL THEN 900 ELSE 120 END) - extract(epoch FROM moment - latest);
  END IF;
  SELECT count(*) FILTER (WHERE NOT a.succeeded), count(DISTINCT a.address) FILTER (WHERE NOT a.succeeded) INTO unknown, places FROM account_attempt a
   WHERE a.login_mark = mark AND a.device IS NULL AND a.step = 'password' AND a.at > since;
  IF known_device IS NULL THEN
    -- A whole office may stand behind one address: who signs in there speaks for it, and nobody waits longer than a minute for the others.
    SELECT count(*) FILTER (WHERE NOT a.succeeded) - 3 * count(*) FILTER (WHERE a.succeeded), max(a.at) FILTER (WHERE NOT a.succeeded)
      INTO n, latest FROM account_attempt a
     WHERE a.address = from_address AND a.device IS NULL AND a.step <> 'reset' AND a.at > since;
    IF n >= 50 THEN
      seconds := greatest(seconds, least(10 * power(2, least(n - 50, 10)), 60) - extract(epoch FROM moment - latest));
    END IF;
    -- Six digits are few. Whoever guesses at them has the password already, so here, and only here, the login itself is counted.
    IF the_step = 'second' THEN
      SELECT count(*), max(a.at) INTO n, latest FROM account_attempt a
       WHERE a.login_mark = mark AND a.device IS NULL AND a.step = 'second' AND NOT a.succeeded AND a.at > since;
      IF n >= 30 THEN seconds := greatest(seconds, 900 - extract(epoch FROM moment - latest)); END IF;
    END IF;
  END IF;
  attacked := unknown >= 20 AND places >= 3;
  wait := greatest(0, ceil(seconds));
  IF wait = 0 THEN
    INSERT INTO account_attempt (at, login_mark, address, device, step) VALUES (moment, mark, from_address, known_device, the_step)
      RETURNING id INTO attempt;
  END IF;
  RETURN NEXT;
END $$;

-- What acts and views may know of a login: these functions run as the owner and never return a hash, token or secret.
CREATE FUNCTION account_of(person int)
  RETURNS TABLE (id text, email text, two_factor boolean, passkeys int, password boolean, federated boolean) LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT l.id, l.email, l.two_factor_enabled, (SELECT count(*) FROM account_passkey k WHERE k.login_id = l.id)::int,
         EXISTS (SELECT FROM account_credential c WHERE c.login_id = l.id AND c.password IS NOT NULL),
         EXISTS (SELECT FROM account_credential c WHERE c.login_id = l.id AND c.provider <> 'credential')
    FROM person p JOIN account_login l ON l.id = p.account_id WHERE p.id = account_of.person $$;

CREATE FUNCTION account_sessions(person int, moment timestamptz)
  RETURNS TABLE (id text, created_at timestamptz, seen_at timestamptz, expires_at timestamptz, address text, user_agent text)
  LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT s.id, s.created_at, s.seen_at, least(s.expires_at, s.seen_at + interval '12 hours'), coalesce(s.ip_address, ''), coalesce(s.user_agent, '')
    FROM person p JOIN account_session s ON s.login_id = p.account_id
   WHERE p.id = account_sessions.person AND s.expires_at > moment AND s.seen_at > moment - interval '12 hours'
   ORDER BY s.seen_at DESC, s.id $$;

CREATE FUNCTION account_end_session(person int, session text) RETURNS boolean LANGUAGE sql SECURITY DEFINER AS $$
  WITH gone AS (DELETE FROM account_session s USING person p
    WHERE p.id = account_end_session.person AND s.login_id = p.account_id AND s.id = account_end_session.session RETURNING s.id)
  SELECT EXISTS (SELECT FROM gone) $$;

-- Ends every session and forgets every device: whoever held one of them is a stranger from now on.
CREATE FUNCTION account_sign_out(login text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE n int;
BEGIN
  DELETE FROM account_session WHERE login_id = login;
  GET DIAGNOSTICS n = ROW_COUNT;
  DELETE FROM account_device WHERE login_id = login;
  DELETE FROM account_verification WHERE value = login;
  RETURN n;
END $$;

CREATE FUNCTION account_overview()
  RETURNS TABLE (id text, person int, email text, two_factor boolean, passkeys int, password boolean, federated boolean,
                 last_seen_at timestamptz, sessions int, attacked_at timestamptz, created_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT l.id, p.id, l.email, l.two_factor_enabled, (SELECT count(*) FROM account_passkey k WHERE k.login_id = l.id)::int,
         EXISTS (SELECT FROM account_credential c WHERE c.login_id = l.id AND c.password IS NOT NULL),
         EXISTS (SELECT FROM account_credential c WHERE c.login_id = l.id AND c.provider <> 'credential'),
         greatest((SELECT max(s.seen_at) FROM account_session s WHERE s.login_id = l.id),
                  (SELECT max(d.last_seen_at) FROM account_device d WHERE d.login_id = l.id)),
         (SELECT count(*) FROM account_session s WHERE s.login_id = l.id AND s.expires_at > now() AND s.seen_at > now() - interval '12 hours')::int,
         (SELECT max(a.at) FROM account_attack a WHERE a.login_id = l.id), l.created_at
    FROM account_login l JOIN person p ON p.account_id = l.id $$;

CREATE FUNCTION account_open(person int, email text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE login text; who text;
BEGIN
  SELECT person_name(p) INTO who FROM person p WHERE p.id = account_open.person AND p.account_id IS NULL FOR UPDATE;
  IF who IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'unique_violation', CONSTRAINT = 'account_one_login', MESSAGE = 'บุคคลนี้มีบัญชีแล้ว|This person has a login already|person';
  END IF;
  INSERT INTO account_login (email, name) VALUES (account_open.email, who) RETURNING id INTO login;
  UPDATE person p SET account_id = login WHERE p.id = account_open.person;
  RETURN login;
END $$;

-- A new link makes the earlier ones worthless.
CREATE FUNCTION account_link(login text, identifier text, until timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  DELETE FROM account_verification v WHERE v.value = login;
  INSERT INTO account_verification (identifier, value, expires_at) VALUES (account_link.identifier, login, until);
END $$;

-- For a person who lost telephone and backup codes; he enrols anew.
CREATE FUNCTION account_remove_second_step(login text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  DELETE FROM account_two_factor t WHERE t.login_id = login;
  DELETE FROM account_passkey k WHERE k.login_id = login;
  UPDATE account_login l SET two_factor_enabled = false, updated_at = now() WHERE l.id = login;
END $$;

-- A function that runs as the owner must not be led to another's table by the caller's search_path. The path, which acts cannot
-- set, is also what account_keeper knows these functions by: an owner who is no superuser may set no parameter of ours on them.
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'account\_%' AND p.prosecdef LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', f, current_schema());
  END LOOP;
END $$;

-- An act's answer is kept for a repeated request; a link in it must not be.
CREATE FUNCTION account_link_not_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.answer := NEW.answer || '{"path": null}';
  RETURN NEW;
END $$;
CREATE TRIGGER account_link_not_kept BEFORE UPDATE ON idempotency FOR EACH ROW
  WHEN (NEW.act IN ('accounts.create', 'accounts.resetLink')) EXECUTE FUNCTION account_link_not_kept();
