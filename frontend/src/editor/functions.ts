/** Flink's own functions as SQL calls them (documentation of Flink 2.3, "System (Built-in) Functions"). */
export const FUNCTIONS: readonly string[] = [
  "ABS ACOS ARRAY_AGG ARRAY_APPEND ARRAY_CONCAT ARRAY_CONTAINS ARRAY_DISTINCT ARRAY_EXCEPT ARRAY_INTERSECT",
  "ARRAY_JOIN ARRAY_MAX ARRAY_MIN ARRAY_POSITION ARRAY_PREPEND ARRAY_REMOVE ARRAY_REVERSE ARRAY_SLICE ARRAY_SORT",
  "ARRAY_UNION ASCII ASIN ATAN ATAN2 AVG BIN BITMAP_AND BITMAP_ANDNOT BITMAP_AND_AGG BITMAP_AND_CARDINALITY_AGG",
  "BITMAP_BUILD BITMAP_BUILD_AGG BITMAP_BUILD_CARDINALITY_AGG BITMAP_CARDINALITY BITMAP_FROM_BYTES BITMAP_OR",
  "BITMAP_OR_AGG BITMAP_OR_CARDINALITY_AGG BITMAP_TO_ARRAY BITMAP_TO_BYTES BITMAP_TO_STRING BITMAP_XOR",
  "BITMAP_XOR_AGG BITMAP_XOR_CARDINALITY_AGG BTRIM CARDINALITY CEIL CHAR_LENGTH CHR COALESCE COLLECT CONCAT",
  "CONCAT_WS CONVERT_TZ COS COSH COT COUNT CUME_DIST CURRENT_DATABASE CURRENT_DATE CURRENT_ROW_TIMESTAMP",
  "CURRENT_TIME CURRENT_TIMESTAMP CURRENT_WATERMARK DATE_FORMAT DAYOFMONTH DAYOFWEEK DAYOFYEAR DECODE DEGREES",
  "DENSE_RANK E ELEMENT ELT ENCODE ENDSWITH EXP EXTRACT FIRST_VALUE FLOOR FROM_BASE64 FROM_CHANGELOG FROM_UNIXTIME",
  "GREATEST HEX HOUR IFNULL INET_ATON INET_NTOA INITCAP INSTR JSON JSON_ARRAY JSON_ARRAYAGG JSON_EXISTS JSON_OBJECT",
  "JSON_OBJECTAGG JSON_QUERY JSON_QUOTE JSON_STRING JSON_UNQUOTE JSON_VALUE LAG LAST_VALUE LEAD LEAST LEFT LISTAGG",
  "LN LOCALTIME LOCALTIMESTAMP LOCATE LOG LOG10 LOG2 LOWER LPAD LTRIM MAP_ENTRIES MAP_FROM_ARRAYS MAP_KEYS",
  "MAP_UNION MAP_VALUES MAX MD5 MIN MINUTE ML_PREDICT MOD MONTH NOW NTILE NULLIF OBJECT_OF OBJECT_UPDATE OVERLAY",
  "PARSE_JSON PARSE_URL PERCENTILE PERCENT_RANK PI POSITION POWER PRINTF PROCTIME QUARTER RADIANS RAND RAND_INTEGER",
  "RANK REGEXP REGEXP_COUNT REGEXP_EXTRACT REGEXP_EXTRACT_ALL REGEXP_INSTR REGEXP_REPLACE REGEXP_SUBSTR REPEAT",
  "REPLACE REVERSE RIGHT ROUND ROW_NUMBER RPAD RTRIM SECOND SHA1 SHA2 SHA224 SHA256 SHA384 SHA512 SIGN SIN SINH",
  "SOURCE_WATERMARK SPLIT SPLIT_INDEX SQRT STARTSWITH STDDEV_POP STDDEV_SAMP STR_TO_MAP SUBSTR SUBSTRING SUM TAN",
  "TANH TIMESTAMPADD TIMESTAMPDIFF TO_BASE64 TO_CHANGELOG TO_DATE TO_TIMESTAMP TO_TIMESTAMP_LTZ TRANSLATE TRIM",
  "TRUNCATE TRY_PARSE_JSON TYPEOF UNHEX UNIX_TIMESTAMP UPPER URL_DECODE URL_ENCODE UUID VAR_POP VAR_SAMP WEEK YEAR",
].flatMap((line) => line.split(" "));

/** What a session lists among its functions though SQL has no such call: Flink's names for operators and inner steps. */
const INNER_NAMES: ReadonlySet<string> = new Set(
  [
    "agg_decimal_minus agg_decimal_plus and array as asc assignment at between cast default desc distinct divide end",
    "equals flatten get greaterthan greaterthanorequal hive_agg_decimal_plus ifthenelse in is_json isfalse isnotfalse",
    "isnotnull isnottrue isnull istrue json_arrayagg_absent_on_null json_arrayagg_null_on_null",
    "json_objectagg_absent_on_null json_objectagg_null_on_null lessthan lessthanorequal like lowercase map minus",
    "minusprefix not notbetween notequals or over plus rangeto reinterpretcast row rowtime similar start",
    "streamrecordtimestamp sum0 temporaloverlaps times translate3 try_cast uppercase withcolumns withoutcolumns",
  ].flatMap((line) => line.split(" ")),
);

const own = new Set(FUNCTIONS.map(withoutUnderscores));

function withoutUnderscores(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** The functions that were added to a session, out of all that it lists: it gives Flink's own by inner names, `dateFormat`. */
export function addedFunctions(listed: readonly string[]): readonly string[] {
  return listed.filter((name) => !own.has(withoutUnderscores(name)) && !INNER_NAMES.has(name.toLowerCase()));
}
