-- What holds for every program that changes a row, psql included: stamps, search texts, audit, notification.

CREATE FUNCTION frontdesk_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.id := OLD.id;
        NEW.version := OLD.version + 1;
        NEW.updated_at := clock_timestamp();
        NEW.created_at := OLD.created_at;
        -- A program that knows no phone_digits left the old ones; one that does may have found the same number again.
        IF NEW.phone IS DISTINCT FROM OLD.phone AND NEW.phone_digits = OLD.phone_digits
            AND right(NEW.phone_digits, 6) <> right(regexp_replace(NEW.phone, '[^0-9]', '', 'g'), 6) THEN
            NEW.phone_digits := '';
        END IF;
    END IF;
    IF NEW.phone_digits = '' AND NEW.phone <> '' THEN
        NEW.phone_digits := regexp_replace(NEW.phone, '[^0-9]', '', 'g');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON providers FOR EACH ROW EXECUTE FUNCTION frontdesk_touch();
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON clients FOR EACH ROW EXECUTE FUNCTION frontdesk_touch();

-- A booking's stamps and search text. And one overlap that the exclusion constraint lets through: a booking without a
-- reason must not land on an overbooked one either, since that would be an accident.
CREATE FUNCTION frontdesk_booking_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.id := OLD.id;
        NEW.version := OLD.version + 1;
        NEW.updated_at := clock_timestamp();
        NEW.created_at := OLD.created_at;
    END IF;
    IF NEW.status <> 'cancelled' THEN
        NEW.cancelled_at := NULL;
    ELSIF TG_OP = 'INSERT' OR OLD.status <> 'cancelled' THEN
        NEW.cancelled_at := coalesce(NEW.cancelled_at, clock_timestamp());
    ELSE
        NEW.cancelled_at := OLD.cancelled_at;
    END IF;
    NEW.search_text := coalesce((SELECT search_text FROM public.clients WHERE id = NEW.client_id), '')
        || public.frontdesk_search_text(NEW.service_type, NEW.notes);
    IF NEW.overbook_reason IS NULL AND NEW.status NOT IN ('cancelled', 'no_show') AND (
        TG_OP = 'INSERT' OR OLD.overbook_reason IS NOT NULL OR OLD.status IN ('cancelled', 'no_show')
        OR NEW.provider_id <> OLD.provider_id OR NEW.scheduled_at < OLD.scheduled_at OR NEW.ends_at > OLD.ends_at
    ) AND EXISTS (
        SELECT FROM public.bookings AS other
        WHERE other.provider_id = NEW.provider_id AND other.id IS DISTINCT FROM NEW.id
        AND other.scheduled_at < NEW.ends_at AND other.ends_at > NEW.scheduled_at
        AND other.overbook_reason IS NOT NULL AND other.status NOT IN ('cancelled', 'no_show')
    ) THEN
        RAISE EXCEPTION 'the time is taken by an overbooked booking'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'ex_bookings_provider_id_during', TABLE = 'bookings';
    END IF;
    RETURN NEW;
END $$;

-- search_text is not among the columns: following a renamed client is no change of the booking.
CREATE TRIGGER booking_before BEFORE INSERT OR UPDATE OF id, request_id, created_at, updated_at, version, provider_id,
    client_id, service_type, scheduled_at, ends_at, status, notes, overbook_reason, cancelled_at
    ON bookings FOR EACH ROW EXECUTE FUNCTION frontdesk_booking_before();

CREATE FUNCTION frontdesk_client_renamed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.bookings SET search_text = NEW.search_text || public.frontdesk_search_text(service_type, notes)
    WHERE client_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER client_renamed AFTER UPDATE ON clients FOR EACH ROW
    WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text) EXECUTE FUNCTION frontdesk_client_renamed();

-- Per statement, from the transition tables. A row whose version stayed had only derived columns written. Times are
-- written in UTC whoever writes, so that two entries can be compared as texts.
CREATE FUNCTION frontdesk_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    desk text := coalesce(nullif(current_setting('frontdesk.desk', true), ''), current_setting('application_name'));
    derived text[] := ARRAY['search_text', 'during'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO public.audit_log (account, desk, action, table_name, row_id, after, transaction_id)
        SELECT session_user, desk, 'insert', TG_TABLE_NAME, n.id, to_jsonb(n) - derived,
            pg_current_xact_id()::text::bigint FROM new_rows AS n ORDER BY n.id;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO public.audit_log (account, desk, action, table_name, row_id, before, transaction_id)
        SELECT session_user, desk, 'delete', TG_TABLE_NAME, o.id, to_jsonb(o) - derived,
            pg_current_xact_id()::text::bigint FROM old_rows AS o ORDER BY o.id;
    ELSE
        INSERT INTO public.audit_log (account, desk, action, table_name, row_id, before, after, transaction_id)
        SELECT session_user, desk, 'update', TG_TABLE_NAME, n.id, to_jsonb(o) - derived, to_jsonb(n) - derived,
            pg_current_xact_id()::text::bigint
        FROM new_rows AS n JOIN old_rows AS o USING (id) WHERE n.version <> o.version ORDER BY n.id;
    END IF;
    RETURN NULL;
END $$;

-- One notification a statement, with the ids; too many for its 8,000 bytes mean "read this table anew".
CREATE FUNCTION frontdesk_notify() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ids bigint[];
    message jsonb := jsonb_build_object('table', TG_TABLE_NAME, 'action', lower(TG_OP),
        'desk', left(coalesce(current_setting('frontdesk.desk', true), ''), 100));
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id) INTO ids FROM (SELECT id FROM new_rows LIMIT 401) AS few;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(id) INTO ids FROM (SELECT id FROM old_rows LIMIT 401) AS few;
    ELSE
        SELECT array_agg(id) INTO ids FROM (
            SELECT n.id FROM new_rows AS n JOIN old_rows AS o USING (id) WHERE n.version <> o.version LIMIT 401
        ) AS few;
    END IF;
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    IF cardinality(ids) <= 400 THEN
        message := message || jsonb_build_object('ids', ids);
    END IF;
    IF octet_length(message::text) > 7900 THEN
        message := message - 'ids';
    END IF;
    PERFORM pg_notify('frontdesk', message::text);
    RETURN NULL;
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['providers', 'clients', 'bookings'] LOOP
        EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_audit()', name);
        EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows
            NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_audit()', name);
        EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_audit()', name);
        EXECUTE format('CREATE TRIGGER notify_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_notify()', name);
        EXECUTE format('CREATE TRIGGER notify_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows
            NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_notify()', name);
        EXECUTE format('CREATE TRIGGER notify_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_notify()', name);
    END LOOP;
END $$;

-- TRUNCATE would pass by the audit triggers.
CREATE FUNCTION frontdesk_audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_audit_guard();
CREATE TRIGGER audit_guard BEFORE TRUNCATE ON providers FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_audit_guard();
CREATE TRIGGER audit_guard BEFORE TRUNCATE ON clients FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_audit_guard();
CREATE TRIGGER audit_guard BEFORE TRUNCATE ON bookings FOR EACH STATEMENT EXECUTE FUNCTION frontdesk_audit_guard();

REVOKE ALL ON audit_log FROM PUBLIC;
-- Firing needs no right, but whoever may execute these could hang them on a table of their own and forge entries.
REVOKE ALL ON FUNCTION frontdesk_audit(), frontdesk_notify(), frontdesk_client_renamed() FROM PUBLIC;
