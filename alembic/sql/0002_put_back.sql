-- An undo may put a booking back beside the overbooked ones that it stood beside before: nothing is sold by accident there.
-- It says so for its own transaction, by frontdesk.put_back. The exclusion constraint knows no exception.
CREATE OR REPLACE FUNCTION frontdesk_booking_before() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF coalesce(current_setting('frontdesk.put_back', true), '') <> 'on'
        AND NEW.overbook_reason IS NULL AND NEW.status NOT IN ('cancelled', 'no_show') AND (
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
