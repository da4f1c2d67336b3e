-- Search by fragments: texts are folded (no case, accents or punctuation) and indexed by short keys, so that even a
-- fragment of two letters is one look-up. See docs/decisions on search.

-- "Jürgen O'Brien-Łuk" becomes "jurgen obrien luk". Written for unaccent's rules of PostgreSQL 15 to 18.
CREATE FUNCTION frontdesk_fold(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF value ~ '[^ -~]' THEN
        value := normalize(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]', '', 'g'), NFKC);
        value := public.unaccent('public.unaccent'::regdictionary, value);
        value := regexp_replace(value, '[\u2019\u02bc]', '', 'g');
    END IF;
    value := replace(lower(value), '''', '');
    RETURN btrim(regexp_replace(value, '[\s!-/:-@\[-`{-~\u0080-\u00bf\u2000-\u206f\u3000-\u303f\ufffe\uffff]+', ' ', 'g'));
END $$;

-- Every word stands behind a space, the first too: ' sm' finds the beginnings of words.
CREATE FUNCTION frontdesk_search_text(VARIADIC parts text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN ' ' || public.frontdesk_fold(array_to_string(parts, ' '));
END $$;

-- The keys of a folded text: '^' and the first 1 to 3 letters of each word, and every 2 and 3 letters in a row. In
-- scripts without spaces between words (CJK, kana, hangul) each letter begins a word.
CREATE FUNCTION frontdesk_search_keys(search_text text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
    WITH words AS (
        SELECT DISTINCT word, char_length(word) AS size
        FROM unnest(string_to_array(btrim(search_text), ' ')) AS word WHERE word <> ''
    )
    SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
        SELECT '^' || left(word, n) AS key FROM words, generate_series(1, least(3, size)) AS n
        UNION ALL
        SELECT substr(word, i, 2) FROM words, generate_series(1, size - 1) AS i
        UNION ALL
        SELECT substr(word, i, 3) FROM words, generate_series(1, size - 2) AS i
        UNION ALL
        SELECT '^' || letter FROM words, regexp_split_to_table(word, '') AS letter
        WHERE word ~ '[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]'
    ) AS keys
$$;

-- What was typed, as folded fragments. Leading zeros of a number go, and so does a zero beside other words, as in
-- "+49 (0)30": national and international numbers meet.
CREATE FUNCTION frontdesk_query_fragments(query text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT CASE WHEN word ~ '^0+[1-9][0-9]' THEN ltrim(word, '0') ELSE word END), '{}')
    FROM (
        SELECT word, bool_or(word !~ '^0+$') OVER () AS others
        FROM unnest(string_to_array(public.frontdesk_fold(query), ' ')) AS word
    ) AS words WHERE word !~ '^0+$' OR (char_length(word) <= 3 AND NOT others)
$$;

-- The keys that a row's keys must contain to match. Nothing that can be searched for matches nothing.
CREATE FUNCTION frontdesk_query_keys(query text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT key), '{""}') FROM unnest(public.frontdesk_query_fragments(query)) AS word, LATERAL (
        SELECT '^' || word AS key WHERE char_length(word) = 1
        UNION ALL
        SELECT word WHERE char_length(word) = 2
        UNION ALL
        SELECT substr(word, i, 3) FROM generate_series(1, char_length(word) - 2) AS i
    ) AS keys
$$;

-- What the text of a row must be LIKE, all of them: keys alone can't tell "sm ith" from "smith".
CREATE FUNCTION frontdesk_query_patterns(query text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(
        CASE WHEN char_length(word) = 1 AND word !~ '[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]'
        THEN '% ' || word || '%' ELSE '%' || word || '%' END
    ), '{}') FROM unnest(public.frontdesk_query_fragments(query)) AS word
$$;
